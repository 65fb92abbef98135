import type { Observation } from "../worker/contract.ts";

/**
 * A trace at a time, ms: the straight line between two samples. Where a spike lies between them, at it and before it the line of
 * the two samples before goes on, so that a reading at a spike is the potential that was reached; after it the next sample stands.
 */
export function valueAt({ times, spikes }: Observation, values: Float64Array, time: number): number {
  const last = times.length - 1;
  if (last < 1) return values[0] ?? Number.NaN;
  const step = times[1]! - times[0]!;
  const k = Math.max(0, Math.min(last - 1, Math.floor(time / step)));
  const part = time / step - k;
  const [from, to] = [values[k]!, values[k + 1]!];
  const spike = spikes.find((own) => own > times[k]! && own <= times[k + 1]!);
  if (spike === undefined) return from + Math.min(1, part) * (to - from);
  if (time > spike) return to;
  return from + part * (from - values[Math.max(0, k - 1)]!);
}

/** The spike after a time, or before it; the time itself where there is none. */
export function spikeBeside({ spikes }: Observation, time: number, direction: 1 | -1): number {
  const tiny = 1e-9;
  const found =
    direction > 0 ? spikes.find((spike) => spike > time + tiny) : spikes.findLast((spike) => spike < time - tiny);
  return found ?? time;
}
