import { ExperimentError } from "../errors.ts";
import { modelOf, resolveExperiment } from "../experiment-resolve.ts";
import { drawsIn } from "../language/draws.ts";
import type { Subject } from "./subject.ts";

/** Whether random numbers are drawn in a run: noise in the equations or in a stimulus, or draws at spikes and at the start. */
export function isStochastic({ document }: Subject): boolean {
  const { states, threshold, reset, initial } = modelOf(resolveExperiment(document));
  const texts = [...(threshold ? [threshold] : []), ...reset.map(({ value }) => value), ...initial.values()];
  return states.some(({ noise }) => noise.length > 0) || drawsIn(texts).length > 0;
}

/** @throws ExperimentError where random numbers are drawn; `because` says why they may not be. */
export function needNoChance(subject: Subject, because: string): void {
  if (!isStochastic(subject)) return;
  throw new ExperimentError(
    `random numbers are drawn, but ${because}`,
    "experiment",
    "leave out the noise, or take frozen-noise: a course that its seed alone determines",
  );
}
