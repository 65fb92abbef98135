import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type CellRecording, joinRecordings, type ReadOptions, readRecording, withoutChannel } from "../data/index.ts";

/**
 * The recording in one file, or in several of one channel or sweep each. A lone Igor wave is joined with the waves beside it
 * that are called the same but for the channel, as `X_ch0_349.ibw` and `X_ch1_349.ibw`.
 *
 * @throws ExperimentError where a file cannot be read
 */
export async function openRecording(files: readonly string[], options: ReadOptions): Promise<CellRecording> {
  const read = (file: string): Promise<CellRecording> => readRecording(file, { ...options, name: basename(file) });
  const recordings: CellRecording[] = [];
  for (const file of files) recordings.push(await read(file));
  const [only] = recordings;
  if (recordings.length > 1 || !only?.format.startsWith("ibw") || options.currentUnit !== undefined)
    return joinRecordings(recordings);
  const partners = besides(files[0]!);
  const notes: string[] = [];
  for (const partner of partners) {
    recordings.push(await read(partner));
    notes.push(`joined with ${basename(partner)}, which lies beside it`);
  }
  return { ...joinRecordings(recordings), name: only.name, notes };
}

function besides(file: string): string[] {
  const [folder, own] = [dirname(file), basename(file)];
  if (withoutChannel(own) === own) return [];
  return readdirSync(folder)
    .filter((name) => name !== own && withoutChannel(name) === withoutChannel(own))
    .map((name) => join(folder, name));
}
