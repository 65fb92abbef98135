import * as Comlink from "comlink";
import type { AnswerOf } from "rheobase";
import type { Answerer, Failure, Outcome } from "../worker/contract.ts";
import { type Started, startAnswerer } from "../worker/start.ts";

/** What the protocol `compare` measures of one model. */
export interface Measured {
  readonly variables: number;
  readonly operations: number;
  readonly nanoseconds: number;
  readonly patterns: number;
  readonly coincidence: number;
  readonly rate: number;
}

/** The measuring of several models one after the other, in a worker of its own; what has been measured is kept. */
export class TradeOff {
  rows: ReadonlyMap<string, Measured | Failure> = $state.raw(new Map());
  /** How much is done, from 0 to 1; undefined while nothing is measured. */
  progress: number | undefined = $state();
  /** The model that is being measured. */
  now: string | undefined = $state();
  #started: Started<Answerer> | undefined;

  async measure(models: readonly string[], generations: number): Promise<void> {
    this.cancel();
    const mine = startAnswerer();
    this.#started = mine;
    const missing = models.filter((name) => !isMeasured(this.rows.get(name)));
    this.progress = 0;
    for (const [k, name] of missing.entries()) {
      this.now = name;
      const tell = Comlink.proxy((done: number) => {
        if (this.#started === mine) this.progress = (k + done) / missing.length;
      });
      const question = { protocol: "compare", models: [name], generations, experiment: { model: "hodgkin-huxley" } };
      const outcome = (await mine.remote.ask(question, tell)) as Outcome<AnswerOf<"compare">>;
      if (this.#started !== mine) return;
      if (outcome.kind === "done") this.rows = new Map([...this.rows, [name, measuredIn(outcome.value)]]);
      if (outcome.kind === "failed") this.rows = new Map([...this.rows, [name, outcome.failure]]);
    }
    this.cancel();
  }

  /** Ends what is being measured; what was measured before stays. */
  cancel(): void {
    this.#started?.worker.terminate();
    this.#started = undefined;
    this.progress = undefined;
    this.now = undefined;
  }

  /** What was measured otherwise does not count any more. */
  forget(): void {
    this.cancel();
    this.rows = new Map();
  }
}

export function isMeasured(row: Measured | Failure | undefined): row is Measured {
  return row !== undefined && "coincidence" in row;
}

function measuredIn(answer: AnswerOf<"compare">): Measured {
  const { stateVariables, operations, nanoseconds, patterns, coincidence, rate } = answer;
  const only = ({ values }: { readonly values: readonly number[] }): number => values[0]!;
  return {
    variables: only(stateVariables),
    operations: only(operations),
    nanoseconds: only(nanoseconds),
    patterns: only(patterns),
    coincidence: only(coincidence),
    rate: only(rate),
  };
}
