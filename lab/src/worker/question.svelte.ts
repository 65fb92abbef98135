import type { Failure, Outcome } from "./contract.ts";
import { Newest } from "./newest.ts";

/** A question that is asked again whenever something changes, and its latest answer. */
export class Question<Request, Answer> {
  answer: Answer | undefined = $state.raw();
  failure: Failure | undefined = $state.raw();
  isWaiting = $state(false);
  /** When the question was asked that `answer` answers, in milliseconds. */
  askedAt = 0;
  readonly #asks: Newest<{ readonly request: Request; readonly at: number }, Answer>;

  constructor(run: (request: Request) => Promise<Outcome<Answer>>, stop: () => void) {
    this.#asks = new Newest(
      ({ request }) => run(request),
      stop,
      (outcome, { at }) => {
        this.isWaiting = false;
        if (outcome.kind === "failed") this.failure = outcome.failure;
        if (outcome.kind !== "done") return;
        this.failure = undefined;
        this.askedAt = at;
        this.answer = outcome.value;
      },
    );
  }

  /** @param at when the change was made that the question follows from, in milliseconds. */
  ask(request: Request, at = performance.now()): void {
    this.isWaiting = true;
    this.#asks.ask({ request, at });
  }
}
