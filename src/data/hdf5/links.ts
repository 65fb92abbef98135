import { badFile, damaged } from "../cell-recording.ts";
import type { FileBytes } from "../file-bytes.ts";
import { demandSignature, fractalHeap, localHeap, recordsOfTree2 } from "./heaps.ts";
import { isNowhere, type Message, messageTypes } from "./object-header.ts";

/** What a name in a group leads to. */
export type Link =
  | { readonly kind: "hard"; readonly address: number }
  | { readonly kind: "soft"; readonly path: string };

/** No group has more members. */
const most = 1_000_000;

/** The members of a group by name: of an old symbol table, of messages, or of a heap of messages. */
export function linksOf(bytes: FileBytes, messages: readonly Message[]): Map<string, Link> {
  const links = new Map<string, Link>();
  for (const { type, at } of messages) {
    if (type === messageTypes.symbolTable) readSymbolTable(bytes, bytes.u64(at), bytes.u64(at + 8), links);
    else if (type === messageTypes.link) readLink(bytes, at, links);
    else if (type === messageTypes.linkInfo) {
      const start = at + 2 + (bytes.u8(at + 1) & 1 ? 8 : 0);
      const [heap, tree] = [bytes.u64(start), bytes.u64(start + 8)];
      if (isNowhere(heap) || isNowhere(tree)) continue;
      const locate = fractalHeap(bytes, heap);
      // A record is a hash of four bytes, and the identifier.
      for (const record of recordsOfTree2(bytes, tree)) readLink(bytes, locate(record + 4).at, links);
    }
  }
  return links;
}

function readSymbolTable(bytes: FileBytes, tree: number, heap: number, links: Map<string, Link>): void {
  const name = localHeap(bytes, heap);
  for (const node of leavesOf(bytes, tree, 0, 16)) {
    demandSignature(bytes, node, "SNOD");
    const count = bytes.u16(node + 6);
    bytes.demand(node + 8, 40 * count, "the members of a group");
    for (let k = 0; k < count; k++) {
      const entry = node + 8 + 40 * k;
      const isSoft = bytes.u32(entry + 16) === 2;
      links.set(
        name(bytes.u64(entry)),
        isSoft ? { kind: "soft", path: name(bytes.u32(entry + 24)) } : { kind: "hard", address: bytes.u64(entry + 8) },
      );
    }
    if (links.size > most) throw badFile(bytes.place, "a group has too many members", damaged);
  }
}

/**
 * The addresses at the leaves of a B-tree of version 1, in order. `type` is 0 for groups and 1 for chunks; an entry of
 * `entryBytes` is a key and an address.
 */
function leavesOf(bytes: FileBytes, address: number, type: number, entryBytes: number): number[] {
  return leafEntries(bytes, address, type, entryBytes).map((entry) => bytes.u64(entry + entryBytes - 8));
}

/** The first byte of each entry at the leaves of a B-tree of version 1. */
export function leafEntries(bytes: FileBytes, address: number, type: number, entryBytes: number): number[] {
  const found: number[] = [];
  const seen = new Set<number>();
  const open: { at: number; level: number | undefined }[] = [{ at: address, level: undefined }];
  for (let node = open.pop(); node; node = open.pop()) {
    const { at } = node;
    if (seen.has(at)) throw badFile(bytes.place, "a B-tree goes round in a circle", damaged);
    seen.add(at);
    demandSignature(bytes, at, "TREE");
    const [own, level, count] = [bytes.u8(at + 4), bytes.u8(at + 5), bytes.u16(at + 6)];
    if (own !== type || (node.level !== undefined && level !== node.level - 1))
      throw badFile(bytes.place, `the B-tree at byte ${at} is of another kind or level`, damaged);
    bytes.demand(at + 24, count * entryBytes, "the entries of a B-tree");
    const entries = Array.from({ length: count }, (_, k) => at + 24 + k * entryBytes);
    if (level === 0) found.push(...entries);
    // From the last to the first, so that the first is taken next.
    else for (const entry of entries.reverse()) open.push({ at: bytes.u64(entry + entryBytes - 8), level });
    if (found.length > most) throw badFile(bytes.place, "a B-tree has too many entries", damaged);
  }
  return found;
}

function readLink(bytes: FileBytes, at: number, links: Map<string, Link>): void {
  const { u8, u16, u32, u64 } = bytes;
  const flags = u8(at + 1);
  let next = at + 2;
  const kind = flags & 8 ? u8(next++) : 0;
  if (flags & 4) next += 8;
  if (flags & 0x10) next += 1;
  const width = flags & 3;
  const length = [u8, u16, u32, u64][width]!(next);
  next += 1 << width;
  const name = new TextDecoder().decode(bytes.slice(next, length, "the name of a link"));
  next += length;
  if (kind === 0) links.set(name, { kind: "hard", address: u64(next) });
  else if (kind === 1) {
    const path = new TextDecoder().decode(bytes.slice(next + 2, u16(next), "the path of a link"));
    links.set(name, { kind: "soft", path });
  }
}
