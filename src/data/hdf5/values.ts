import { badFile, damaged } from "../cell-recording.ts";
import type { FileBytes, SampleType } from "../file-bytes.ts";
import { globalHeapObject } from "./heaps.ts";
import { type Message, messagesAt, messageTypes } from "./object-header.ts";

/** How the elements of a dataset or attribute are stored. */
export type ElementType =
  | { readonly kind: "number"; readonly size: number; readonly type: SampleType; readonly little: boolean }
  | { readonly kind: "text"; readonly size: number }
  /** A length, the address of a collection, and a number in it. */
  | { readonly kind: "variable text"; readonly size: 16 }
  | { readonly kind: "other"; readonly size: number };

const wholeNumbers: Readonly<Record<string, SampleType>> = {
  "1s": "i8",
  "1u": "u8",
  "2s": "i16",
  "2u": "u16",
  "4s": "i32",
  "4u": "u32",
  "8s": "i64",
  "8u": "u64",
};

/** The type that a message describes (section IV.A.2.d of the specification). */
export function elementType(bytes: FileBytes, message: Pick<Message, "at" | "isShared">, depth = 0): ElementType {
  const { u8, u32 } = bytes;
  let { at } = message;
  if (message.isShared) {
    const address = bytes.u64(at + (u8(at) === 1 ? 8 : 2));
    const own = messagesAt(bytes, address).find(({ type }) => type === messageTypes.datatype);
    if (!own || depth > 3) throw badFile(bytes.place, `there is no type at byte ${address}`, damaged);
    return elementType(bytes, own, depth + 1);
  }
  const [kind, bits, size] = [u8(at) & 15, u8(at + 1), u32(at + 4)];
  at += 8;
  const little = (bits & 1) === 0;
  if (kind === 0) {
    const type = wholeNumbers[`${size}${bits & 8 ? "s" : "u"}`];
    return type ? { kind: "number", size, type, little } : { kind: "other", size };
  }
  if (kind === 1 && (size === 4 || size === 8))
    return { kind: "number", size, type: size === 4 ? "f32" : "f64", little };
  if (kind === 3) return { kind: "text", size };
  if (kind === 9 && (bits & 15) === 1 && size === 16) return { kind: "variable text", size };
  return { kind: "other", size };
}

/** The extents of a dataspace: none for a single value, undefined for no value at all. */
export function dimensionsOf(bytes: FileBytes, at: number): number[] | undefined {
  const [version, rank] = [bytes.u8(at), bytes.u8(at + 1)];
  if ((version !== 1 && version !== 2) || rank > 32)
    throw badFile(bytes.place, "a dataspace is of an unknown kind", damaged);
  if (version === 2 && bytes.u8(at + 3) === 2) return undefined;
  const first = at + (version === 1 ? 8 : 4);
  return Array.from({ length: rank }, (_, k) => bytes.u64(first + 8 * k));
}

/** Attributes and texts are short. */
const longest = 1 << 20;

/** `count` numbers or texts from a byte on; undefined for what is neither, or too long. */
export function valuesAt(
  bytes: FileBytes,
  data: FileBytes,
  at: number,
  type: ElementType,
  count: number,
): (number | string)[] | undefined {
  if (type.kind === "other" || !(count * type.size <= longest)) return undefined;
  data.demand(at, count * type.size, "the value of an attribute");
  return Array.from({ length: count }, (_, k) => valueAt(bytes, data, at + k * type.size, type));
}

function valueAt(
  bytes: FileBytes,
  data: FileBytes,
  at: number,
  type: Exclude<ElementType, { kind: "other" }>,
): number | string {
  switch (type.kind) {
    case "number":
      return data.ordered(type.little).reader(type.type, at, type.size)(at);
    case "text":
      return decoded(data.slice(at, type.size, "a text"));
    case "variable text": {
      const found = globalHeapObject(bytes, data.u64(at + 4), data.u32(at + 12), data.u32(at));
      return found ? decoded(found) : "";
    }
  }
}

function decoded(text: Uint8Array): string {
  const end = text.indexOf(0);
  return new TextDecoder().decode(end < 0 ? text : text.subarray(0, end)).trimEnd();
}
