import { countPatterns } from "../analysis/firing-pattern.ts";
import { ExperimentError } from "../errors.ts";
import { modelNamed } from "../models/index.ts";
import { dimensionless } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { patternOf } from "./pattern.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { needThreshold, type Subject, subjectOf } from "./subject.ts";

export interface Patterns extends Answer {
  /** How many distinct patterns the presets show. */
  readonly distinct: Measure;
  /** The pattern of each preset. */
  readonly presets: readonly { readonly preset: string; readonly pattern: string }[];
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
  figure: { form: "comparison", names: "patterns", columns: ["count"] },
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
export function* patternsOf(
  { document }: Subject,
  model: string,
  from: number,
  to: number,
): Course<{ readonly preset: string; readonly pattern: string }[]> {
  const { dt, method, spikeTimes } = document;
  const shared = { model, ...(dt ? { dt } : {}), ...(method ? { method } : {}), ...(spikeTimes ? { spikeTimes } : {}) };
  const names = Object.keys(modelNamed(model).presets);
  const found: { preset: string; pattern: string }[] = [];
  for (const [k, preset] of (names.length > 0 ? names : [undefined]).entries()) {
    const own = subjectOf({ ...shared, ...(preset ? { preset } : {}) }, { duration: "1000 ms" });
    const { label } = yield* patternOf(own, from + ((to - from) * (k + 1)) / Math.max(1, names.length));
    found.push({ preset: preset ?? "defaults", pattern: label });
  }
  return found;
}
