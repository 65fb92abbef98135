import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type NpyArray, npzBytes } from "../data/index.ts";
import { ExperimentError, type ResultDocument } from "../index.ts";
import { heading, memberCoordinates } from "./columns.ts";

/**
 * Writes spikes.csv and, where something was recorded, traces.csv into a folder, one line a spike or sample:
 *
 *     time (ms)                        member,amplitude (nA),time (ms)
 *     18.862943611198906               0,2,18.862943611198906
 *
 * The columns of the member and its parameters are there where there are axes.
 *
 * @returns the files
 */
export function writeCsv(result: ResultDocument, folder: string): string[] {
  const members = result.spikes.times.length;
  const hasAxes = result.axes.length > 0;
  const lead = hasAxes ? ["member", ...result.axes.map(({ parameter, unit }) => heading(parameter, unit))] : [];
  const leads = Array.from({ length: members }, (_, m) =>
    hasAxes ? `${[m, ...memberCoordinates(result.axes, m, result.arrangement)].join(",")},` : "",
  );
  const spikes = result.spikes.times.flatMap((times, m) => times.map((time) => `${leads[m]}${time}`));
  const files = [["spikes.csv", [[...lead, "time (ms)"].join(","), ...spikes]]] as [string, string[]][];
  if (recorded(result).length > 0) files.push(["traces.csv", traceLines(result, lead, leads)]);
  return writing(folder, () => {
    mkdirSync(folder, { recursive: true });
    return files.map(([name, lines]) => {
      const file = join(folder, name);
      writeFileSync(file, `${lines.join("\n")}\n`);
      return file;
    });
  });
}

/**
 * Writes a NumPy archive: `spike_times` (ms), `spike_members`, `axis_…` for each axis, `time` (ms), each recorded variable
 * as [members, samples], and about.json with the units and what was run. The numbers are those of `--json`.
 *
 * @param path a `.npz` file, or a folder, which gets a recording.npz
 * @returns the file
 */
export function writeNpz(result: ResultDocument, path: string): string {
  const { traces, spikes, axes, ...about } = result;
  const arrays: Record<string, NpyArray> = {
    spike_times: list(spikes.times.flat()),
    spike_members: indices(spikes.times.flatMap((times, m) => times.map(() => m))),
  };
  const units: Record<string, string> = { spike_times: spikes.unit };
  for (const { parameter, unit, values } of axes) {
    arrays[`axis_${parameter}`] = list(values);
    units[`axis_${parameter}`] = unit;
  }
  if (recorded(result).length > 0) {
    arrays.time = list(traces.time!.values as number[]);
    units.time = traces.time!.unit;
  }
  for (const { name, unit, values } of recorded(result)) {
    arrays[name] = { values: Float64Array.from(values.flat()), shape: [values.length, values[0]!.length] };
    units[name] = unit;
  }
  const file = path.endsWith(".npz") ? path : join(path, "recording.npz");
  return writing(path, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, npzBytes(arrays, { "about.json": `${JSON.stringify({ units, ...about }, null, 2)}\n` }));
    return file;
  });
}

interface Recorded {
  readonly name: string;
  readonly unit: string;
  /** values[m][k]: member m in sample k. */
  readonly values: readonly (readonly number[])[];
}

/** The traces other than the column of times. */
function recorded({ traces }: ResultDocument): Recorded[] {
  return Object.entries(traces)
    .filter(([name]) => name !== "time")
    .map(([name, { unit, values }]) => ({ name, unit, values: values as readonly (readonly number[])[] }));
}

function traceLines(result: ResultDocument, lead: readonly string[], leads: readonly string[]): string[] {
  const variables = recorded(result);
  const times = result.traces.time!.values as readonly number[];
  const names = variables.map(({ name, unit }) => heading(name, unit));
  const rows = leads.flatMap((own, m) =>
    times.map((time, k) => `${own}${time},${variables.map(({ values }) => values[m]![k]).join(",")}`),
  );
  return [[...lead, "time (ms)", ...names].join(","), ...rows];
}

function list(values: readonly number[]): NpyArray {
  return { values: Float64Array.from(values), shape: [values.length] };
}

function indices(values: readonly number[]): NpyArray {
  return { values: Uint32Array.from(values), shape: [values.length] };
}

/** Runs what writes to a path; what the disk refuses becomes an ExperimentError. */
function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ExperimentError(`cannot write to ${path}: ${message}`, "", "name a folder that you may write to");
  }
}

/** Writes a text to a file, making its folder; returns the file. */
export function writeText(file: string, text: string | Uint8Array): string {
  return writing(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

/** Writes a file in one go: whenever the program ends, it is as it was before, or whole. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const part = `${file}.part`;
  writeText(part, bytes);
  writing(file, () => renameSync(part, file));
}
