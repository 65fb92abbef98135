import type { Outcome } from "./contract.ts";

/** A run that has taken longer is given up for a newer one; a quicker one is let finish, so that a drag shows its way. */
const patience = 250;

/** Hands over requests one at a time. While one is under way only the newest of those that follow is kept. */
export class Newest<Request, Value> {
  readonly #run: (request: Request) => Promise<Outcome<Value>>;
  readonly #stop: () => void;
  readonly #done: (outcome: Outcome<Value>, request: Request) => void;
  #waiting: { readonly request: Request } | undefined;
  #begun: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    run: (request: Request) => Promise<Outcome<Value>>,
    stop: () => void,
    done: (outcome: Outcome<Value>, request: Request) => void,
  ) {
    this.#run = run;
    this.#stop = stop;
    this.#done = done;
  }

  /** Replaces what is waiting. */
  ask(request: Request): void {
    this.#waiting = { request };
    if (this.#begun === undefined) void this.#next();
    else if (this.#timer === undefined) {
      const left = Math.max(0, patience - (performance.now() - this.#begun));
      this.#timer = setTimeout(this.#stop, left);
    }
  }

  async #next(): Promise<void> {
    while (this.#waiting) {
      const { request } = this.#waiting;
      this.#waiting = undefined;
      this.#begun = performance.now();
      const outcome = await this.#run(request);
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#begun = undefined;
      if (outcome.kind !== "stopped") this.#done(outcome, request);
    }
  }
}
