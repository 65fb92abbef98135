import { arithmetic } from "../kernel/arithmetic.ts";
import type { PureOp, Routine, Value } from "../kernel/ir.ts";

/** What `sample` and `passed` read: entry `index` of a table, the index clamped. */
export type ReadTable = (table: number, index: number) => number;

type Operation =
  | {
      readonly kind: "operate";
      readonly to: Value;
      readonly operate: (a: number, b: number, c: number) => number;
      readonly args: readonly [Value, Value, Value];
    }
  | { readonly kind: "call"; readonly to: Value; readonly routine: InterpretedRoutine; readonly args: readonly Value[] }
  | { readonly kind: "lookup"; readonly to: Value; readonly table: number; readonly index: Value };

/** A routine as the interpreter runs it, for one neuron at a time. */
export class InterpretedRoutine {
  /** Operations of the kernel that it needs beside its arguments; they come after them. */
  readonly outer: readonly Value[];
  readonly #registers: Float64Array;
  /** Where the arguments and the outer values go. */
  readonly #inputs: readonly Value[];
  readonly #operations: readonly Operation[];
  readonly #results: readonly Value[];

  constructor({ arity, ops, results }: Routine, routines: readonly Routine[]) {
    const outer = new Map<Value, Value>();
    // an argument that is not used goes into a register of its own
    const inputs: Value[] = Array(arity).fill(ops.length);
    this.#registers = new Float64Array(ops.length + 1);
    this.#operations = ops.flatMap(({ op, args, slot, literal }, to): readonly Operation[] => {
      const [a = 0, b = 0, c = 0] = args;
      switch (op) {
        case "literal":
          this.#registers[to] = literal;
          return [];
        case "argument":
          inputs[slot] = to;
          return [];
        case "outer":
          outer.set(slot, to);
          return [];
        case "call":
          return [{ kind: "call", to, routine: new InterpretedRoutine(routines[slot]!, routines), args }];
        case "lookup":
          return [{ kind: "lookup", to, table: slot, index: a }];
        default:
          return [{ kind: "operate", to, operate: arithmetic[op as PureOp], args: [a, b, c] }];
      }
    });
    this.outer = [...outer.keys()];
    this.#inputs = [...inputs, ...outer.values()];
    this.#results = results;
  }

  /** Takes its arguments and outer values from `from[args[i] * stride + lane]`; result k goes to `from[(to + k) * stride + lane]`. */
  run(
    from: Float64Array,
    args: readonly Value[],
    to: Value,
    { stride, lane, read }: { readonly stride: number; readonly lane: number; readonly read: ReadTable },
  ): void {
    const registers = this.#registers;
    const inputs = this.#inputs;
    for (let i = 0; i < inputs.length; i++) registers[inputs[i]!] = from[args[i]! * stride + lane]!;
    for (const operation of this.#operations) {
      switch (operation.kind) {
        case "operate": {
          const [a, b, c] = operation.args;
          registers[operation.to] = operation.operate(registers[a]!, registers[b]!, registers[c]!);
          break;
        }
        case "call":
          operation.routine.run(registers, operation.args, operation.to, { stride: 1, lane: 0, read });
          break;
        case "lookup":
          registers[operation.to] = read(operation.table, registers[operation.index]!);
          break;
      }
    }
    // a single result is the call itself; several follow it
    const results = this.#results;
    const first = results.length === 1 ? to : to + 1;
    for (let k = 0; k < results.length; k++) from[(first + k) * stride + lane] = registers[results[k]!]!;
  }
}
