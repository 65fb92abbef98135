/**
 * How long a change takes until it is seen, once for each answer that is drawn. The browser's own tools show it under this name,
 * and lab/measure.js reads it.
 */
export class Redraw {
  readonly #name: string;
  #drawn: object | undefined;

  constructor(name: "redraw" | "redraw f-I curve" | "redraw phase plane") {
    this.#name = name;
  }

  /** `answer` has been drawn; `start` is when the control was moved that it answers, in milliseconds. */
  drawn(answer: object | undefined, start: number): void {
    if (answer === undefined || this.#drawn === answer) return;
    this.#drawn = answer;
    performance.measure(this.#name, { start, end: performance.now() });
  }
}
