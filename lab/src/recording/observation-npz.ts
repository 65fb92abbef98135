import { type NpyArray, npzBytes } from "rheobase/data";
import type { Observation } from "../worker/contract.ts";

/**
 * A run as a NumPy archive with the names that `rheobase run --npz` gives: `spike_times` (ms), `spike_members`, `axis_…` for each
 * axis, `time` (ms), each variable as [members, samples], and about.json with the units and the document.
 */
export function observationNpz(observation: Observation): Uint8Array {
  const { spikes, first, members, axes, times, traces, document, fingerprint, method, reason, seed } = observation;
  const list = (values: Float64Array): NpyArray => ({ values, shape: [values.length] });
  const owners = new Uint32Array(spikes.length);
  for (let m = 0; m < members; m++) owners.fill(m, first[m], first[m + 1]);
  const arrays: Record<string, NpyArray> = {
    spike_times: list(spikes),
    spike_members: { values: owners, shape: [owners.length] },
    ...Object.fromEntries(axes.map(({ label, values }) => [`axis_${label}`, list(values)])),
    ...(traces.length > 0 ? { time: list(times) } : {}),
    ...Object.fromEntries(traces.map(({ name, values }) => [name, { values, shape: [members, times.length] }])),
  };
  const units = {
    spike_times: "ms",
    ...Object.fromEntries(axes.map(({ label, unit }) => [`axis_${label}`, unit])),
    ...(traces.length > 0 ? { time: "ms" } : {}),
    ...Object.fromEntries(traces.map(({ name, unit }) => [name, unit])),
  };
  const about = { units, method, reason, seed, fingerprint, document };
  return npzBytes(arrays, { "about.json": `${JSON.stringify(about, null, 2)}\n` });
}
