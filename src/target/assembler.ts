import {
  type Access,
  accesses,
  type Opcode,
  opcodes,
  signed,
  unsigned,
  type ValueType,
  valueTypes,
} from "./opcodes.ts";

/** A place to branch to: the number of blocks that were open around it. */
export type Label = number;

/** The body of one function, written instruction by instruction. Parameters are the first locals. */
export class Code {
  readonly #bytes: number[] = [];
  readonly #parameters: readonly ValueType[];
  readonly #locals: ValueType[] = [];
  readonly #free: Record<ValueType, number[]> = { i32: [], i64: [], f64: [], v128: [] };
  #depth = 0;

  constructor(parameters: readonly ValueType[]) {
    this.#parameters = parameters;
  }

  /** Instructions without immediates. */
  op(...names: Opcode[]): this {
    for (const name of names) this.#bytes.push(...opcodes[name]);
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
    return this.#emit(0x20, ...unsigned(local));
  }

  set(local: number): this {
    return this.#emit(0x21, ...unsigned(local));
  }

  tee(local: number): this {
    return this.#emit(0x22, ...unsigned(local));
  }

  i32(value: number): this {
    return this.#emit(0x41, ...signed(value));
  }

  f64(value: number): this {
    return this.#emit(0x44, ...bits(value));
  }

  /** Two 64-bit numbers, the lower lane first. */
  f64x2(low: number, high = low): this {
    return this.#emit(0xfd, 12, ...bits(low), ...bits(high));
  }

  /** A mask of two lanes, both set or both not. */
  mask64x2(set: boolean): this {
    return this.#emit(0xfd, 12, ...new Array<number>(16).fill(set ? 255 : 0));
  }

  i64(value: number): this {
    return this.#emit(0x42, ...signed(value));
  }

  extract32(lane: number): this {
    return this.#emit(0xfd, 0x1b, lane);
  }

  /** Loads 64 bits into the upper lane of a vector: address, vector -> vector. */
  loadUpper(offset: number): this {
    return this.#emit(0xfd, 0x57, 3, ...unsigned(offset), 1);
  }

  /** A load (address -> value) or store (address, value ->) at the address plus `offset` bytes. */
  access(name: Access, offset: number): this {
    const [bytes, alignment] = accesses[name];
    return this.#emit(...bytes, alignment, ...unsigned(offset));
  }

  /** Forward target: `branch` to it leaves the block. */
  block(): Label {
    this.#emit(0x02, 0x40);
    return this.#depth++;
  }

  /** Backward target: `branch` to it starts the loop again. */
  loop(): Label {
    this.#emit(0x03, 0x40);
    return this.#depth++;
  }

  if(): Label {
    this.#emit(0x04, 0x40);
    return this.#depth++;
  }

  else(): this {
    return this.#emit(0x05);
  }

  end(): this {
    this.#depth--;
    return this.#emit(0x0b);
  }

  branch(label: Label): this {
    return this.#emit(0x0c, ...unsigned(this.#depth - 1 - label));
  }

  branchIf(label: Label): this {
    return this.#emit(0x0d, ...unsigned(this.#depth - 1 - label));
  }

  call(index: number): this {
    return this.#emit(0x10, ...unsigned(index));
  }

  /** The parameters' types. */
  get parameters(): readonly ValueType[] {
    return this.#parameters;
  }

  /** The function as the code section wants it: size, locals, instructions, end. */
  encode(): number[] {
    const locals = this.#locals.flatMap((type) => [1, valueTypes[type]]);
    return sized([...unsigned(this.#locals.length), ...locals].concat(this.#bytes, 0x0b));
  }

  #emit(...bytes: number[]): this {
    this.#bytes.push(...bytes);
    return this;
  }
}

export interface ModuleFunction {
  readonly code: Code;
  /** The name it is exported by; undefined for an inner function. */
  readonly name?: string;
}

/** A module of functions without results over one memory, which is exported as "memory" and starts with one page. */
export function encodeModule(functions: readonly ModuleFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ code }) => [0x60, ...vector(code.parameters.map((type) => [valueTypes[type]])), 0]);
  const exports = functions.flatMap(({ name }, index) =>
    name === undefined ? [] : [[...text(name), 0, ...unsigned(index)]],
  );
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(5, vector([[0, 1]])),
    ...section(7, vector([[...text("memory"), 2, 0], ...exports])),
    ...section(10, vector(functions.map(({ code }) => code.encode()))),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id].concat(sized(content));
}

function vector(items: readonly (readonly number[])[]): number[] {
  return unsigned(items.length).concat(...items);
}

function sized(content: readonly number[]): number[] {
  return unsigned(content.length).concat(content);
}

function text(ascii: string): number[] {
  return [...unsigned(ascii.length), ...Array.from(ascii, (character) => character.charCodeAt(0))];
}

/** The eight bytes of a number, the low ones first. */
function bits(value: number): Uint8Array {
  return new Uint8Array(Float64Array.of(value).buffer);
}
