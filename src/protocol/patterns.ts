import { countPatterns } from "../analysis/firing-pattern.ts";
import { ExperimentError } from "../errors.ts";
import { potentialLines } from "../language/potential-lines.ts";
import { modelNamed } from "../models/index.ts";
import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import type { GalleryCell, GalleryRecording } from "./figure.ts";
import { type PatternRun, patternOf } from "./pattern.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { needThreshold, type Subject, subjectOf } from "./subject.ts";

export interface Patterns extends Answer {
  /** How many distinct patterns the presets show. */
  readonly distinct: Measure;
  /** The pattern of each preset, and what showed it. */
  readonly presets: readonly GalleryCell[];
  /** The distinct patterns in the order of first occurrence, and how many presets show each. */
  readonly patterns: readonly string[];
  readonly count: Column;
}

/** The firing patterns that the presets of a model show. */
export const patterns = protocol({
  name: "patterns",
  title: "Firing patterns of a model",
  description:
    "Runs every preset of a model of the catalogue under its own stimuli, or under a step where it has none, names what each " +
    "does as the protocol classify does, and counts the distinct patterns: the diversity of a model, counted. The " +
    "experiment's dt, method and spikeTimes hold for all.",
  settings: {},
  defaults: { duration: "1000 ms" },
  figure: { form: "gallery", cells: "presets", names: "patterns", count: "count" },
  *ask(subject: Subject): Course<Patterns> {
    needThreshold(subject);
    const { model } = subject.document;
    if (typeof model !== "string")
      throw new ExperimentError("a model object has no presets", "experiment.model", "name a model of the catalogue");
    const presets = yield* patternsOf(subject, model, 0, 1);
    const counted = countPatterns(presets.map(({ pattern }) => pattern));
    return {
      distinct: measure(counted.size, dimensionless),
      presets,
      patterns: [...counted.keys()],
      count: column(counted.values(), dimensionless),
      notes: presets.map(({ preset, pattern }) => `${preset}: ${pattern}`),
    };
  },
});

/** The pattern of each preset of a model; of the model itself where it has none. */
export function* patternsOf({ document }: Subject, model: string, from: number, to: number): Course<GalleryCell[]> {
  const { dt, method, spikeTimes } = document;
  const shared = { model, ...(dt ? { dt } : {}), ...(method ? { method } : {}), ...(spikeTimes ? { spikeTimes } : {}) };
  const names = Object.keys(modelNamed(model).presets);
  const found: GalleryCell[] = [];
  for (const [k, preset] of (names.length > 0 ? names : [undefined]).entries()) {
    const own = subjectOf({ ...shared, ...(preset ? { preset } : {}) }, { duration: "1000 ms" });
    const run = yield* patternOf(own, from + ((to - from) * (k + 1)) / Math.max(1, names.length));
    found.push({ preset: preset ?? "defaults", pattern: run.pattern.label, recording: recordingOf(own, run) });
  }
  return found;
}

function recordingOf({ model }: Subject, { result, input }: PatternRun): GalleryRecording {
  const [variable, driven] = result.traces.variables;
  const { name, dimension } = variable!;
  const { variable: compared, threshold, reset, isCut } = potentialLines(model);
  const levels = compared === name ? { threshold, reset } : {};
  return {
    variable: name,
    time: column(result.traces.times, dimensions.second),
    trace: column(traceOf(result, name, 0), dimension),
    ...(input === undefined ? {} : { input: column(traceOf(result, input, 0), driven!.dimension) }),
    spikes: column(spikesOf(result, 0), dimensions.second),
    ...(typeof levels.threshold === "number" ? { threshold: measure(levels.threshold, dimension) } : {}),
    ...(levels.reset === undefined ? {} : { reset: measure(levels.reset, dimension) }),
    isCut: compared === name && isCut,
  };
}
