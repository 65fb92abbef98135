import { type Window, within } from "./window.ts";

/** How a neuron fires in a window. Rates in Hz, 0 where it does not fire; NaN where there is nothing to measure. */
export interface Firing {
  readonly count: number;
  /** Count over the length of the window. */
  readonly meanRate: number;
  /** From the window's beginning to the first spike, seconds. */
  readonly latency: number;
  /** 1 over the first interval. */
  readonly firstRate: number;
  /**
   * 1 over the mean interval after settling, 0 where the neuron has fallen silent: where since its last spike more than
   * twice its longest interval has passed. So a depolarisation block after two spikes is no rate.
   */
  readonly steadyRate: number;
}

/** @param settled seconds; the steady rate counts the intervals between spikes from there on. */
export function firingIn(times: Float64Array, window: Window, settled: number): Firing {
  const spikes = within(times, window);
  const [first = Number.NaN, second = Number.NaN] = spikes;
  return {
    count: spikes.length,
    meanRate: spikes.length / (window.stop - window.start),
    latency: first - window.start,
    firstRate: spikes.length > 1 ? 1 / (second - first) : 0,
    steadyRate: steadyRate(within(spikes, { start: settled, stop: window.stop }), window.stop),
  };
}

function steadyRate(spikes: Float64Array, stop: number): number {
  if (spikes.length < 2) return 0;
  const [first, last] = [spikes[0]!, spikes[spikes.length - 1]!];
  let longest = 0;
  for (let k = 1; k < spikes.length; k++) longest = Math.max(longest, spikes[k]! - spikes[k - 1]!);
  return stop - last > 2 * longest ? 0 : (spikes.length - 1) / (last - first);
}
