import { arithmetic } from "../kernel/arithmetic.ts";
import type { Graph } from "../kernel/graph.ts";
import type { Op, PureOp, Value } from "../kernel/ir.ts";

/** The operations that the loop does itself; the others go through the table of their meanings. */
const inline = [
  "add",
  "sub",
  "mul",
  "div",
  "neg",
  "select",
  "lt",
  "le",
  "gt",
  "ge",
  "min",
  "max",
] as const satisfies readonly PureOp[];

/** Instructions one after another. */
interface Layout {
  /** For each instruction: code, result, three arguments. */
  readonly code: Int32Array;
  /** Where the code that depends on states begins; what is before it depends on constants only. */
  readonly split: number;
}

const width = 5;
const others = (Object.keys(arithmetic) as PureOp[]).filter((op) => !(inline as readonly string[]).includes(op));
const meanings = others.map((op) => arithmetic[op]);
const lookupCode = inline.length + others.length;
const codes: Readonly<Record<string, number>> = Object.fromEntries([...inline, ...others].map((op, k) => [op, k]));

/**
 * The operations of a kernel that some values need, written out one after another (routines too) and run on numbers: the same
 * bits as in a simulation, without a compiler. Leaves are constants (slots of `prepare`) and states (slots of `run`).
 */
export class Tape {
  readonly #registers: Float64Array;
  readonly #layout: Layout;
  /** Registers of the states and constants that are read, with their slots. */
  readonly #states: readonly (readonly [register: number, slot: number])[];
  readonly #constants: readonly (readonly [register: number, slot: number])[];
  readonly #outputs: Int32Array;
  readonly #tables: readonly Float64Array[];

  constructor(graph: Graph, outputs: readonly Value[], tables: readonly Float64Array[] = []) {
    const writer = new TapeWriter(graph);
    this.#outputs = Int32Array.from(outputs, (value) => writer.write(value));
    this.#tables = tables;
    this.#registers = Float64Array.from(writer.initial);
    this.#states = writer.states;
    this.#constants = writer.constants;
    this.#layout = {
      code: Int32Array.from([...writer.early, ...writer.late]),
      split: writer.early.length,
    };
  }

  /** Takes in the constants, and computes what depends on nothing else. */
  prepare(constants: ArrayLike<number>): void {
    for (const [register, slot] of this.#constants) this.#registers[register] = constants[slot]!;
    this.#execute(0, this.#layout.split);
  }

  /** The outputs for these states, written into `out`. */
  run(states: ArrayLike<number>, out: Float64Array): void {
    const registers = this.#registers;
    for (const [register, slot] of this.#states) registers[register] = states[slot]!;
    this.#execute(this.#layout.split, this.#layout.code.length);
    for (let i = 0; i < this.#outputs.length; i++) out[i] = registers[this.#outputs[i]!]!;
  }

  #execute(from: number, end: number): void {
    const registers = this.#registers;
    const { code } = this.#layout;
    for (let at = from; at < end; at += width) {
      const to = code[at + 1]!;
      const a = registers[code[at + 2]!]!;
      const b = registers[code[at + 3]!]!;
      switch (code[at]!) {
        case 0:
          registers[to] = a + b;
          break;
        case 1:
          registers[to] = a - b;
          break;
        case 2:
          registers[to] = a * b;
          break;
        case 3:
          registers[to] = a / b;
          break;
        case 4:
          registers[to] = -a;
          break;
        case 5:
          registers[to] = a !== 0 ? b : registers[code[at + 4]!]!;
          break;
        case 6:
          registers[to] = a < b ? 1 : 0;
          break;
        case 7:
          registers[to] = a <= b ? 1 : 0;
          break;
        case 8:
          registers[to] = a > b ? 1 : 0;
          break;
        case 9:
          registers[to] = a >= b ? 1 : 0;
          break;
        case 10:
          registers[to] = b < a ? b : a;
          break;
        case 11:
          registers[to] = a < b ? b : a;
          break;
        case lookupCode: {
          const table = this.#tables[code[at + 4]!]!;
          registers[to] = table[a > 0 ? Math.min(Math.trunc(a), table.length - 1) : 0]!;
          break;
        }
        default:
          registers[to] = meanings[code[at]! - inline.length]!(a, b, registers[code[at + 4]!]!);
      }
    }
  }
}

class TapeWriter {
  readonly early: number[] = [];
  readonly late: number[] = [];
  readonly initial: number[] = [];
  readonly states: [number, number][] = [];
  readonly constants: [number, number][] = [];
  readonly #graph: Graph;
  readonly #placed = new Map<Value, number>();
  readonly #literals = new Map<number | string, number>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** The register of a value; what it needs is written first. */
  write(value: Value): number {
    const needed = this.#needed(value);
    for (const next of needed) this.#placed.set(next, this.#one(this.#graph.ops[next]!, this.#placed));
    return this.#placed.get(value)!;
  }

  /** What has no place yet, in the order of the graph, in which every operation comes after its arguments. */
  #needed(value: Value): Value[] {
    const found = new Set<Value>();
    const waiting = [value];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next) || this.#placed.has(next)) continue;
      found.add(next);
      waiting.push(...this.#graph.ops[next]!.args);
    }
    return [...found].sort((a, b) => a - b);
  }

  #one({ op, args, literal, slot, rate }: Op, places: ReadonlyMap<Value, number>, within?: readonly number[]): number {
    const registers = args.map((arg) => places.get(arg)!);
    switch (op) {
      case "literal":
        return this.#literal(literal);
      case "argument":
        return within![slot]!;
      case "constant":
        return this.#leaf(this.constants, slot);
      case "state":
        return this.#leaf(this.states, slot);
      case "call": {
        const { ops, results } = this.#graph.routines[slot]!;
        const inner = new Map<Value, number>();
        for (const [k, own] of ops.entries()) inner.set(k, this.#one({ ...own, rate }, inner, registers));
        return inner.get(results[0]!)!;
      }
      case "lookup":
        return this.#emit(rate, lookupCode, [registers[0]!, registers[0]!, slot]);
      default: {
        const code = codes[op];
        if (code === undefined) throw new RangeError(`a vector field has no "${op}"`);
        return this.#emit(rate, code, registers);
      }
    }
  }

  #literal(value: number): number {
    const key = Object.is(value, -0) ? "-0" : value;
    const known = this.#literals.get(key);
    if (known !== undefined) return known;
    const register = this.initial.push(value) - 1;
    this.#literals.set(key, register);
    return register;
  }

  #leaf(kind: [number, number][], slot: number): number {
    const register = this.initial.push(0) - 1;
    kind.push([register, slot]);
    return register;
  }

  #emit(rate: number, code: number, [a = 0, b = 0, c = 0]: readonly number[]): number {
    const register = this.initial.push(0) - 1;
    (rate === 0 ? this.early : this.late).push(code, register, a, b, c);
    return register;
  }
}
