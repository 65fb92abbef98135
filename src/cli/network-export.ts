import { join } from "node:path";
import { type NpyArray, npzBytes } from "../data/index.ts";
import type { NetworkResultDocument } from "../index.ts";
import { heading } from "./columns.ts";
import { writeText } from "./export.ts";

/**
 * Writes spikes.csv and, where something was recorded, traces_NAME.csv for each such population and synapses_NAME.csv for each such
 * projection into a folder:
 *
 *     population,neuron,time (ms)         neuron,time (ms),v (mV)         source,target,time (ms),w (nS)
 *     e,17,3.2                            0,0,-60                         3,17,0,1
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
  const synapses = recordedSynapsesOf(result).map(({ name, source, target, times, variables }) => {
    const headings = ["source", "target", "time (ms)", ...variables.map((own) => heading(own.name, own.unit))];
    const rows = source.flatMap((from, m) =>
      times.map((time, k) => [from, target[m], time, ...variables.map(({ values }) => values[m]![k])].join(",")),
    );
    return writeText(join(folder, `synapses_${name}.csv`), lines([headings.map(quoted).join(","), ...rows]));
  });
  return [written, ...traces, ...synapses];
}

/**
 * Writes a NumPy archive: of each population `NAME_spike_times` (ms) and `NAME_spike_neurons`, and where something was recorded
 * `NAME_time` (ms), `NAME_neurons` and each variable as `NAME_v` of [neurons, samples]; of each projection whose synapses were recorded
 * `synapses_NAME_time`, `_source`, `_target` and each state as `synapses_NAME_w` of [synapses, samples]; about.json with the units
 * and what was run.
 * The numbers are those of `--json`.
 *
 * @param path a `.npz` file, or a folder, which gets a recording.npz
 * @returns the file
 */
export function writeNetworkNpz(result: NetworkResultDocument, path: string): string {
  const { spikes, traces: _, synapseTraces: __, ...about } = result;
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
  for (const { name, source, target, times, variables } of recordedSynapsesOf(result)) {
    const label = `synapses_${name}`;
    put(`${label}_time`, Float64Array.from(times), "ms");
    put(`${label}_source`, Uint32Array.from(source));
    put(`${label}_target`, Uint32Array.from(target));
    for (const { name: variable, unit, values } of variables)
      put(`${label}_${variable}`, Float64Array.from(values.flat()), unit, [source.length, times.length]);
  }
  const sizes = Object.fromEntries(Object.entries(spikes).map(([name, { size }]) => [name, size]));
  const file = path.endsWith(".npz") ? path : join(path, "recording.npz");
  return writeText(
    file,
    npzBytes(arrays, { "about.json": `${JSON.stringify({ units, sizes, ...about }, null, 2)}\n` }),
  );
}

function recordedOf({ traces }: NetworkResultDocument) {
  return Object.entries(traces).map(([name, { neurons, variables }]) => ({ name, neurons, ...overTime(variables) }));
}

function recordedSynapsesOf({ synapseTraces }: NetworkResultDocument) {
  return synapseTraces.flatMap((own) => (own ? [{ ...own, ...overTime(own.variables) }] : []));
}

interface OverTime {
  /** ms */
  readonly times: readonly number[];
  /** values[m][k]: of the m-th of those recorded at times[k]. */
  readonly variables: readonly { readonly name: string; readonly unit: string; readonly values: readonly number[][] }[];
}

function overTime({ time, ...others }: NetworkResultDocument["traces"][string]["variables"]): OverTime {
  const variables = Object.entries(others).map(([name, own]) => ({ name, ...own, values: own.values as number[][] }));
  return { times: time!.values as number[], variables };
}

function lines(rows: readonly string[]): string {
  return `${rows.join("\n")}\n`;
}

/** RFC 4180: a field with a comma, a quote or a line break is put in quotes. */
function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
