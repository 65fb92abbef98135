import { firstFrom } from "../train.ts";
import { checkTrace, crossingTime, type VoltageTrace } from "./trace.ts";

/** How spikes are told from the rest of a trace. */
export type SpikeCriterion =
  /** The potential passes `threshold` (volts) upward, and the spike is over where it is `hysteresis` (volts) below it. */
  | { readonly by: "threshold"; readonly threshold: number; readonly hysteresis?: number }
  /** dV/dt passes `slope` (volts per second), and the peak is at least `height` (volts) above that point. */
  | { readonly by: "slope"; readonly slope: number; readonly height: number }
  /** The potential falls by `drop` (volts) or more between two samples: the reset of an integrate-and-fire neuron. */
  | { readonly by: "reset"; readonly drop: number }
  /** The times (seconds, ascending) are known. `resets`: whether the potential is reset there, or goes on to a peak. */
  | { readonly by: "times"; readonly times: Float64Array; readonly resets: boolean };

/** A spike on a trace; indices are those of samples. */
export interface Spike {
  /** Seconds, where the criterion is met: between samples, or the last sample before a reset. */
  readonly time: number;
  /** The highest sample. */
  readonly peak: number;
  /** Seconds: that of the highest sample; of a reset, the reset's own where it is known. */
  readonly peakTime: number;
  /** The first minimum after the peak and before the next spike. */
  readonly trough: number;
  /** Whether the spike is cut at its peak by a reset, so that the trace has no downstroke. */
  readonly reset: boolean;
}

export interface DetectedSpikes {
  readonly spikes: readonly Spike[];
  /** Where a spike begins that is not over when the trace ends: it is not among `spikes`. Seconds. */
  readonly unfinished?: number;
}

/** A potential of -20 mV is passed upward: the default of eFEL. */
export const passesMinus20mV: SpikeCriterion = { by: "threshold", threshold: -0.02 };

/**
 * The spikes of a trace, in the order of time. A trace that begins above the threshold, or steep, is not in a spike until it
 * has been below; one that ends in a spike says so in `unfinished`.
 *
 * Throws a RangeError for a trace or criterion that is not one.
 */
export function detectSpikes(trace: VoltageTrace, criterion: SpikeCriterion = passesMinus20mV): DetectedSpikes {
  checkTrace(trace);
  const { found, unfinished } = find(trace, criterion);
  const spikes = found.map((spike, i) => ({
    ...spike,
    trough: firstMinimum(trace.voltage, spike.peak, found[i + 1]?.peak ?? trace.voltage.length),
  }));
  return { spikes, ...(unfinished === undefined ? {} : { unfinished }) };
}

interface Found {
  readonly found: readonly Omit<Spike, "trough">[];
  readonly unfinished?: number | undefined;
}

function find(trace: VoltageTrace, criterion: SpikeCriterion): Found {
  switch (criterion.by) {
    case "threshold":
      return passings(
        trace,
        finite("threshold", criterion.threshold),
        atLeast0("hysteresis", criterion.hysteresis ?? 0),
      );
    case "slope":
      return upstrokes(trace, positive("slope", criterion.slope), atLeast0("height", criterion.height));
    case "reset":
      return resets(trace, positive("drop", criterion.drop));
    case "times":
      return known(trace, criterion.times, criterion.resets);
  }
}

function passings({ time, voltage }: VoltageTrace, threshold: number, hysteresis: number): Found {
  const found: Omit<Spike, "trough">[] = [];
  let begin: number | undefined;
  let peak = 0;
  for (let k = 1; k < voltage.length; k++) {
    if (begin === undefined) {
      if (voltage[k]! > threshold && voltage[k - 1]! <= threshold) {
        begin = crossingTime(time, voltage, k, threshold);
        peak = k;
      }
    } else if (voltage[k]! > voltage[peak]!) peak = k;
    else if (voltage[k]! <= threshold - hysteresis) {
      found.push({ time: begin, peak, peakTime: time[peak]!, reset: false });
      begin = undefined;
    }
  }
  return { found, unfinished: begin };
}

function upstrokes({ time, voltage }: VoltageTrace, slope: number, height: number): Found {
  const found: Omit<Spike, "trough">[] = [];
  const steep = (k: number) => (voltage[k]! - voltage[k - 1]!) / (time[k]! - time[k - 1]!) >= slope;
  for (let k = 2; k < voltage.length; k++) {
    if (!steep(k) || steep(k - 1)) continue;
    let peak = k;
    while (peak + 1 < voltage.length && voltage[peak + 1]! >= voltage[peak]!) peak++;
    if (voltage[peak]! - voltage[k - 1]! < height) continue;
    if (peak + 1 === voltage.length) return { found, unfinished: time[k - 1]! };
    found.push({ time: time[k - 1]!, peak, peakTime: time[peak]!, reset: false });
    k = peak;
  }
  return { found };
}

function resets({ time, voltage }: VoltageTrace, drop: number): Found {
  const found: Omit<Spike, "trough">[] = [];
  for (let k = 1; k < voltage.length; k++) {
    const last = k - 1;
    if (voltage[last]! - voltage[k]! >= drop)
      found.push({ time: time[last]!, peak: last, peakTime: time[last]!, reset: true });
  }
  return { found };
}

function known({ time, voltage }: VoltageTrace, times: Float64Array, reset: boolean): Found {
  const disorder = times.findIndex((t, i) => !Number.isFinite(t) || (i > 0 && t <= times[i - 1]!));
  if (disorder >= 0) throw new RangeError(`spike times must ascend, but times[${disorder}] is ${times[disorder]}`);
  const found: Omit<Spike, "trough">[] = [];
  for (const [i, t] of times.entries()) {
    const next = firstFrom(time, t);
    if (t < time[0]!) continue;
    if (reset) {
      const peak = time[next] === t ? next : next - 1;
      if (peak + 1 >= time.length) return { found, unfinished: t };
      found.push({ time: t, peak, peakTime: t, reset });
      continue;
    }
    const end = firstFrom(time, times[i + 1] ?? Number.POSITIVE_INFINITY);
    let peak = next;
    while (peak + 1 < end && voltage[peak + 1]! >= voltage[peak]!) peak++;
    if (peak + 1 >= time.length) return { found, unfinished: t };
    found.push({ time: t, peak, peakTime: time[peak]!, reset });
  }
  return { found };
}

/** The first sample from which the next two do not go down, or the lowest where there is none; from the peak to `end`. */
function firstMinimum(voltage: Float64Array, peak: number, end: number): number {
  let lowest = Math.min(peak + 1, voltage.length - 1);
  for (let k = lowest + 1; k < end; k++) {
    if (voltage[k]! < voltage[lowest]!) lowest = k;
    else if (k - lowest === 2) return lowest;
  }
  return lowest;
}

function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, but is ${value}`);
  return value;
}

function positive(name: string, value: number): number {
  if (!(finite(name, value) > 0)) throw new RangeError(`${name} must be greater than 0, but is ${value}`);
  return value;
}

function atLeast0(name: string, value: number): number {
  if (!(finite(name, value) >= 0)) throw new RangeError(`${name} must be at least 0, but is ${value}`);
  return value;
}
