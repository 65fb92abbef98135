import type { Result } from "../result.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import type { LifTrace } from "./lif-response.ts";

/**
 * What a result recorded of each of its members: voltage `v`, current `I` and the exact spike times, as `estimateLif` takes them.
 *
 * @throws RangeError where one of the two was not recorded
 */
export function recordedTraces(result: Result): LifTrace[] {
  return Array.from({ length: result.members }, (_, member) => ({
    time: result.traces.times,
    voltage: traceOf(result, "v", member),
    current: traceOf(result, "I", member),
    spikes: spikesOf(result, member),
  }));
}
