import { join } from "node:path";
import type { CableResultDocument } from "../index.ts";
import { heading } from "./columns.ts";
import { writeText } from "./export.ts";

/**
 * Writes traces.csv, a column for each recorded place, and profiles.csv, a column for each time, into a folder:
 *
 *     time (ms),v at 0 um (mV),…            branch,at (um),distance (um),v at 1 ms (mV),…
 *     0,-70,…                               ,0,0,-70,…
 *
 * Where there is a closed form, a column of it stands behind each.
 *
 * @returns the files
 */
export function writeCableCsv({ traces, profiles }: CableResultDocument, folder: string): string[] {
  const places = traces.places.map(({ branch, at }) => `${branch === "" ? "" : `${branch} `}${at.value} ${at.unit}`);
  const times = profiles.time.values.map((time) => `${time} ${profiles.time.unit}`);
  const { points } = profiles;
  const files = [
    ["traces.csv", [[heading("time", traces.time.unit), ...traces.time.values], ...pairs(places, traces)]],
    [
      "profiles.csv",
      [
        ["branch", ...points.branch],
        [heading("at", points.at.unit), ...points.at.values],
        [heading("distance", points.distance.unit), ...points.distance.values],
        ...pairs(times, profiles),
      ],
    ],
  ] as const;
  return files.map(([name, columns]) => {
    const lines = columns[0].map((_, row) => columns.map((column) => cell(column[row]!)).join(","));
    return writeText(join(folder, name), `${lines.join("\n")}\n`);
  });
}

/** For each place or time its column, and that of the closed form. */
function pairs(names: readonly string[], { v, closedForm }: CableResultDocument["traces" | "profiles"]) {
  return names.flatMap((name, k) => [
    [heading(`v at ${name}`, v.unit), ...v.values[k]!],
    ...(closedForm ? [[heading(`closed form at ${name}`, v.unit), ...closedForm.values[k]!]] : []),
  ]);
}

/** A name with a comma or a quote is quoted. */
function cell(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
