import { badFile, damaged } from "../cell-recording.ts";
import { FileBytes } from "../file-bytes.ts";
import { dataOf, numbersOf } from "./dataset.ts";
import { fractalHeap, recordsOfTree2, repack } from "./heaps.ts";
import { type Link, linksOf } from "./links.ts";
import { isNowhere, type Message, messagesAt, messageTypes } from "./object-header.ts";
import { dimensionsOf, elementType, valuesAt } from "./values.ts";

/** A number, text or list of them, as an attribute or a small dataset holds it. */
export type Hdf5Value = string | number | readonly (string | number)[];

/** A group or dataset of a file. */
export interface Hdf5Node {
  readonly path: string;
  /** The names in a group, sorted; none in a dataset. */
  names(): readonly string[];
  /** What a path from here leads to; undefined where there is nothing. */
  at(path: string): Hdf5Node | undefined;
  attribute(name: string): Hdf5Value | undefined;
  /** Of a small dataset. */
  value(): Hdf5Value | undefined;
  /** Of a dataset of numbers in one dimension; undefined for anything else. */
  samples(): Float64Array | undefined;
}

/** Whether these are the first bytes of an HDF5 file. */
export function isHdf5(content: Uint8Array): boolean {
  return [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, k) => content[k] === byte);
}

/**
 * The root of an HDF5 file: what recordings need of the HDF5 File Format Specification 3.0. Groups old and new, attributes,
 * numbers, texts, and lists of them, contiguous or in chunks, packed with deflate, shuffled or not. Every address and size
 * is checked against the bytes there are before it is followed, so that no file, however damaged, can do more than be refused.
 *
 * @throws ExperimentError where the file is damaged or uses what is not read
 */
export function openHdf5(content: Uint8Array, place: string): Hdf5Node {
  const bytes = new FileBytes(content, place);
  const { u8, u64 } = bytes;
  if (!isHdf5(content)) throw badFile(place, "it is no HDF5 file", damaged);
  const version = u8(8);
  const isOld = version <= 1;
  const sizes = isOld ? [u8(13), u8(14)] : [u8(9), u8(10)];
  if (version > 3 || sizes.some((size) => size !== 8))
    throw badFile(place, `its addresses have ${sizes[0]} bytes, version ${version}`, repack);
  const base = isOld ? (version === 0 ? 24 : 28) : 12;
  const end = u64(base + 16);
  if (u64(base) !== 0) throw badFile(place, "it begins with a block of the user's", repack);
  if (end > bytes.length)
    throw badFile(place, `it says that it ends at byte ${end}, but it has ${bytes.length}`, damaged);
  return nodeAt(bytes, isOld ? u64(base + 40) : u64(base + 24), "/", openGroups(bytes));
}

/** How deep soft links may lead from one to the next. */
const deepest = 20;

/** Follows a path from the root. */
type Follow = (path: string, depth: number) => Hdf5Node | undefined;

interface Groups {
  readonly messages: (address: number) => readonly Message[];
  readonly links: (address: number) => ReadonlyMap<string, Link>;
  readonly root: { follow: Follow | undefined };
}

/** Messages and links are read once for each address. */
function openGroups(bytes: FileBytes): Groups {
  const read = new Map<number, readonly Message[]>();
  const linked = new Map<number, ReadonlyMap<string, Link>>();
  const messages = (address: number): readonly Message[] => {
    const found = read.get(address) ?? messagesAt(bytes, address);
    read.set(address, found);
    return found;
  };
  const links = (address: number): ReadonlyMap<string, Link> => {
    const found = linked.get(address) ?? linksOf(bytes, messages(address));
    linked.set(address, found);
    return found;
  };
  return { messages, links, root: { follow: undefined } };
}

function nodeAt(bytes: FileBytes, address: number, path: string, groups: Groups): Hdf5Node {
  const messages = groups.messages(address);
  const attributes = new Map<string, Hdf5Value | undefined>();
  let areRead = false;
  const shape = () => {
    const [space, type] = [messageTypes.dataspace, messageTypes.datatype].map((wanted) =>
      messages.find((message) => message.type === wanted),
    );
    const extents = space && dimensionsOf(bytes, space.at);
    if (!space || !type || !extents) return undefined;
    return { extents, type: elementType(bytes, type), count: extents.reduce((product, extent) => product * extent, 1) };
  };
  const follow: Follow = (wanted, depth) => {
    const [first, ...rest] = wanted.split("/").filter((part) => part !== "");
    if (first === undefined) return node;
    const link = groups.links(address).get(first);
    if (!link || depth > deepest) return undefined;
    const own = `${path === "/" ? "" : path}/${first}`;
    const next =
      link.kind === "hard"
        ? nodeAt(bytes, link.address, own, groups)
        : link.path.startsWith("/")
          ? groups.root.follow?.(link.path, depth + 1)
          : follow(link.path, depth + 1);
    return rest.length === 0 ? next : next?.at(rest.join("/"));
  };
  const node: Hdf5Node = {
    path,
    names: () => [...groups.links(address).keys()].sort(),
    at: (wanted) => follow(wanted, 0),
    attribute(name) {
      if (!areRead) for (const message of messages) readAttributes(bytes, message, attributes);
      areRead = true;
      return attributes.get(name);
    },
    value() {
      const own = shape();
      if (!own || own.type.kind === "other") return undefined;
      const values = valuesAt(bytes, dataOf(bytes, messages, own.type, own.count), 0, own.type, own.count);
      return values && only(values);
    },
    samples() {
      const own = shape();
      return own?.extents.length === 1 ? numbersOf(bytes, messages, own.type, own.count) : undefined;
    },
  };
  groups.root.follow ??= follow;
  return node;
}

/** A list of one is its item. */
function only(values: readonly (string | number)[]): Hdf5Value {
  return values.length === 1 ? values[0]! : values;
}

function readAttributes(bytes: FileBytes, message: Message, found: Map<string, Hdf5Value | undefined>): void {
  if (message.type === messageTypes.attribute) readAttribute(bytes, message.at, found);
  if (message.type !== messageTypes.attributeInfo) return;
  const start = message.at + 2 + (bytes.u8(message.at + 1) & 1 ? 2 : 0);
  const [heap, tree] = [bytes.u64(start), bytes.u64(start + 8)];
  if (isNowhere(heap) || isNowhere(tree)) return;
  const locate = fractalHeap(bytes, heap);
  for (const record of recordsOfTree2(bytes, tree)) readAttribute(bytes, locate(record).at, found);
}

function readAttribute(bytes: FileBytes, at: number, found: Map<string, Hdf5Value | undefined>): void {
  const { u8, u16 } = bytes;
  const version = u8(at);
  if (version < 1 || version > 3) throw badFile(bytes.place, `an attribute is of version ${version}`, damaged);
  const [nameSize, typeSize, spaceSize] = [u16(at + 2), u16(at + 4), u16(at + 6)];
  const padded = (size: number): number => (version === 1 ? 8 * Math.ceil(size / 8) : size);
  const nameAt = at + (version === 3 ? 9 : 8);
  const typeAt = nameAt + padded(nameSize);
  const spaceAt = typeAt + padded(typeSize);
  const name = new TextDecoder().decode(bytes.slice(nameAt, Math.max(0, nameSize - 1), "the name of an attribute"));
  const type = elementType(bytes, { at: typeAt, isShared: version > 1 && (u8(at + 1) & 1) !== 0 });
  const extents = dimensionsOf(bytes, spaceAt);
  const count = extents?.reduce((product, extent) => product * extent, 1) ?? 0;
  const values = count > 0 ? valuesAt(bytes, bytes, spaceAt + padded(spaceSize), type, count) : undefined;
  found.set(name, values && only(values));
}
