import { dimensions } from "../quantity/dimension.ts";
import { type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { atValues, type Criterion, firstBracket, narrowed } from "./bracket.ts";
import { fromRest, linearTheory } from "./linear-theory.ts";
import { observed, stimulusIndex } from "./observed.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { needThreshold, type Subject, withPlace } from "./subject.ts";
import { startOf } from "./window.ts";

export interface ReboundThreshold extends Answer {
  /** The weakest step that makes the neuron fire when it is over: half way between the two below. */
  readonly threshold: Measure;
  readonly without: Measure;
  readonly with: Measure;
  /** ms from the end of the step to the spike, at the amplitude `with`. */
  readonly latency: Measure;
}

const settings = {
  length: { kind: "time", default: "20 ms", meaning: "How long the step lasts." },
  wait: { kind: "time", default: "100 ms", meaning: "How long after the step a spike still counts." },
  direction: {
    kind: "choice",
    words: ["down", "up"],
    default: "down",
    meaning: "Whether negative or positive steps are tried.",
  },
  tolerance: { kind: "number", default: 1e-9, atLeast: 0, meaning: "Width of the bracket, relative to the threshold." },
} as const satisfies Settings;

/** The hyperpolarising step whose end makes a neuron fire. */
export const reboundThreshold = protocol({
  name: "rebound-threshold",
  title: "Rebound threshold",
  description:
    "A neuron may fire when a step that holds it down is over: its sodium channels have recovered from inactivation, its " +
    "potassium channels have closed, or its adaptation has gone. The weakest step of a given length that does so is found, and " +
    "how long after it the spike comes. The step begins at rest.",
  settings,
  defaults: { input: [{ stimulus: "step", amplitude: 0 }], duration: "1000 ms" },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<ReboundThreshold> {
    needThreshold(subject);
    const index = stimulusIndex(subject, "step");
    const place = `input.${index}.amplitude`;
    const release = startOf(subject, index) + asked.length;
    const whole = Math.ceil((release + asked.wait) / subject.dt - 1e-9) * subject.dt;
    const variable = observed(subject, undefined).name;
    const theory = linearTheory(subject, index, variable, { start: 0, stop: subject.duration });
    const document = withPlace(
      { ...fromRest(subject.document, theory), duration: formatQuantity(whole, dimensions.second) },
      `input.${index}.stop`,
      formatQuantity(release, dimensions.second),
    );
    const held: Subject = { ...subject, document, duration: whole };
    const rebounds: Criterion = (result, member) => spikesOf(result, member).some((time) => time >= release);
    const found = yield* firstBracket(held, place, rebounds, "direction", asked.direction === "down" ? -1 : 1);
    const bracket = yield* narrowed(held, place, found, rebounds, asked.tolerance);
    const last = yield { document: atValues(held, place, [bracket.with], bracket.dimension), done: 1 };
    const spike = spikesOf(last, 0).find((time) => time >= release);
    return {
      threshold: measure((bracket.without + bracket.with) / 2, bracket.dimension),
      without: measure(bracket.without, bracket.dimension),
      with: measure(bracket.with, bracket.dimension),
      latency: measure((spike ?? Number.NaN) - release, dimensions.second),
      notes: theory ? [] : ["The model does not come to rest by itself: the step begins at its initial values."],
    };
  },
});
