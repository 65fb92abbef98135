import { spikeTriggeredAverage } from "../../analysis/spike-triggered-average.ts";
import type { SpikingSweep } from "./spiking-sweep.ts";

/** What a spike does to the potential before the after-spike current takes over. */
export interface SpikeShape {
  /** Seconds after a spike in which no other comes, and which the equations leave out. */
  readonly t_ref: number;
  /** Volts: the mean potential when the refractory period ends. */
  readonly v_reset: number;
}

/** Of the fastest fall after the peak: a fall slower than this is the membrane's own. */
const slowFall = 0.05;
/** Seconds that are searched for the end of the downstroke. */
const longest = 10e-3;

/**
 * The reset from the spike-triggered average of the potential: the refractory period ends where the average has fallen to within
 * 5 % of its fastest fall, but before the shortest interval does; the reset is the average there. Mensi et al. (2012), J
 * Neurophysiol 107:1756, take both by eye.
 *
 * @param t_ref seconds, where the refractory period is known
 * @throws RangeError without a spike that the sweeps show whole
 */
export function spikeShape(sweeps: readonly SpikingSweep[], t_ref?: number): SpikeShape {
  const { rate } = sweeps[0]!;
  const shortest = Math.min(...sweeps.flatMap(({ spikes }) => Array.from(spikes.slice(1), (t, k) => t - spikes[k]!)));
  const span = Math.max(longest, t_ref ?? 0) + 2 / rate;
  const averages = sweeps.map(({ spikes, voltage }) =>
    spikeTriggeredAverage(spikes, voltage, { interval: 1 / rate, before: 0, after: span }),
  );
  const count = averages.reduce((sum, average) => sum + average.spikes, 0);
  if (count === 0) throw new RangeError("no spike has a potential after it; give sweeps in which the neuron fires");
  const average = averages[0]!.values.map(
    (_, k) => averages.reduce((sum, { values, spikes }) => sum + (spikes === 0 ? 0 : values[k]! * spikes), 0) / count,
  );
  const end = t_ref ?? Math.min(endOfDownstroke(average) / rate, (shortest * rate - 1) / rate);
  if (!(end >= 0)) throw new RangeError(`a refractory period is 0 or more seconds, not ${end}`);
  const place = Math.min(end * rate, average.length - 1);
  const [low, part] = [Math.floor(place), place % 1];
  const v_reset = average[low]! + (part === 0 ? 0 : part * (average[low + 1]! - average[low]!));
  return { t_ref: end, v_reset };
}

/** The sample of the average, from the spike on, at which the fall after the peak is over. */
function endOfDownstroke(average: Float64Array): number {
  const slope = average.map((value, k) => (k === 0 ? 0 : value - average[k - 1]!));
  const steepest = slope.reduce((best, value, k) => (value < slope[best]! ? k : best), 0);
  const end = slope.findIndex((value, k) => k > steepest && value > slowFall * slope[steepest]!);
  return end < 0 ? average.length - 1 : end;
}
