import { Bytes } from "./bytes.ts";
import { type Access, accesses, type Opcode, opcodes, type ValueType, valueTypes } from "./opcodes.ts";

/** A place to branch to: the number of blocks that were open around it. */
export type Label = number;

/** The body of one function, written instruction by instruction. Parameters are the first locals. */
export class Code {
  readonly #bytes = new Bytes();
  readonly #parameters: readonly ValueType[];
  readonly #results: readonly ValueType[];
  readonly #locals: ValueType[] = [];
  readonly #free: Record<ValueType, number[]> = { i32: [], i64: [], f64: [], v128: [] };
  #depth = 0;

  constructor(parameters: readonly ValueType[], results: readonly ValueType[] = []) {
    this.#parameters = parameters;
    this.#results = results;
  }

  /** Instructions without immediates. */
  op(...names: Opcode[]): this {
    for (const name of names) this.#bytes.append(opcodes[name]);
    return this;
  }

  /** A local of its own, until it is freed. Its first value is undefined: locals are used again. */
  local(type: ValueType): number {
    const free = this.#free[type].pop();
    return free ?? this.#parameters.length + this.#locals.push(type) - 1;
  }

  free(local: number): void {
    this.#free[this.#locals[local - this.#parameters.length]!].push(local);
  }

  get(local: number): this {
    return this.#index(0x20, local);
  }

  set(local: number): this {
    return this.#index(0x21, local);
  }

  tee(local: number): this {
    return this.#index(0x22, local);
  }

  i32(value: number): this {
    this.#bytes.byte(0x41).signed(value);
    return this;
  }

  i64(value: number): this {
    this.#bytes.byte(0x42).signed(value);
    return this;
  }

  f64(value: number): this {
    this.#bytes.byte(0x44).f64(value);
    return this;
  }

  /** Two 64-bit numbers, the lower lane first. */
  f64x2(low: number, high = low): this {
    this.#bytes.byte(0xfd).byte(12).f64(low).f64(high);
    return this;
  }

  /** Four 32-bit words. */
  i32x4(...words: readonly [number, number, number, number]): this {
    this.#bytes
      .byte(0xfd)
      .byte(12)
      .append(new Uint8Array(Uint32Array.from(words).buffer));
    return this;
  }

  /** A mask of two lanes, both set or both not. */
  mask64x2(set: boolean): this {
    this.#bytes
      .byte(0xfd)
      .byte(12)
      .append(new Uint8Array(16).fill(set ? 255 : 0));
    return this;
  }

  extract32(lane: number): this {
    this.#bytes.append([0xfd, 0x1b, lane]);
    return this;
  }

  /** Two vectors -> the 32-bit lanes asked for: 0 to 3 of the first, 4 to 7 of the second. */
  shuffle32(...lanes: readonly [number, number, number, number]): this {
    this.#bytes.append([0xfd, 13, ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))]);
    return this;
  }

  /** Loads 64 bits into the upper lane of a vector: address, vector -> vector. */
  loadUpper(offset: number): this {
    this.#bytes.append([0xfd, 0x57, 3]).unsigned(offset).byte(1);
    return this;
  }

  /** Loads 8 bits into one of the 16 lanes of a vector: address, vector -> vector. */
  load8Lane(lane: number): this {
    this.#bytes.append([0xfd, 0x54, 0, 0, lane]);
    return this;
  }

  /** A load (address -> value) or store (address, value ->) at the address plus `offset` bytes. */
  access(name: Access, offset: number): this {
    const [bytes, alignment] = accesses[name];
    this.#bytes.append(bytes).byte(alignment).unsigned(offset);
    return this;
  }

  /** Forward target: `branch` to it leaves the block. */
  block(): Label {
    return this.#open(0x02);
  }

  /** Backward target: `branch` to it starts the loop again. */
  loop(): Label {
    return this.#open(0x03);
  }

  if(): Label {
    return this.#open(0x04);
  }

  else(): this {
    this.#bytes.byte(0x05);
    return this;
  }

  end(): this {
    this.#depth--;
    this.#bytes.byte(0x0b);
    return this;
  }

  branch(label: Label): this {
    return this.#index(0x0c, this.#depth - 1 - label);
  }

  branchIf(label: Label): this {
    return this.#index(0x0d, this.#depth - 1 - label);
  }

  call(index: number): this {
    return this.#index(0x10, index);
  }

  /** The parameters' types. */
  get parameters(): readonly ValueType[] {
    return this.#parameters;
  }

  get results(): readonly ValueType[] {
    return this.#results;
  }

  /** The function as the code section wants it: locals, instructions, end. */
  encode(): Bytes {
    const bytes = new Bytes().unsigned(this.#locals.length);
    for (const type of this.#locals) bytes.byte(1).byte(valueTypes[type]);
    return bytes.append(this.#bytes.done()).byte(0x0b);
  }

  #index(opcode: number, index: number): this {
    this.#bytes.byte(opcode).unsigned(index);
    return this;
  }

  /** A block without parameters and results. */
  #open(opcode: number): Label {
    this.#bytes.byte(opcode).byte(0x40);
    return this.#depth++;
  }
}

export interface ModuleFunction {
  readonly code: Code;
  /** The name it is exported by; undefined for an inner function. */
  readonly name?: string;
}

/**
 * A module of functions over one memory: its own, which is exported as "memory" and starts with one page, or another module's,
 * which is imported as "memory" of "rheobase".
 */
export function encodeModule(
  functions: readonly ModuleFunction[],
  memory: "own" | "imported" = "own",
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ code }) => {
    const type = new Bytes().byte(0x60).unsigned(code.parameters.length);
    for (const parameter of code.parameters) type.byte(valueTypes[parameter]);
    type.unsigned(code.results.length);
    for (const result of code.results) type.byte(valueTypes[result]);
    return type;
  });
  const exports = functions.flatMap(({ name }, index) =>
    name === undefined ? [] : [text(name).byte(0).unsigned(index)],
  );
  const code = functions.map((each) => new Bytes().sized(each.code.encode()));
  const isOwn = memory === "own";
  const imported = text("rheobase").append(text("memory").append([2, 0, 1]).done());
  return new Bytes()
    .append([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
    .append(section(1, types))
    .append(isOwn ? [] : section(2, [imported]))
    .append(
      section(
        3,
        functions.map((_, index) => new Bytes().unsigned(index)),
      ),
    )
    .append(isOwn ? section(5, [new Bytes().append([0, 1])]) : [])
    .append(section(7, isOwn ? [text("memory").append([2, 0]), ...exports] : exports))
    .append(section(10, code))
    .done()
    .slice();
}

/** A section: its number, its size, the number of its items, and these. */
function section(id: number, items: readonly Bytes[]): Uint8Array {
  const content = new Bytes().unsigned(items.length);
  for (const item of items) content.append(item.done());
  return new Bytes().byte(id).sized(content).done();
}

function text(ascii: string): Bytes {
  return new Bytes().unsigned(ascii.length).append(Array.from(ascii, (character) => character.charCodeAt(0)));
}
