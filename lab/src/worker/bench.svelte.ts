import type * as Comlink from "comlink";
import type { ExperimentDocument } from "rheobase";
import { OpenExperiment } from "../document/open-experiment.svelte.ts";
import type { Draft } from "../editor/draft.ts";
import type { Answerer, Failure, Observation, Simulator } from "./contract.ts";
import { Newest } from "./newest.ts";
import { startAnswerer, startSimulator } from "./start.ts";

interface Asked {
  readonly document: ExperimentDocument;
  /** When the control was moved, in milliseconds. */
  readonly at: number;
}

/** A run to compare with. */
export interface Pinned {
  readonly document: ExperimentDocument;
  readonly observation: Observation;
}

/** The open experiment, the workers that run it, and what came out. */
export class Bench {
  readonly experiment = new OpenExperiment();
  /** The last run that succeeded: it stays while a later one fails. */
  observation: Observation | undefined = $state.raw();
  /** The document on the bench that `observation` answers, itself and not the copy that ran. */
  answered: ExperimentDocument | undefined = $state.raw();
  /** A run that stays beneath the present one, to compare. */
  pinned: Pinned | undefined = $state.raw();
  /** When the change was made that `observation` answers. */
  askedAt = 0;
  failure: Failure | undefined = $state.raw();
  /** The texts of a model that somebody has begun to write beside a document, and that are not right yet. */
  unfinished: { readonly draft: Draft; readonly document: ExperimentDocument } | undefined;
  /** Runs the experiment itself. */
  readonly simulator: Comlink.Remote<Simulator>;
  #answerer: Comlink.Remote<Answerer> | undefined;
  readonly #runs: Newest<Asked, Observation>;

  constructor() {
    const { worker, remote } = startSimulator();
    worker.addEventListener("error", ({ message }) => {
      const problem = message || "the worker that runs experiments could not be started";
      this.failure = { problem, wayOut: "load the page again", where: { kind: "run" } };
    });
    this.simulator = remote;
    this.#runs = new Newest<Asked, Observation>(
      ({ document }) => this.simulator.run(document),
      () => void this.simulator.stop(),
      (outcome, { document, at }) => {
        if (outcome.kind === "failed") this.failure = outcome.failure;
        if (outcome.kind !== "done") return;
        this.failure = undefined;
        this.askedAt = at;
        this.answered = document;
        this.observation = outcome.value;
      },
    );
  }

  /** Answers the questions of the tabs, which take longer, beside it. It starts with the first question. */
  get answerer(): Comlink.Remote<Answerer> {
    this.#answerer ??= startAnswerer().remote;
    return this.#answerer;
  }

  /** Runs the document as it is now; call it whenever that changes. */
  run(): void {
    this.#runs.ask({ document: this.experiment.document, at: this.experiment.changedAt });
  }
}
