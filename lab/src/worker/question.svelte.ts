import type { Failure, Outcome } from "./contract.ts";
import { Newest } from "./newest.ts";

/** A question that is asked again whenever something changes, and its latest answer. */
export class Question<Request, Answer> {
  answer: Answer | undefined = $state.raw();
  failure: Failure | undefined = $state.raw();
  isWaiting = $state(false);
  readonly #asks: Newest<Request, Answer>;

  constructor(run: (request: Request) => Promise<Outcome<Answer>>, stop: () => void) {
    this.#asks = new Newest<Request, Answer>(run, stop, (outcome) => {
      this.isWaiting = false;
      if (outcome.kind === "failed") this.failure = outcome.failure;
      if (outcome.kind !== "done") return;
      this.failure = undefined;
      this.answer = outcome.value;
    });
  }

  ask(request: Request): void {
    this.isWaiting = true;
    this.#asks.ask(request);
  }
}
