import type { CoursePattern } from "../analysis/course-pattern.ts";
import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Measure, measure } from "../quantity/measure.ts";
import { patternOf } from "./pattern.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { needOneNeuron, needThreshold, type Subject } from "./subject.ts";

export interface Classification extends Answer {
  /** `tonic`, `delayed accelerating`, `rebound burst`, … */
  readonly pattern: CoursePattern["label"];
  /** Under one step that lasts to the end of the run: how firing begins and how it goes on. */
  readonly onset?: string;
  readonly steady?: string;
  /** All that the response to other stimuli shows. */
  readonly shown: readonly string[];
  /** The numbers that decided. */
  readonly evidence: readonly (Measure & { readonly name: string })[];
}

/** The firing pattern of a neuron under its stimuli, by stated rules. */
export const classify = protocol({
  name: "classify",
  title: "Firing pattern",
  description:
    "Runs the experiment and names what the neuron does: under a step tonic, adapting, accelerating, bursting, irregular, " +
    "phasic or silent firing, with an initial burst or a delay; under pulses, ramps and inhibition such answers as a rebound " +
    "spike or resonance. Without stimuli it gets a step of twice the smallest current that makes a spike, or a larger one that " +
    "makes five. A first variable without a unit counts as millivolts.",
  settings: {},
  defaults: { duration: "1000 ms" },
  *ask(subject: Subject): Course<Classification> {
    needThreshold(subject);
    needOneNeuron(subject);
    const { label, shown, step } = (yield* patternOf(subject, 1)).pattern;
    const decided = [
      ...Object.entries(step?.evidence ?? {}),
      ...shown.flatMap(({ evidence }) => Object.entries(evidence)),
    ];
    return {
      pattern: label,
      ...(step ? { onset: step.onset, steady: step.steady } : {}),
      shown: shown.map(({ name }) => name),
      evidence: decided.flatMap(([name, value]) =>
        typeof value === "number" ? [{ name, ...numbered(name, value) }] : [],
      ),
      notes: [],
    };
  },
});

function numbered(name: string, value: number): Measure {
  return measure(value, name === "latency" || name === "settledInterval" ? dimensions.second : dimensionless);
}
