import { quantityAt } from "../experiment-axes.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import { dimensions } from "../quantity/dimension.ts";
import { type Subject, stimulusAt } from "./subject.ts";

/** A stretch of a run in seconds: `start` is inside, `stop` is not. */
export interface Window {
  readonly start: number;
  readonly stop: number;
}

/** While the stimulus of a place lasts, as far as the run goes; the whole run for a place of none, or of one without ends. */
export function stimulusWindow(subject: Subject, place: string): Window {
  return windowOf(subject, stimulusAt(subject.document, place), place);
}

/** While a stimulus lasts, as far as the run goes; the whole run for none, or for one without ends. */
export function windowOf({ duration }: Subject, stimulus: StimulusDocument | undefined, place: string): Window {
  const time = (value: unknown, otherwise: number): number =>
    typeof value === "string" || typeof value === "number"
      ? quantityAt(value, place, dimensions.second).value
      : otherwise;
  return {
    start: time(stimulus?.start, 0),
    stop: Math.min(duration, time(stimulus?.stop, duration)),
  };
}

/** When a stimulus of the document begins, in seconds. */
export function startOf({ document }: Subject, index: number): number {
  const start = document.input![index]!.start as string | number | undefined;
  return start === undefined ? 0 : quantityAt(start, `experiment.input[${index}].start`, dimensions.second).value;
}

/** The ascending times that lie in a window. A view, not a copy. */
export function within(times: Float64Array, { start, stop }: Window): Float64Array {
  return times.subarray(firstFrom(times, start), firstFrom(times, stop));
}

/** How many of the ascending times come before `time`. */
function firstFrom(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
