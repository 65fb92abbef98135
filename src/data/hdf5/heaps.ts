import { badFile, damaged } from "../cell-recording.ts";
import type { FileBytes } from "../file-bytes.ts";
import { isNowhere } from "./object-header.ts";

/** @throws ExperimentError where the four letters that begin a structure are not at its address */
export function demandSignature(bytes: FileBytes, at: number, signature: string): void {
  bytes.demand(at, 8, `the structure ${signature}`);
  if (bytes.text(at, 4) !== signature) throw badFile(bytes.place, `there is no ${signature} at byte ${at}`, damaged);
}

/** A text that ends with a NUL, before `end`. */
export function textAt(bytes: FileBytes, at: number, end: number): string {
  bytes.demand(at, Math.max(0, end - at), "a text");
  let stop = at;
  while (stop < end && bytes.u8(stop) !== 0) stop++;
  return new TextDecoder().decode(bytes.slice(at, stop - at, "a text"));
}

/** The texts of a local heap by their offset. */
export function localHeap(bytes: FileBytes, address: number): (offset: number) => string {
  demandSignature(bytes, address, "HEAP");
  const [size, data] = [bytes.u64(address + 8), bytes.u64(address + 24)];
  bytes.demand(data, size, "the names of a group");
  return (offset) => textAt(bytes, data + offset, data + size);
}

/** The object of a global heap collection; undefined where there is none of this number. */
export function globalHeapObject(
  bytes: FileBytes,
  address: number,
  index: number,
  length: number,
): Uint8Array | undefined {
  if (isNowhere(address) || address === 0) return undefined;
  demandSignature(bytes, address, "GCOL");
  const size = bytes.u64(address + 8);
  bytes.demand(address, size, "a collection of texts");
  for (let at = address + 16; at + 16 <= address + size; ) {
    const [own, stored] = [bytes.u16(at), bytes.u64(at + 8)];
    if (own === 0) return undefined;
    if (own === index) return bytes.slice(at + 16, Math.min(length, stored), "a text");
    at += 16 + 8 * Math.ceil(stored / 8);
  }
  return undefined;
}

/**
 * Where an object of a fractal heap lies, by its identifier. Managed objects lie in a table of blocks: `width` blocks a row,
 * of the first size in the first two rows, then twice as large from row to row.
 */
export function fractalHeap(bytes: FileBytes, address: number): (id: number) => { at: number; length: number } {
  demandSignature(bytes, address, "FRHP");
  const { u8, u16, u32, u64, place } = bytes;
  bytes.demand(address, 146, "the header of a heap");
  const filtered = u16(address + 7) !== 0;
  const [width, first, largest, bits] = [
    u16(address + 110),
    u64(address + 112),
    u64(address + 120),
    u16(address + 128),
  ];
  const [root, rows] = [u64(address + 132), u16(address + 140)];
  const offsetBytes = Math.ceil(bits / 8);
  const lengthBytes = Math.ceil(Math.log2(Math.min(largest, u32(address + 10)) + 1) / 8);
  const isSound = first > 0 && largest >= first && width > 0 && bits <= 64 && lengthBytes >= 1 && lengthBytes <= 8;
  if (!isSound || filtered) {
    const problem = filtered ? "a heap of names is packed" : "the header of a heap contradicts itself";
    throw badFile(place, problem, filtered ? repack : damaged);
  }
  const number = (at: number, count: number): number => {
    let value = 0;
    for (let k = count - 1; k >= 0; k--) value = value * 256 + u8(at + k);
    return value;
  };
  const blockOf = (offset: number): number => {
    if (rows === 0) return root + offset;
    demandSignature(bytes, root, "FHIB");
    let [begin, size] = [0, first];
    for (let row = 0; row < rows; row++) {
      if (row > 1) size *= 2;
      if (size > largest) throw badFile(place, "a heap of names is deeper than is read", repack);
      if (offset < begin + width * size) {
        const k = Math.floor((offset - begin) / size);
        const child = u64(root + 13 + offsetBytes + 8 * (row * width + k));
        return child + (offset - begin - k * size);
      }
      begin += width * size;
    }
    throw badFile(place, "a name lies outside of its heap", damaged);
  };
  return (id) => {
    if (u8(id) >> 4 !== 0) throw badFile(place, "a name or attribute lies outside of the blocks of its heap", repack);
    const [offset, length] = [number(id + 1, offsetBytes), number(id + 1 + offsetBytes, lengthBytes)];
    const at = blockOf(offset);
    bytes.demand(at, length, "an object of a heap");
    return { at, length };
  };
}

/** The way out of structures that only the newest writers make. */
export const repack = "rewrite it with h5repack --low=0 --high=0, or export it again";

/** The first byte of each record of a B-tree of version 2 that is at most two nodes deep. */
export function recordsOfTree2(bytes: FileBytes, address: number): number[] {
  demandSignature(bytes, address, "BTHD");
  bytes.demand(address, 38, "the header of a B-tree");
  const { u8, u16, u32, u64, place } = bytes;
  const [nodeSize, recordSize, depth] = [u32(address + 6), u16(address + 10), u16(address + 12)];
  const [root, count] = [u64(address + 16), u16(address + 24)];
  if (depth > 1) throw badFile(place, "a B-tree of names is deeper than is read", repack);
  if (recordSize === 0) throw badFile(place, "the records of a B-tree are 0 bytes long", damaged);
  if (count === 0 || isNowhere(root)) return [];
  const leaf = (at: number, records: number): number[] => {
    demandSignature(bytes, at, "BTLF");
    bytes.demand(at + 6, records * recordSize, "the records of a B-tree");
    return Array.from({ length: records }, (_, k) => at + 6 + k * recordSize);
  };
  if (depth === 0) return leaf(root, count);
  demandSignature(bytes, root, "BTIN");
  const own = Array.from({ length: count }, (_, k) => root + 6 + k * recordSize);
  bytes.demand(root + 6, count * recordSize, "the records of a B-tree");
  const countBytes = Math.ceil(Math.log2(Math.floor((nodeSize - 10) / recordSize) + 1) / 8);
  const children = root + 6 + count * recordSize;
  const found = [...own];
  for (let k = 0; k <= count; k++) {
    const at = children + k * (8 + countBytes);
    let records = 0;
    for (let b = countBytes - 1; b >= 0; b--) records = records * 256 + u8(at + 8 + b);
    found.push(...leaf(u64(at), records));
  }
  return found;
}
