import { type NpyArray, npzBytes } from "rheobase/data";
import type { NetworkObservation } from "./contract.ts";

/**
 * A run as a NumPy archive with the names that `rheobase run --npz` gives: of each population `NAME_spike_times` (ms) and
 * `NAME_spike_neurons`; where something was recorded `NAME_time` (ms), `NAME_neurons` and each variable as `NAME_v` of
 * [neurons, samples]; about.json with the units and the document.
 */
export function networkNpz({ populations, traces, document, fingerprint, synapses }: NetworkObservation): Uint8Array {
  const arrays: Record<string, NpyArray> = {};
  const units: Record<string, string> = {};
  const put = (name: string, values: NpyArray["values"], unit?: string, shape = [values.length]): void => {
    arrays[name] = { values, shape };
    if (unit !== undefined) units[name] = unit;
  };
  for (const { name, times, neurons } of populations) {
    put(`${name}_spike_times`, times, "ms");
    put(`${name}_spike_neurons`, neurons);
  }
  for (const { population, variable, unit, times, neurons, courses } of traces) {
    put(`${population}_time`, times, "ms");
    put(`${population}_neurons`, neurons);
    const values = Float64Array.from(courses.flatMap((course) => Array.from(course)));
    put(`${population}_${variable}`, values, unit, [neurons.length, times.length]);
  }
  const sizes = Object.fromEntries(populations.map(({ name, size }) => [name, size]));
  const about = { units, sizes, synapses, fingerprint, document };
  return npzBytes(arrays, { "about.json": `${JSON.stringify(about, null, 2)}\n` });
}
