import { unzlibSync } from "fflate";
import { badFile, damaged } from "../cell-recording.ts";
import { FileBytes, readSamples } from "../file-bytes.ts";
import { mostFromOne } from "../unpack.ts";
import { demandSignature, repack } from "./heaps.ts";
import { leafEntries } from "./links.ts";
import { isNowhere, type Message, messageTypes } from "./object-header.ts";
import type { ElementType } from "./values.ts";

interface Chunk {
  readonly at: number;
  readonly size: number;
  /** A set bit: this filter was left out. */
  readonly mask: number;
  /** The first element of the chunk. */
  readonly from: number;
}

interface Filter {
  readonly id: number;
  readonly values: readonly number[];
}

/** The bytes of a dataset in one dimension, or of a single value, unpacked. */
export function dataOf(bytes: FileBytes, messages: readonly Message[], type: ElementType, count: number): FileBytes {
  const layout = messages.find((message) => message.type === messageTypes.layout);
  if (!layout) throw badFile(bytes.place, "a dataset says nowhere where its data are", damaged);
  const size = count * type.size;
  if (!(size <= mostFromOne * bytes.length)) {
    const problem = `a dataset would have ${count} elements, which do not fit into ${bytes.length} bytes`;
    throw badFile(bytes.place, problem, damaged);
  }
  const { u8, u16, u64 } = bytes;
  const [version, kind] = [u8(layout.at), u8(layout.at + 1)];
  if (version !== 3 && version !== 4)
    throw badFile(bytes.place, `the layout of a dataset is of version ${version}`, repack);
  const part = (at: number, length: number): FileBytes =>
    new FileBytes(bytes.slice(at, length, "the data of a dataset"), bytes.place);
  if (kind === 0) return part(layout.at + 4, Math.min(size, u16(layout.at + 2)));
  if (kind === 1) {
    const address = u64(layout.at + 2);
    return isNowhere(address) ? new FileBytes(new Uint8Array(size), bytes.place) : part(address, size);
  }
  if (kind !== 2) throw badFile(bytes.place, "a dataset lies in other files", "copy its data into the file: h5repack");
  const filters = filtersOf(bytes, messages);
  const [perChunk, chunks] =
    version === 3 ? chunks3(bytes, layout.at, type) : chunks4(bytes, layout.at, type, count, filters);
  return new FileBytes(joined(bytes, chunks, filters, { size, width: type.size, perChunk }), bytes.place);
}

/** The elements of a dataset as numbers; undefined for other elements. */
export function numbersOf(
  bytes: FileBytes,
  messages: readonly Message[],
  type: ElementType,
  count: number,
): Float64Array | undefined {
  if (type.kind !== "number") return undefined;
  const data = dataOf(bytes, messages, type, count).ordered(type.little);
  return readSamples(data, { at: 0, type: type.type, count });
}

function joined(
  bytes: FileBytes,
  chunks: readonly Chunk[],
  filters: readonly Filter[],
  { size, width, perChunk }: { readonly size: number; readonly width: number; readonly perChunk: number },
): Uint8Array {
  const whole = new Uint8Array(size);
  const full = perChunk * width;
  // A chunk at the end may be longer than what is left, but no chunk is much longer than all.
  if (!(full > 0 && full <= mostFromOne * bytes.length))
    throw badFile(bytes.place, `a chunk would have ${full} bytes`, damaged);
  let unpacked = 0;
  for (const { at, size: stored, mask, from } of chunks) {
    if (from * width >= size || isNowhere(at)) continue;
    // Chunks that lie over each other could make a small file long to read.
    unpacked += full;
    if (unpacked > 2 * size + 64 * full)
      throw badFile(bytes.place, "the chunks of a dataset lie over each other", damaged);
    let data = bytes.slice(at, stored, "a chunk of a dataset");
    for (const [k, filter] of [...filters.entries()].reverse())
      if (!((mask >> k) & 1)) data = undo(filter, data, full, bytes.place);
    if (data.length < Math.min(full, size - from * width))
      throw badFile(bytes.place, "a chunk of a dataset is too short", damaged);
    whole.set(data.subarray(0, Math.min(full, size - from * width)), from * width);
  }
  return whole;
}

function undo({ id, values }: Filter, data: Uint8Array, full: number, place: string): Uint8Array {
  switch (id) {
    case 1:
      try {
        // Room for what the chunk holds, and the checksum that may follow it.
        return unzlibSync(data, { out: new Uint8Array(full + 4) }).subarray(0, full + 4);
      } catch (error) {
        throw badFile(place, `a chunk cannot be unpacked: ${(error as Error).message}`, damaged);
      }
    case 2:
      return unshuffled(data, values[0] ?? 1);
    case 3:
      // Fletcher's checksum, four bytes behind the data.
      return data.subarray(0, Math.max(0, data.length - 4));
    default:
      throw badFile(place, `a dataset is packed with filter ${id}`, "rewrite it with h5repack -f GZIP=4");
  }
}

/** All first bytes of the elements, then all second ones, become elements again; what is left over stays. */
function unshuffled(data: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(data.length / Math.max(1, width));
  const out = data.slice();
  for (let b = 0; b < width && width > 1; b++)
    for (let k = 0; k < count; k++) out[k * width + b] = data[b * count + k]!;
  return out;
}

function filtersOf(bytes: FileBytes, messages: readonly Message[]): Filter[] {
  const message = messages.find(({ type }) => type === messageTypes.filters);
  if (!message) return [];
  const { u8, u16, u32 } = bytes;
  const [version, count] = [u8(message.at), u8(message.at + 1)];
  let at = message.at + (version === 1 ? 8 : 2);
  return Array.from({ length: count }, () => {
    const id = u16(at);
    const isNamed = version === 1 || id >= 256;
    const name = isNamed ? u16(at + 2) : 0;
    const values = u16(at + (isNamed ? 6 : 4));
    at += (isNamed ? 8 : 6) + (version === 1 ? 8 * Math.ceil(name / 8) : name);
    const own = Array.from({ length: values }, (_, k) => u32(at + 4 * k));
    at += 4 * values + (version === 1 && values % 2 === 1 ? 4 : 0);
    return { id, values: own };
  });
}

/** Elements in a chunk, and the chunks: of one dimension, in a B-tree of version 1. */
function chunks3(bytes: FileBytes, at: number, type: ElementType): [number, Chunk[]] {
  const { u8, u32, u64, place } = bytes;
  if (u8(at + 2) !== 2)
    throw badFile(place, "a dataset has more than one dimension", "series have one list of samples");
  const [tree, perChunk, width] = [u64(at + 3), u32(at + 11), u32(at + 15)];
  if (width !== type.size) throw badFile(place, "the chunks of a dataset hold other elements than it", damaged);
  if (isNowhere(tree)) return [perChunk, []];
  const entries = leafEntries(bytes, tree, 1, 32);
  return [perChunk, entries.map((e) => ({ size: u32(e), mask: u32(e + 4), from: u64(e + 8), at: u64(e + 24) }))];
}

/** The same of version 4: one chunk, chunks one behind the other, or a fixed array of addresses. */
function chunks4(
  bytes: FileBytes,
  at: number,
  type: ElementType,
  count: number,
  filters: readonly Filter[],
): [number, Chunk[]] {
  const { u8, u32, u64, place } = bytes;
  const [flags, rank, width] = [u8(at + 2), u8(at + 3), u8(at + 4)];
  if (rank !== 2 || width < 1 || width > 8)
    throw badFile(place, "a dataset has more than one dimension", "series have one list of samples");
  let perChunk = 0;
  for (let b = width - 1; b >= 0; b--) perChunk = perChunk * 256 + u8(at + 5 + b);
  const index = at + 5 + rank * width;
  const full = perChunk * type.size;
  const number = perChunk > 0 ? Math.ceil(count / perChunk) : 0;
  const whole = (address: number, k: number): Chunk => ({ at: address, size: full, mask: 0, from: k * perChunk });
  switch (u8(index)) {
    case 1:
      if (!(flags & 2)) return [perChunk, [whole(u64(index + 1), 0)]];
      return [perChunk, [{ size: u64(index + 1), mask: u32(index + 9), at: u64(index + 13), from: 0 }]];
    case 2: {
      const first = u64(index + 1);
      bytes.demand(first, number * full, "the chunks of a dataset");
      return [perChunk, Array.from({ length: number }, (_, k) => whole(first + k * full, k))];
    }
    case 3: {
      const header = u64(index + 2);
      demandSignature(bytes, header, "FAHD");
      const [entry, pageBits, entries, block] = [u8(header + 6), u8(header + 7), u64(header + 8), u64(header + 16)];
      if (entries > 2 ** pageBits) throw badFile(place, "the table of chunks has pages", repack);
      demandSignature(bytes, block, "FADB");
      bytes.demand(block + 14, entries * entry, "the table of chunks");
      const sizeBytes = entry - 12;
      return [
        perChunk,
        Array.from({ length: Math.min(number, entries) }, (_, k) => {
          const own = block + 14 + k * entry;
          if (filters.length === 0) return whole(u64(own), k);
          let size = 0;
          for (let b = sizeBytes - 1; b >= 0; b--) size = size * 256 + u8(own + 8 + b);
          return { at: u64(own), size, mask: u32(own + 8 + sizeBytes), from: k * perChunk };
        }),
      ];
    }
    default:
      throw badFile(place, "the chunks of a dataset are listed in a way that is not read", repack);
  }
}
