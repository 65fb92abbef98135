import { type ClampSweep, recogniseCourse } from "../analysis/index.ts";
import type { FitSweep } from "./fit-types.ts";

/** A sweep of current clamp with its spikes, as a recording has it. SI. */
export interface RecordedSweep extends ClampSweep {
  readonly name: string;
  /** Seconds from the first sample. */
  readonly spikes: Float64Array;
}

/** Currents whose difference is smaller than this part of what they vary by, and than 1 pA, are one current. */
const alike = 0.02;
const leastDifference = 1e-12;

/**
 * Recorded sweeps as the data of a fit: sweeps of one and the same current become repeats of one sweep, with the potential of the
 * first; a step of current says when the stimulus is on.
 *
 * @param window seconds that are scored; the sweep ends with it. Default: all
 */
export function sweepsToFit(
  recorded: readonly RecordedSweep[],
  window?: { readonly start: number; readonly stop: number },
): FitSweep[] {
  const groups: RecordedSweep[][] = [];
  for (const sweep of recorded) {
    const same = groups.find(([first]) => haveOneCurrent(first!, sweep));
    if (same) same.push(sweep);
    else groups.push([sweep]);
  }
  return groups.map((group) => {
    const [{ name, rate, current, voltage }] = group as [RecordedSweep];
    const length = current.length / rate;
    const stop = Math.min(window?.stop ?? length, length);
    const samples = Math.min(current.length, Math.ceil(stop * rate - 1e-6));
    const stimulus = stimulusOf(current, rate, stop);
    return {
      name: group.length > 1 ? `${name} and ${group.length - 1} repeats` : name,
      current: { values: current.subarray(0, samples), rate },
      voltage: { values: voltage.subarray(0, samples), rate },
      spikes: group.map(({ spikes }) => spikes),
      window: { start: window?.start ?? 0, stop },
      ...(stimulus ? { stimulus } : {}),
    };
  });
}

function haveOneCurrent(a: RecordedSweep, b: RecordedSweep): boolean {
  if (a.rate !== b.rate || a.current.length !== b.current.length) return false;
  let [sum, squares, differences] = [0, 0, 0];
  for (let k = 0; k < a.current.length; k++) {
    sum += a.current[k]!;
    squares += a.current[k]! ** 2;
    differences += (a.current[k]! - b.current[k]!) ** 2;
  }
  const n = a.current.length;
  const deviation = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
  return Math.sqrt(differences / n) <= Math.max(leastDifference, alike * deviation);
}

/** The largest step from the holding current. */
function stimulusOf(current: Float64Array, rate: number, end: number): FitSweep["stimulus"] {
  const course = recogniseCourse(current, rate);
  if (course.kind !== "steps") return undefined;
  const [largest] = [...course.steps].sort((a, b) => Math.abs(b.amplitude) - Math.abs(a.amplitude));
  return largest && largest.start < end ? { start: largest.start, stop: Math.min(end, largest.stop) } : undefined;
}
