import { readAbf } from "./abf.ts";
import { badFile, type CellRecording, checkedRecording, type ReadOptions } from "./cell-recording.ts";
import { isHdf5 } from "./hdf5/hdf5-file.ts";
import { isIbw, readIbw } from "./ibw.ts";
import { isNpy } from "./npy.ts";
import { readLoneNpy, readNpz } from "./numpy-recording.ts";
import { readNwb } from "./nwb.ts";
import { readTable } from "./table-recording.ts";
import { gunzip, isGzip, isZip } from "./unpack.ts";

/** Bytes, a Blob or File of the browser, or in Node the path of a file. */
export type RecordingSource = Uint8Array | ArrayBuffer | Blob | string;

/**
 * Reads a recording: Axon ABF 1 and 2, NWB 1 and 2, Igor binary waves 2 and 5, NumPy arrays and archives, and tables of
 * numbers in text; any of them may be packed with gzip. What it is, is told from its content, not from its name.
 *
 * `readRecording("cell.abf")` or `readRecording(file, { name: file.name })`
 *
 * @returns sweeps of voltage and current in SI
 * @throws ExperimentError where the file is damaged, or is no recording; RangeError where an option is wrong
 */
export async function readRecording(source: RecordingSource, options: ReadOptions = {}): Promise<CellRecording> {
  const name = options.name ?? nameOf(source);
  const content = await bytesOf(source);
  return checkedRecording(readBytes(content, name, options));
}

function readBytes(content: Uint8Array, name: string, options: ReadOptions): CellRecording {
  if (content.length === 0) throw badFile(name, "the file is empty", "copy it again from where it was recorded");
  if (isGzip(content)) {
    const packed = gunzip(content, name);
    if (isGzip(packed)) throw badFile(name, "it is packed twice", "unpack it once");
    return readBytes(packed, name, options);
  }
  if (isAbf(content)) return readAbf(content, name, options);
  if (isHdf5(content)) return readNwb(content, name, options);
  if (isNpy(content)) return readLoneNpy(content, name, options);
  if (isZip(content)) return readNpz(content, name, options);
  if (isIbw(content)) return readIbw(content, name, options);
  return readTable(content, name, options);
}

function isAbf([a, b, c, d]: Uint8Array): boolean {
  return a === 0x41 && b === 0x42 && c === 0x46 && (d === 0x20 || d === 0x32);
}

function nameOf(source: RecordingSource): string {
  if (typeof source === "string") return source;
  return "name" in source && typeof source.name === "string" ? source.name : "the recording";
}

async function bytesOf(source: RecordingSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (typeof source === "string") return readPath(source);
  return new Uint8Array(await source.arrayBuffer());
}

/** The edge of the file system: where there is one. */
async function readPath(path: string): Promise<Uint8Array> {
  const { readFile } = await import("node:fs/promises");
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = { ENOENT: "there is no such file", EISDIR: "it is a folder" };
    throw badFile(path, `cannot be read: ${reasons[code ?? ""] ?? message}`, "give the path of a recording");
  }
}
