import { ExperimentError } from "../errors.ts";
import { closest } from "../quantity/spelling.ts";
import { chirp } from "./chirp.ts";
import { constant } from "./constant.ts";
import { frozenNoise } from "./frozen-noise.ts";
import { ornsteinUhlenbeck } from "./ornstein-uhlenbeck.ts";
import { pulses } from "./pulses.ts";
import { ramp } from "./ramp.ts";
import { samples } from "./samples.ts";
import { sine } from "./sine.ts";
import { spikes } from "./spikes.ts";
import { staircase } from "./staircase.ts";
import { step } from "./step.ts";
import type { Stimulus } from "./stimulus.ts";
import { voltageClamp } from "./voltage-clamp.ts";
import { whiteNoise } from "./white-noise.ts";

export type { Stimulus, StimulusParameter } from "./stimulus.ts";

/** The stimuli of the catalogue. */
export const stimuli: readonly Stimulus[] = [
  constant,
  step,
  pulses,
  staircase,
  ramp,
  sine,
  chirp,
  spikes,
  whiteNoise,
  ornsteinUhlenbeck,
  frozenNoise,
  voltageClamp,
  samples,
];

/**
 * The stimulus of the catalogue with this name.
 *
 * @throws ExperimentError for a name that is not in the catalogue, with the nearest one that is.
 */
export function stimulusNamed(name: string): Stimulus {
  const found = stimuli.find((stimulus) => stimulus.name === name);
  if (found) return found;
  const names = stimuli.map((stimulus) => stimulus.name);
  const near = closest(name, names);
  throw new ExperimentError(
    `there is no stimulus "${name}"`,
    "stimulus",
    near ? `did you mean "${near}"?` : `there are ${names.join(", ")}`,
  );
}
