import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { parseExperiment } from "../experiment.ts";
import { memberValue, quantityAt } from "../experiment-axes.ts";
import { placeOf, setPlace } from "../experiment-place.ts";
import type { PresetDocument } from "../experiment-preset.ts";
import { modelOf, resolveExperiment } from "../experiment-resolve.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import type { Programs } from "../programs.ts";
import { type Dimension, dimensions, divide, sameDimension } from "../quantity/dimension.ts";
import { everydayUnit, formatQuantity, toUnit } from "../quantity/quantity.ts";
import { type Prepared, prepareExperiment, type RunOptions } from "../simulate.ts";
import type { FitSettings, FitSweep } from "./fit-types.ts";
import { type FreeNumber, freeNumber } from "./free.ts";
import { currentInSteps, lengthOfSweep } from "./targets.ts";

/** Sweeps that are run together: all candidates under the same measured current, or under each value of the experiment's axes. */
export interface Course {
  /** Their places among all sweeps. */
  readonly sweeps: readonly number[];
  readonly prepared: Prepared;
  /** Parameters that differ between sweeps, with the value of each. */
  readonly own: ReadonlyMap<string, readonly number[]>;
  /** Seconds. */
  readonly duration: number;
}

export interface Courses {
  readonly courses: readonly Course[];
  readonly free: readonly FreeNumber[];
}

/** Programs are laid out for so many neurons at least. */
const usualMembers = 64;
const fromAmpere = dimensions.amp;

/**
 * The experiment compiled once for all candidates: a free number is a parameter of each neuron. The current of a sweep is a table
 * that all share.
 *
 * @throws ExperimentError naming the place; and as `prepareExperiment`
 */
export function coursesOf(
  fit: FitSettings,
  experiment: PresetDocument,
  sweeps: readonly FitSweep[],
  options: RunOptions & { readonly programs: Programs; readonly observed?: string },
): Courses {
  if (sweeps.length === 0) throw new ExperimentError("there is no sweep to fit", "data", "give at least one");
  const driven = sweeps.filter(({ current }) => current !== undefined).length;
  if (driven > 0 && driven < sweeps.length)
    throw new ExperimentError(
      "some sweeps have a current and others have none",
      "data",
      "fit them one after the other",
    );
  const groups = driven > 0 ? sweeps.map((_, k) => [k]) : [sweeps.map((_, k) => k)];
  let free: readonly FreeNumber[] | undefined;
  const courses = groups.map((group) => {
    const document = drivenBy(experiment, fit, sweeps[group[0]!]!, options);
    const course = courseOf(document, fit, group, options);
    free ??= course.free;
    return course;
  });
  return { courses, free: free! };
}

/** The experiment under the current of a sweep, for as long as the sweep is. */
function drivenBy(
  experiment: PresetDocument,
  { currentPer, currentTo }: FitSettings,
  sweep: FitSweep,
  { observed }: { readonly observed?: string },
): ExperimentDocument {
  const seconds = lengthOfSweep(sweep);
  const dt = experiment.dt ?? usualStep(sweep);
  const step = quantityAt(dt, "experiment.dt", dimensions.second).value;
  const whole =
    seconds === undefined
      ? undefined
      : `${Number((Math.floor(seconds / step + 1e-6) * step * 1000).toPrecision(14))} ms`;
  const duration = experiment.duration ?? whole;
  const input = sweep.current
    ? [...(experiment.input ?? []), samplesOf(sweep.current, step, experiment, currentPer, currentTo)]
    : experiment.input;
  return parseExperiment({
    ...experiment,
    dt,
    ...(observed === undefined ? {} : { record: { ...experiment.record, variables: [observed] } }),
    ...(duration ? { duration } : {}),
    ...(input ? { input } : {}),
  });
}

/** The length of a step where the experiment does not say it: 0.1 ms, or what its samples last where that is longer or divides it not. */
export function usualStep({ current }: FitSweep): string {
  if (!current) return "0.1 ms";
  const interval = 1 / current.rate;
  return interval > 1e-4 * (1 + 1e-9) ? `${Number((interval * 1000).toPrecision(12))} ms` : "0.1 ms";
}

function samplesOf(
  current: NonNullable<FitSweep["current"]>,
  dt: number,
  experiment: PresetDocument,
  per: string | undefined,
  to: string | undefined,
): StimulusDocument {
  const bad = current.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0 || !(current.rate > 0))
    throw new ExperimentError(
      bad >= 0
        ? `the current is ${current.values[bad]} at sample ${bad}`
        : `the rate of the current is ${current.rate} Hz`,
      "data",
      "cut the sweep there",
    );
  const { values, interval } = currentInSteps(current, dt);
  const divisor = per === undefined ? undefined : quantityAt(per, "fit.currentPer");
  const dimension = divisor ? divide(fromAmpere, divisor.dimension) : fromAmpere;
  refuseOther(experiment, dimension, to);
  const { symbol, factor } = everydayUnit(dimension);
  return {
    stimulus: "samples",
    ...(to === undefined ? {} : { to }),
    values: Array.from(values, (value) => toUnit(value / (divisor?.value ?? 1), factor)),
    unit: symbol === "" ? "1" : symbol,
    interval: `${Number((interval * 1000).toPrecision(14))} ms`,
  };
}

/** The input that a measured current drives must be one of its dimension. */
function refuseOther(experiment: PresetDocument, dimension: Dimension, to: string | undefined): void {
  const silent = parseExperiment({ ...experiment, input: [], duration: "1 ms", dt: "1 ms" });
  const { inputs } = modelOf(resolveExperiment({ ...silent, record: {} }));
  const input = inputs.find(({ name }) => name === (to ?? name));
  if (!input || sameDimension(input.dimension, dimension)) return;
  throw new ExperimentError(
    `the input ${input.name} is in ${everydayUnit(input.dimension).symbol || "no unit"}, but the measured current in ${everydayUnit(dimension).symbol || "none"}`,
    "fit.currentPer",
    'say what it is to be divided by: an area such as "20000 um^2", or "1 pA" for an input without a unit',
  );
}

function courseOf(
  document: ExperimentDocument,
  fit: FitSettings,
  sweeps: readonly number[],
  options: RunOptions,
): Course & { readonly free: readonly FreeNumber[] } {
  const json = document as unknown as Readonly<Record<string, unknown>>;
  const places = Object.keys(fit.free).map((name) => ({ name, key: placeOf(json, name, "fit.free").join(".") }));
  for (const { name, key } of places) refuseFrozen(document, name, key);
  const plain = resolveExperiment(document);
  if (plain.members !== sweeps.length)
    throw new ExperimentError(
      `the axes of the experiment make ${plain.members} members, but there are ${sweeps.length} sweeps`,
      "experiment",
      "one member for each sweep: a list of as many amplitudes",
    );
  const own = plain.axes.map((axis, k) => ({
    place: placeOfAxis(document, axis.label),
    dimension: axis.dimension,
    values: sweeps.map((_, member) => memberValue(plain.axes, k, member, plain.arrangement)),
  }));
  const clash = own.find(({ place }) => places.some(({ key }) => key === place));
  if (clash)
    throw new ExperimentError(
      "is free and has a list of values",
      clash.place,
      "give it one value, or a range in fit.free",
    );
  const members = Math.max(usualMembers, 2 * sweeps.length);
  let wide = { ...json, axes: "paired" } as Readonly<Record<string, unknown>>;
  for (const { place, dimension, values } of own)
    wide = setPlace(
      wide,
      place,
      Array.from({ length: members }, (_, m) => formatQuantity(values[m % values.length]!, dimension)),
    );
  for (const { name, key } of places) {
    const { from, to } = fit.free[name]!;
    wide = setPlace(
      wide,
      key,
      Array.from({ length: members }, (_, m) => (m === 1 ? to : from)),
    );
  }
  const prepared = preparedWith(wide, places, options);
  const { experiment } = prepared;
  const axisOf = (place: string) => experiment.axes.find(({ label }) => placeOfAxis(document, label) === place)!;
  return {
    sweeps,
    prepared,
    own: new Map(own.map(({ place, values }) => [axisOf(place).parameter, values])),
    duration: experiment.steps * experiment.dt,
    free: places.map(({ name, key }) => freeNumber(name, fit.free[name]!, axisOf(key))),
  };
}

/** Errors of a range name the range. */
function preparedWith(wide: unknown, places: readonly { name: string; key: string }[], options: RunOptions): Prepared {
  try {
    return prepareExperiment(wide, options);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const at = places.find(({ key }) => error.path.replace(/\[(\d+)\]/g, ".$1").startsWith(key));
    if (!at)
      throw new ExperimentError(error.problem, error.path ? `experiment.${error.path}` : "experiment", error.wayOut);
    const end = error.path.endsWith("[1]") ? "to" : "from";
    throw new ExperimentError(error.problem, `fit.free.${at.name}.${end}`, error.wayOut);
  }
}

/** Whether each run of it answers otherwise. */
export function drawsRandom({ compiled }: Prepared): boolean {
  const { kernel } = compiled;
  return [...kernel.ops, ...kernel.routines.flatMap(({ ops }) => ops)].some(({ op }) => op === "random");
}

/** What makes the courses of frozen noise cannot move: they are drawn before the run. */
function refuseFrozen({ input }: ExperimentDocument, name: string, key: string): void {
  const [part, k, parameter] = key.split(".");
  if (part !== "input" && part !== "parameters" && part !== "initial")
    throw new ExperimentError(
      `${key} is no number of the model, its stimuli or its beginning`,
      `fit.free.${name}`,
      "free are parameters, initial values, and parameters of stimuli",
    );
  if (part !== "input" || input?.[Number(k)]?.stimulus !== "frozen-noise") return;
  if (["seed", "tau", "interval"].includes(parameter!))
    throw new ExperimentError(
      "frozen noise is drawn once, before the fit",
      `fit.free.${name}`,
      "free are its mean and sigma",
    );
}

/** The keys to what an axis is an axis of, joined by dots. Its label is the name of a parameter, or a place. */
function placeOfAxis({ parameters, input }: ExperimentDocument, label: string): string {
  const place = label.replace(/\[(\d+)\]/g, ".$1");
  if (/^(input|initial)\./.test(place)) return place;
  if (parameters && Object.hasOwn(parameters, label)) return `parameters.${label}`;
  const k = (input ?? []).findIndex((stimulus) => Object.hasOwn(stimulus, label));
  return k < 0 ? `parameters.${label}` : `input.${k}.${label}`;
}
