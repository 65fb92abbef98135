import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { type Dimension, dimensions } from "../quantity/dimension.ts";
import { type Measure, measure } from "../quantity/measure.ts";
import { spikesOf } from "../run/recording.ts";
import { atValues, type Bracket, type Criterion, dimensionAt, firstBracket, narrowed } from "./bracket.ts";
import { knownNeuron, type RestEnd, restEnd, type ThresholdTheory, thresholdTheory } from "./closed-form.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { firingIn } from "./rates.ts";
import type { Read, Settings } from "./setting.ts";
import { type Standing, standing } from "./standing.ts";
import { needThreshold, type Subject } from "./subject.ts";
import { stimulusWindow, within } from "./window.ts";

export interface Threshold extends Answer, RestEnd {
  /** What was varied. */
  readonly name: string;
  /** Half way between the two below. */
  readonly threshold: Measure;
  /** The value nearest to it at which the neuron does not fire as asked, and that at which it does. */
  readonly without: Measure;
  readonly with: Measure;
  /** ms: the first spike that counts, at the value `with`. */
  readonly firstSpike: Measure;
  /** Hz: steady rate there, over the second half of the time that counts; 0 where the neuron does not keep firing. */
  readonly rate: Measure;
  /** What theory says, there where it knows the neuron and one spike at any time is asked for. */
  readonly closedForm?: Measure;
  /** Which theory. */
  readonly theory?: string;
}

const settings = {
  vary: { kind: "name", default: "amplitude", meaning: "The place in the experiment whose threshold is sought." },
  low: { kind: "quantity", meaning: "One end of the search. Default: 0, and upwards until the neuron fires." },
  high: { kind: "quantity", meaning: "The other end. At one of the two the neuron fires as asked, at the other not." },
  direction: {
    kind: "choice",
    words: ["up", "down"],
    default: "up",
    meaning: "Where to look without low and high: among positive or negative values.",
  },
  spikes: { kind: "number", default: 1, atLeast: 1, whole: true, meaning: "How many spikes at least are asked for." },
  from: { kind: "time", default: "0 ms", meaning: "Spikes count from here on." },
  until: { kind: "time", meaning: "Spikes count up to here. Default: the end of the run." },
  tolerance: { kind: "number", default: 1e-9, atLeast: 0, meaning: "Width of the bracket, relative to the threshold." },
} as const satisfies Settings;

/** The smallest current that makes a neuron fire, or the threshold of any other parameter. */
export const threshold = protocol({
  name: "threshold",
  title: "Threshold search",
  description:
    "The value of a current, or of any other place in the experiment, at which the neuron begins to fire: the rheobase, " +
    "where the current is constant. Each run tries 31 values side by side between the largest known not to do and the " +
    "smallest known to, until the two are as near to each other as the tolerance says.",
  settings,
  defaults: { input: [{ stimulus: "constant", amplitude: 0 }], duration: "1000 ms" },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<Threshold> {
    needThreshold(subject);
    const window = { start: asked.from, stop: asked.until ?? subject.duration };
    const fires: Criterion = (result, member) => within(spikesOf(result, member), window).length >= asked.spikes;
    const begun = yield* begin(subject, asked, fires);
    const bracket = yield* narrowed(subject, asked.vary, begun.bracket, fires, asked.tolerance);
    const { dimension } = bracket;
    const last = yield { document: atValues(subject, asked.vary, [bracket.with], dimension), done: 1 };
    const spikes = within(spikesOf(last, 0), window);
    const ends = atValues(subject, asked.vary, [bracket.without, bracket.with], dimension);
    const still = standing(ends, stimulusWindow(subject, asked.vary));
    const theory = theoryOf(subject, asked, still);
    return {
      name: asked.vary,
      threshold: measure((bracket.without + bracket.with) / 2, dimension),
      without: measure(bracket.without, dimension),
      with: measure(bracket.with, dimension),
      firstSpike: measure(spikes[0] ?? Number.NaN, dimensions.second),
      rate: measure(firingIn(spikes, window, (window.start + window.stop) / 2).steadyRate, dimensions.hertz),
      ...(theory ? { closedForm: measure(theory.value, dimension), theory: theory.sentence } : {}),
      ...restEndFrom(still, [0, begun.bracket.without], bracket),
      notes: begun.notes,
    };
  },
});

/** From the first of several values at which the neuron rests: near its threshold it may rest no longer. */
function restEndFrom(still: Standing | undefined, starts: readonly number[], bracket: Bracket): RestEnd {
  const direction = bracket.with > bracket.without ? 1 : -1;
  const ends = still ? starts.map((start) => restEnd(still, start, direction)) : [];
  return ends.find(({ restEnds }) => restEnds !== undefined) ?? {};
}

/** Of one spike at any time. */
function theoryOf(
  subject: Subject,
  asked: Read<typeof settings>,
  still: Standing | undefined,
): ThresholdTheory | undefined {
  if (asked.spikes > 1 || asked.from > 0 || asked.until !== undefined) return undefined;
  const known = still && knownNeuron(still);
  return known && thresholdTheory(known, stimulusWindow(subject, asked.vary), subject.duration);
}

interface Begun {
  readonly bracket: Bracket;
  readonly notes: readonly string[];
}

function* begin(subject: Subject, asked: Read<typeof settings>, fires: Criterion): Course<Begun> {
  const { vary, low, high, direction } = asked;
  if (low === undefined && high === undefined)
    return {
      bracket: yield* firstBracket(subject, vary, fires, "low and high", direction === "up" ? 1 : -1),
      notes: [],
    };
  const dimension = dimensionAt(subject, vary);
  const end = (value: string | number | undefined, place: string): number => {
    if (value === undefined) throw new ExperimentError("is missing", place, "give both low and high, or neither");
    return quantityAt(value, place, dimension).value;
  };
  return yield* scanned(subject, vary, [end(low, "low"), end(high, "high")], dimension, fires);
}

const scannedValues = 33;

/** The first change between low and high; says so where there are more. */
function* scanned(
  subject: Subject,
  vary: string,
  [low, high]: readonly [number, number],
  dimension: Dimension,
  fires: Criterion,
): Course<Begun> {
  const values = Array.from({ length: scannedValues }, (_, k) => low + ((high - low) * k) / (scannedValues - 1));
  const result = yield { document: atValues(subject, vary, values, dimension), done: 0 };
  const holds = values.map((_, member) => fires(result, member));
  const changes = values.flatMap((_, k) => (k > 0 && holds[k] !== holds[k - 1] ? [k] : []));
  const [first] = changes;
  if (first === undefined)
    throw new ExperimentError(
      `the neuron ${holds[0] ? "fires" : "does not fire"} as asked at both ends and at all values tried between`,
      vary,
      "take low and high further apart, or ask for another number of spikes",
    );
  const [before, after] = [values[first - 1]!, values[first]!];
  const bracket = holds[first] ? { without: before, with: after } : { without: after, with: before };
  const several =
    changes.length > 1
      ? [`Between low and high the neuron's firing changes ${changes.length} times; this is the first.`]
      : [];
  return { bracket: { ...bracket, dimension }, notes: several };
}
