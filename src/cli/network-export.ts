import { join } from "node:path";
import { type NpyArray, npzBytes } from "../data/index.ts";
import type { NetworkResultDocument } from "../index.ts";
import { heading } from "./columns.ts";
import { writeText } from "./export.ts";

/**
 * Writes spikes.csv and, where something was recorded, traces_NAME.csv for each such population into a folder:
 *
 *     population,neuron,time (ms)         neuron,time (ms),v (mV)
 *     e,17,3.2                            0,0,-60
 *
 * @returns the files
 */
export function writeNetworkCsv(result: NetworkResultDocument, folder: string): string[] {
  const spikes = Object.entries(result.spikes).flatMap(([name, { times, neurons }]) =>
    times.map((time, k) => `${quoted(name)},${neurons[k]},${time}`),
  );
  const written = writeText(join(folder, "spikes.csv"), lines(["population,neuron,time (ms)", ...spikes]));
  const traces = recordedOf(result).map(({ name, neurons, times, variables }) => {
    const headings = ["neuron", "time (ms)", ...variables.map((own) => heading(own.name, own.unit))];
    const rows = neurons.flatMap((neuron, m) =>
      times.map((time, k) => [neuron, time, ...variables.map(({ values }) => values[m]![k])].join(",")),
    );
    return writeText(join(folder, `traces_${name}.csv`), lines([headings.map(quoted).join(","), ...rows]));
  });
  return [written, ...traces];
}

/**
 * Writes a NumPy archive: of each population `NAME_spike_times` (ms) and `NAME_spike_neurons`, and where something was recorded
 * `NAME_time` (ms), `NAME_neurons` and each variable as `NAME_v` of [neurons, samples]; about.json with the units and what was run.
 * The numbers are those of `--json`.
 *
 * @param path a `.npz` file, or a folder, which gets a recording.npz
 * @returns the file
 */
export function writeNetworkNpz(result: NetworkResultDocument, path: string): string {
  const { spikes, traces: _, ...about } = result;
  const arrays: Record<string, NpyArray> = {};
  const units: Record<string, string> = {};
  const put = (name: string, values: NpyArray["values"], unit?: string, shape = [values.length]): void => {
    arrays[name] = { values, shape };
    if (unit !== undefined) units[name] = unit;
  };
  for (const [name, { unit, times, neurons }] of Object.entries(spikes)) {
    put(`${name}_spike_times`, Float64Array.from(times), unit);
    put(`${name}_spike_neurons`, Uint32Array.from(neurons));
  }
  for (const { name, neurons, times, variables } of recordedOf(result)) {
    put(`${name}_time`, Float64Array.from(times), "ms");
    put(`${name}_neurons`, Uint32Array.from(neurons));
    for (const { name: variable, unit, values } of variables)
      put(`${name}_${variable}`, Float64Array.from(values.flat()), unit, [neurons.length, times.length]);
  }
  const sizes = Object.fromEntries(Object.entries(spikes).map(([name, { size }]) => [name, size]));
  const file = path.endsWith(".npz") ? path : join(path, "recording.npz");
  return writeText(
    file,
    npzBytes(arrays, { "about.json": `${JSON.stringify({ units, sizes, ...about }, null, 2)}\n` }),
  );
}

interface RecordedPopulation {
  readonly name: string;
  readonly neurons: readonly number[];
  /** ms */
  readonly times: readonly number[];
  /** values[m][k]: of the m-th of these neurons at times[k]. */
  readonly variables: readonly { readonly name: string; readonly unit: string; readonly values: readonly number[][] }[];
}

function recordedOf({ traces }: NetworkResultDocument): RecordedPopulation[] {
  return Object.entries(traces).map(([name, { neurons, variables }]) => {
    const { time, ...others } = variables;
    const each = Object.entries(others).map(([name, own]) => ({ name, ...own, values: own.values as number[][] }));
    return { name, neurons, times: time!.values as number[], variables: each };
  });
}

function lines(rows: readonly string[]): string {
  return `${rows.join("\n")}\n`;
}

/** RFC 4180: a field with a comma, a quote or a line break is put in quotes. */
function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
