import { detectSpikes, type SpikeCriterion } from "../features/detect-spikes.ts";

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
  const counts = levels.map((threshold) => sweeps.map((sweep) => spikeTimesIn(sweep, at(threshold)).length));
  const totals = counts.map((own) => own.reduce((sum, count) => sum + count, 0));
  const stable = counts.findIndex((own, k) => totals[k]! > 0 && counts[k + 2]?.every((count, s) => count === own[s]));
  const best = stable >= 0 ? stable : totals.indexOf(Math.max(...totals));
  if (totals[best]! > 0) return at(levels[best]!);
  const bySlope: SpikeCriterion = { by: "slope", ...upstroke };
  return sweeps.some((sweep) => spikeTimesIn(sweep, bySlope).length > 0) ? bySlope : at(levels[0]);
}

/** Seconds from the first sample of each spike that is over before the sweep ends. */
export function spikeTimesIn({ rate, voltage }: Voltage, criterion: SpikeCriterion): Float64Array {
  if (voltage.length < 2) return new Float64Array();
  const time = Float64Array.from(voltage, (_, k) => k / rate);
  return Float64Array.from(detectSpikes({ time, voltage }, criterion).spikes, (spike) => spike.time);
}

function at(threshold: number): SpikeCriterion {
  return { by: "threshold", threshold, hysteresis };
}
