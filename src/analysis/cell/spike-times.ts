import { detectSpikes, type SpikeCriterion } from "../features/detect-spikes.ts";

/** Volts, from the lowest on. */
const levels = [-0.02, -0.01, 0, 0.01, 0.02] as const;
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
 * How spikes are told in a recording. The level that is passed upward is the lowest of -20, -10, 0, 10 mV that finds in each
 * sweep as many spikes as a level 10 mV higher: where an unbalanced bridge lifts the plateau of strong steps across a level,
 * the two disagree. Where no level will do, or none is passed although there are steep upstrokes, it is the slope that counts:
 * 10 V/s, and 20 mV from there to the peak.
 */
export function spikeCriterionOf(sweeps: readonly Voltage[]): SpikeCriterion {
  const counts = levels.map((threshold) => sweeps.map((sweep) => timesOf(sweep, at(threshold)).length));
  const stable = levels.findIndex((_, k) => counts[k + 1]?.every((count, s) => count === counts[k]![s]));
  const bySlope: SpikeCriterion = { by: "slope", ...upstroke };
  const found = stable < 0 ? 0 : counts[stable]!.reduce((sum, count) => sum + count, 0);
  if (found > 0) return at(levels[stable]!);
  const steep = sweeps.reduce((sum, sweep) => sum + timesOf(sweep, bySlope).length, 0);
  return steep > 0 ? bySlope : at(levels[0]);
}

/** Seconds from the first sample of each spike that is over before the sweep ends. */
export function timesOf({ rate, voltage }: Voltage, criterion: SpikeCriterion): Float64Array {
  if (voltage.length < 2) return new Float64Array();
  const time = Float64Array.from(voltage, (_, k) => k / rate);
  return Float64Array.from(detectSpikes({ time, voltage }, criterion).spikes, (spike) => spike.time);
}

function at(threshold: number): SpikeCriterion {
  return { by: "threshold", threshold, hysteresis };
}
