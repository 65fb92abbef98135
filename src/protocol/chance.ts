import { ExperimentError } from "../errors.ts";
import { resolveExperiment } from "../experiment-resolve.ts";
import { checkModel } from "../language/check.ts";
import { drawsIn } from "../language/draws.ts";
import type { Subject } from "./subject.ts";

/** Whether random numbers are drawn in a run: noise in the equations or in a stimulus, or draws at spikes and at the start. */
export function isStochastic({ document }: Subject): boolean {
  const { definition, drives } = resolveExperiment(document);
  const { states, threshold, reset, initial } = checkModel(definition, drives);
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
