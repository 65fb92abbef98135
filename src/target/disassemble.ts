import { accesses, opcodes, valueTypes } from "./opcodes.ts";

/**
 * The functions of a module that the assembler has made, in the text format's names. A line is a statement: it ends where a
 * value is stored or control goes elsewhere.
 *
 *     function 4 "advance": i32 i32 i32 i32; locals 4-9 i32, 10-15 v128
 *       local.get 0  i32.const 512  i32.mul  local.set 4
 *       loop
 *         local.get 4  v128.load offset=64  local.get 10  f64x2.add  local.set 10
 *
 * @throws RangeError at a byte that is not of the assembler's making
 */
export function disassemble(module: Uint8Array): string {
  const sections = sectionsOf(new Reader(module));
  const items = (id: number): Reader => sections.get(id) ?? new Reader(Uint8Array.of(0));
  const types = items(1).list((type) => {
    type.byte();
    const parameters = type.list(valueType);
    type.list(valueType);
    return parameters;
  });
  const typeOf = items(3).list((index) => index.unsigned());
  const names = new Map<number, string>();
  items(7).list((exported) => {
    const name = exported.text();
    const kind = exported.byte();
    const index = exported.unsigned();
    if (kind === functionExport) names.set(index, name);
  });
  return items(10)
    .list((code) => code.sub(code.unsigned()))
    .map((code, index) => functionText(code, index, types[typeOf[index]!]!, names.get(index)).join("\n"))
    .join("\n\n");
}

const functionExport = 0;

/** Longer lines are broken; their rest is indented twice. */
const width = 120;

function functionText(code: Reader, index: number, parameters: readonly string[], name: string | undefined): string[] {
  const locals = code.list((group) => [group.unsigned(), valueType(group)] as const);
  const title = `function ${index}${name === undefined ? "" : ` "${name}"`}: ${parameters.join(" ") || "no parameters"}`;
  const lines = [locals.length > 0 ? `${title}; locals ${localsText(locals, parameters.length)}` : title];
  let depth = 1;
  let statement: string[] = [];
  const flush = (): void => {
    if (statement.length > 0) lines.push(...wrapped(statement, "  ".repeat(depth)));
    statement = [];
  };
  while (code.left > 0) {
    const instruction = nextInstruction(code);
    const word = instruction.split(" ", 1)[0]!;
    if (word === "end" || word === "else") {
      flush();
      depth--;
    }
    if (depth > 0) statement.push(instruction);
    if (endsStatement(word)) flush();
    if (opensBlock(word)) depth++;
  }
  return lines;
}

function opensBlock(word: string): boolean {
  return word === "block" || word === "loop" || word === "if" || word === "else";
}

function endsStatement(word: string): boolean {
  return opensBlock(word) || /^(end|br|br_if|call|drop|return|local\.set|\w+\.store)$/.test(word);
}

/** `4-9 i32, 10 f64`: runs of equal types with their numbers. */
function localsText(groups: readonly (readonly [number, string])[], first: number): string {
  const runs: { type: string; from: number; to: number }[] = [];
  let next = first;
  for (const [count, type] of groups) {
    const last = runs.at(-1);
    if (last?.type === type) last.to += count;
    else runs.push({ type, from: next, to: next + count - 1 });
    next += count;
  }
  return runs.map(({ type, from, to }) => `${from === to ? from : `${from}-${to}`} ${type}`).join(", ");
}

function wrapped(instructions: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  let line = indent + instructions[0]!;
  for (const instruction of instructions.slice(1)) {
    if (line.length + 2 + instruction.length > width) {
      lines.push(line);
      line = `${indent}    ${instruction}`;
    } else line += `  ${instruction}`;
  }
  return [...lines, line];
}

/** What follows the bytes of an instruction, as text with a space before it. */
type Immediates = (code: Reader) => string;

const index: Immediates = (code) => ` ${code.unsigned()}`;
const signed: Immediates = (code) => ` ${code.signed()}`;
const none: Immediates = () => "";
const place: Immediates = (code) => {
  code.unsigned();
  return ` offset=${code.unsigned()}`;
};

/** Instructions with immediates that the assembler writes itself. */
const own: readonly (readonly [string, readonly number[], Immediates])[] = [
  ...["block", "loop", "if"].map((name, k) => [name, [2 + k, 0x40], none] as const),
  ["else", [0x05], none],
  ["end", [0x0b], none],
  ["br", [0x0c], index],
  ["br_if", [0x0d], index],
  ["call", [0x10], index],
  ["local.get", [0x20], index],
  ["local.set", [0x21], index],
  ["local.tee", [0x22], index],
  ["i32.const", [0x41], signed],
  ["i64.const", [0x42], signed],
  ["f64.const", [0x44], (code) => ` ${code.f64()}`],
  ["v128.const", [0xfd, 12], (code) => ` f64x2 ${code.f64()} ${code.f64()}`],
  ["i8x16.shuffle", [0xfd, 13], (code) => ` ${Array.from({ length: 16 }, () => code.byte()).join(" ")}`],
  ["i32x4.extract_lane", [0xfd, 0x1b], index],
  ["v128.load64_lane", [0xfd, 0x57], (code) => `${place(code)}${index(code)}`],
];

const byBytes: ReadonlyMap<string, readonly [string, Immediates]> = new Map([
  ...Object.entries(opcodes).map(([name, bytes]) => [bytes.join(), [name, none] as const] as const),
  ...Object.entries(accesses).map(([name, [bytes]]) => [bytes.join(), [name, place] as const] as const),
  ...own.map(([name, bytes, immediates]) => [bytes.join(), [name, immediates] as const] as const),
]);

const longestOpcode = Math.max(...[...byBytes.keys()].map((bytes) => bytes.split(",").length));

function nextInstruction(code: Reader): string {
  const bytes: number[] = [];
  const start = code.position;
  while (bytes.length < longestOpcode && code.left > 0) {
    bytes.push(code.byte());
    const known = byBytes.get(bytes.join());
    if (known) return known[0] + known[1](code);
  }
  const shown = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  throw new RangeError(`no instruction of the assembler begins with the bytes ${shown}, at ${start}`);
}

function valueType(code: Reader): string {
  const byte = code.byte();
  const known = Object.entries(valueTypes).find(([, code]) => code === byte);
  if (known) return known[0];
  throw new RangeError(`no value type has the byte ${byte}, at ${code.position - 1}`);
}

/** The sections of a module by their numbers. */
function sectionsOf(module: Reader): ReadonlyMap<number, Reader> {
  const sections = new Map<number, Reader>();
  module.sub(8);
  while (module.left > 0) {
    const id = module.byte();
    sections.set(id, module.sub(module.unsigned()));
  }
  return sections;
}

/** Reads bytes from left to right. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  #at = 0;

  constructor(bytes: Uint8Array, base = 0) {
    this.#bytes = bytes;
    this.#base = base;
  }

  /** Of the next byte, in the module. */
  get position(): number {
    return this.#base + this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError(`the module ends too early, at ${this.position - 1}`);
    return byte;
  }

  /** The next `length` bytes, to be read by themselves. */
  sub(length: number): Reader {
    if (length > this.left) throw new RangeError(`the module ends too early, at ${this.#base + this.#bytes.length}`);
    const start = this.#at;
    this.#at += length;
    return new Reader(this.#bytes.subarray(start, this.#at), this.#base + start);
  }

  /** A number of items, and these. */
  list<T>(item: (reader: Reader) => T): T[] {
    return Array.from({ length: this.unsigned() }, () => item(this));
  }

  /** LEB128: seven bits a byte, the low ones first, the high bit set while more follow. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  /** Signed LEB128: the highest bit of the last byte's seven is the sign. */
  signed(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(Number(shift) + 7, value);
    }
  }

  /** A 64-bit number; one that is no number as its bits. */
  f64(): string {
    const { buffer, byteOffset } = this.#bytes;
    const view = new DataView(buffer, byteOffset + this.#at, 8);
    this.#at += 8;
    const value = view.getFloat64(0, true);
    if (Number.isNaN(value)) return `0x${view.getBigUint64(0, true).toString(16)}`;
    return Object.is(value, -0) ? "-0" : String(value);
  }

  text(): string {
    return String.fromCharCode(...this.list((reader) => reader.byte()));
  }
}
