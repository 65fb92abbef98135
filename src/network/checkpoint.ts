import { ExperimentError } from "../errors.ts";
import { Fingerprint } from "../run/fingerprint.ts";
import { inMemory } from "../run/plan.ts";
import { version } from "../version.ts";
import { differenceOf, type Identity } from "./identity.ts";

/** Numbers of a checkpoint by name, such as `populations[0].states`. */
export type Columns = ReadonlyMap<string, Column>;
export type Column = Float64Array | Uint32Array;

/** A run at the start of a step. */
export interface Checkpoint {
  /** Of the document that is run. */
  readonly document: Identity;
  readonly step: number;
  /** Of each share of neurons its numbers; whoever goes on takes its own from all of them, however many shares there are then. */
  readonly shares: readonly Columns[];
}

/** What is said before the numbers. */
interface Contents {
  readonly version: string;
  readonly document: Identity;
  readonly step: number;
  readonly shares: readonly (readonly (readonly [name: string, kind: Kind, length: number])[])[];
}

type Kind = "f64" | "u32";

const arrays = { f64: Float64Array, u32: Uint32Array } as const;

/** What a checkpoint begins with. */
const magic = "rheobase";
/** Of the arrangement of bytes. */
const format = 1;
/** Byte offsets of what stands before the contents; the sum is over all other bytes. */
const place = { magic: 0, format: 8, contents: 12, length: 16, sum: 24, end: 56 } as const;

/**
 * A checkpoint as bytes: [magic, format, length of the contents, length of all, sum of all else][contents as JSON][numbers], each
 * part at a multiple of 8, little-endian as typed arrays are.
 *
 * @throws SimulationError where there is no memory for it
 */
export function writeCheckpoint({ document, step, shares }: Checkpoint): Uint8Array<ArrayBuffer> {
  const index = shares.map((columns) =>
    [...columns].map(([name, { length, BYTES_PER_ELEMENT }]): [string, Kind, number] => [
      name,
      BYTES_PER_ELEMENT === 8 ? "f64" : "u32",
      length,
    ]),
  );
  const contents: Contents = { version, document, step, shares: index };
  const text = new TextEncoder().encode(JSON.stringify(contents));
  const columns = shares.flatMap((own) => [...own.values()]);
  const first = place.end + wholeNumbers(text.length);
  const length = columns.reduce((bytes, column) => bytes + wholeNumbers(column.byteLength), first);
  const bytes = inMemory(() => new Uint8Array(length), "a checkpoint", "record less, or keep none");
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic), place.magic);
  view.setUint32(place.format, format, true);
  view.setUint32(place.contents, text.length, true);
  view.setFloat64(place.length, length, true);
  bytes.set(text, place.end);
  let at = first;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += wholeNumbers(column.byteLength);
  }
  bytes.set(new TextEncoder().encode(sumOf(bytes)), place.sum);
  return bytes;
}

/**
 * Reads a checkpoint of a document; its numbers are views into the bytes, where these begin at a multiple of 8.
 *
 * @throws ExperimentError for bytes that are none, that are damaged, or that were made of another document or version
 */
export function readCheckpoint(given: Uint8Array, document: Identity): Checkpoint {
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = textOf(bytes.subarray(0, place.format));
  if (begins !== magic)
    throw refused("this is not a checkpoint of rheobase", "give the bytes that onCheckpoint or --checkpoint left");
  if (bytes.length < place.end) throw cutShort(bytes.length, `at least ${place.end}`);
  const found = view.getUint32(place.format, true);
  if (found !== format)
    throw refused(
      `its format is number ${found}, but this version of rheobase, ${version}, reads number ${format}`,
      "resume it with the version that made it",
    );
  const length = view.getFloat64(place.length, true);
  if (bytes.length !== length) throw cutShort(bytes.length, String(length));
  if (textOf(bytes.subarray(place.sum, place.end)) !== sumOf(bytes)) throw damaged();
  const end = place.end + view.getUint32(place.contents, true);
  const contents = JSON.parse(textOf(bytes.subarray(place.end, end))) as Contents;
  if (contents.version !== version)
    throw refused(
      `it was made by version ${contents.version} of rheobase, and this is ${version}`,
      "resume it with the version that made it, or begin anew",
    );
  const difference = differenceOf(contents.document, document);
  if (difference !== undefined)
    throw refused(
      `it was made of another document: ${difference}`,
      "resume it with the document that it was made of; to see more of a run, give the document its full duration at first, and stop it on the way",
    );
  let at = bytes.byteOffset + place.end + wholeNumbers(end - place.end);
  const shares = contents.shares.map(
    (index) =>
      new Map(
        index.map(([name, kind, length]): [string, Column] => {
          const column: Column = new arrays[kind](bytes.buffer as ArrayBuffer, at, length);
          at += wholeNumbers(column.byteLength);
          return [name, column];
        }),
      ),
  );
  return { document, step: contents.step, shares };
}

/** A column that a share must have. @throws ExperimentError where it has not, or of another length */
export function requiredColumn<K extends Kind>(
  columns: Columns,
  name: string,
  kind: K,
  length?: number,
): InstanceType<(typeof arrays)[K]> {
  const column = columns.get(name);
  if (column instanceof arrays[kind] && (length === undefined || column.length === length))
    return column as InstanceType<(typeof arrays)[K]>;
  throw damaged();
}

/** The error for numbers that do not belong to the network that they are said to be of. */
export function damaged(): ExperimentError {
  return refused("it is damaged: its bytes are not those that were written", "take an earlier one, or begin anew");
}

function cutShort(length: number, whole: string): ExperimentError {
  return refused(`it is cut short: it has ${length} bytes of ${whole}`, "take an earlier one, or begin anew");
}

function refused(problem: string, wayOut: string): ExperimentError {
  return new ExperimentError(problem, "checkpoint", wayOut);
}

/** Bytes of so many, filled up to whole 64-bit numbers. */
function wholeNumbers(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function sumOf(bytes: Uint8Array): string {
  const hash = new Fingerprint();
  hash.add(bytes.subarray(0, place.sum));
  hash.add(bytes.subarray(place.end));
  return hash.digest();
}

/** Of bytes that threads may share, which a decoder refuses. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.slice());
}
