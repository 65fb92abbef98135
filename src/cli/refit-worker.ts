import { parentPort } from "node:worker_threads";
import { type FitDocument, type FitSweep, fitModel, Programs } from "../index.ts";

/** What it is asked, again and again: the values of the best fit. */
export interface RefitQuestion {
  readonly document: FitDocument;
  readonly sweeps: readonly FitSweep[];
}

const programs = new Programs();
parentPort!.on("message", ({ document, sweeps }: RefitQuestion) => {
  parentPort!.postMessage([...fitModel(document, sweeps, { programs }).state.best!.values]);
});
