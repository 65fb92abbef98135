import { type ExperimentDocument, everydayUnit, parseQuantity, type StimulusDocument } from "rheobase";
import { inputOf } from "../document/stimulus-defaults.ts";
import { sizeOf, writtenOf } from "../document/written.ts";
import type { Observation } from "../worker/contract.ts";

/** A `samples` stimulus whose values stand in the document, few enough to be drawn by hand. */
export function isDrawn({ stimulus, values }: StimulusDocument): boolean {
  return (
    stimulus === "samples" &&
    values !== undefined &&
    values.length <= mostPoints &&
    values.every((value) => typeof value === "number")
  );
}

/** Points of a drawing. */
const standardPoints = 101;
export const mostPoints = 2001;

/** A drawing over the whole run, in the place of a stimulus: it begins as the course that drives the neuron now. */
export function drawnStimulus(
  document: ExperimentDocument,
  before: StimulusDocument | undefined,
  observation: Observation | undefined,
): StimulusDocument {
  const input = inputOf(document, before ?? { stimulus: "samples" });
  const symbol = input ? everydayUnit(input.dimension).symbol : "1";
  const course = observation?.traces.find(({ name }) => name === input?.name);
  const isOnly = (document.input ?? []).length <= 1;
  const values = Array.from({ length: standardPoints }, (_, k) => {
    if (!course || !isOnly) return 0;
    const { length } = observation!.times;
    return rounded(course.values[Math.min(length - 1, Math.round((k * length) / (standardPoints - 1)))]!);
  });
  return {
    stimulus: "samples",
    ...(before?.to === undefined ? {} : { to: before.to }),
    values,
    unit: course?.unit ?? symbol,
    interval: intervalOf(document, values.length),
    interpolation: "linear",
  };
}

/** The time between points that spread over the run. */
export function intervalOf({ duration }: ExperimentDocument, points: number): string {
  const ms = parseQuantity(duration).value * 1000;
  return `${Number((ms / (points - 1)).toPrecision(12))} ms`;
}

/** ms. */
export function millisecondsOf(quantity: unknown, otherwise: number): number {
  const written = writtenOf(quantity);
  return written ? written.number * sizeOf(written.unit) * 1000 : otherwise;
}

/** Three digits: what a hand can tell apart. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Another number of points over the same course. */
export function resampled(values: readonly number[], points: number): number[] {
  return Array.from({ length: points }, (_, k) => {
    const at = (k * (values.length - 1)) / (points - 1);
    const before = Math.floor(at);
    const after = Math.min(values.length - 1, before + 1);
    return rounded(values[before]! + (at - before) * (values[after]! - values[before]!));
  });
}

/** The course with a stroke of the hand from one point to another: every point between them lies on the stroke. */
export function withStroke(
  values: readonly number[],
  from: { readonly place: number; readonly value: number },
  to: { readonly place: number; readonly value: number },
): number[] {
  const [first, last] = from.place <= to.place ? [from, to] : [to, from];
  const span = last.place - first.place;
  return values.map((value, k) => {
    if (k < first.place || k > last.place) return value;
    return rounded(span === 0 ? to.value : first.value + ((k - first.place) / span) * (last.value - first.value));
  });
}
