import { detectSpikes, type SpikeCriterion } from "../features/detect-spikes.ts";
import type { VoltageTrace } from "../features/trace.ts";

/** Volts, from the lowest on. */
const levels = [-0.02, -0.015, -0.01, -0.005, 0, 0.005, 0.01, 0.015, 0.02] as const;
/** Volts below its level at which a spike is over. */
const hysteresis = 5e-3;
/** Volts per second and volts, of a spike that passes no level. */
const upstroke = { slope: 10, height: 0.02 } as const;

/** A voltage and its rate. */
interface Voltage {
  readonly rate: number;
  readonly voltage: Float64Array;
}

/**
 * How spikes are told in a recording. The level that is passed upward is the lowest from -20 to 10 mV that finds in each sweep
 * as many spikes as a level 10 mV higher. Where there is none, as when an unbalanced bridge lifts the plateau of strong steps
 * across levels that the small spikes of weak ones hardly reach, it is the level that finds most. Where no level is passed,
 * but there are steep upstrokes, it is the slope that counts: 10 V/s, and 20 mV from there to the peak.
 */
export function spikeCriterionOf(sweeps: readonly Voltage[]): SpikeCriterion {
  const traces = sweeps.filter(({ voltage }) => voltage.length > 1).map(traceOf);
  const counts: number[][] = [];
  const countsAt = (k: number): number[] => {
    counts[k] ??= traces.map((trace) => detectSpikes(trace, at(levels[k]!)).spikes.length);
    return counts[k];
  };
  const total = (k: number): number => countsAt(k).reduce((sum, count) => sum + count, 0);
  const isStable = (k: number): boolean => countsAt(k).every((count, s) => count === countsAt(k + 2)[s]);
  const candidates = [...levels.keys()].slice(0, -2);
  const stable = candidates.find((k) => total(k) > 0 && isStable(k));
  if (stable !== undefined) return at(levels[stable]!);
  const best = candidates.reduce((most, k) => (total(k) > total(most) ? k : most), 0);
  if (total(best) > 0) return at(levels[best]!);
  const bySlope: SpikeCriterion = { by: "slope", ...upstroke };
  return traces.some((trace) => detectSpikes(trace, bySlope).spikes.length > 0) ? bySlope : at(levels[0]);
}

/** Seconds from the first sample of each spike that is over before the sweep ends. */
export function spikeTimesIn(sweep: Voltage, criterion: SpikeCriterion): Float64Array {
  if (sweep.voltage.length < 2) return new Float64Array();
  return Float64Array.from(detectSpikes(traceOf(sweep), criterion).spikes, ({ time }) => time);
}

function traceOf({ rate, voltage }: Voltage): VoltageTrace {
  const time = new Float64Array(voltage.length);
  for (let k = 0; k < time.length; k++) time[k] = k / rate;
  return { time, voltage };
}

function at(threshold: number): SpikeCriterion {
  return { by: "threshold", threshold, hysteresis };
}
