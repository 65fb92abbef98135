import { readdirSync, readFileSync } from "node:fs";
import { type CellRecording, joinRecordings, readRecording } from "../src/data/index.ts";

/** Families of current steps; several have test pulses before or after the step, or sweeps in which the step is 0 pA. */
const files = {
  "abf1-steps": /abf$/,
  "abf2-fsi-steps": /abf$/,
  "abf2-small-steps": /abf$/,
  "abf2-steps-dual": /abf$/,
  "abf2-ficurve": /abf$/,
  "ca1-pyr-ferguson": /abf$/,
  "s1-lantyer-nwb2": /nwb$/,
  "l5-c060109a1-ibw2": /ibw$/,
} as const;

export type Family = keyof typeof files;
export const families = Object.keys(files) as Family[];

/** All recordings of a family as one. */
export async function readFamily(family: Family): Promise<CellRecording> {
  const folder = new URL(`../../shared/data/${family}/`, import.meta.url);
  const names = readdirSync(folder).filter((name) => files[family].test(name));
  const parts = names.map((name) => readRecording(readFileSync(new URL(name, folder)), { name }));
  return joinRecordings(await Promise.all(parts));
}
