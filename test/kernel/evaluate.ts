import { arithmetic } from "../../src/kernel/arithmetic.ts";
import { Graph } from "../../src/kernel/graph.ts";
import type { Op, PureOp, Routine, Value } from "../../src/kernel/ir.ts";
import { type MathName, mathFunctions } from "../../src/kernel/math.ts";

/** The numbers of `values` where the leaves have the numbers of `inputs`, in slots. */
export function evaluate(graph: Graph, values: readonly Value[], inputs: readonly number[]): number[] {
  return compute(graph.ops, graph.routines, values, inputs);
}

function compute(
  ops: readonly Op[],
  routines: readonly Routine[],
  values: readonly Value[],
  inputs: readonly number[],
): number[] {
  const numbers: number[] = [];
  for (const { op, args, literal, slot } of ops) {
    if (op === "literal") numbers.push(literal);
    else if (op === "call") {
      const { ops, results } = routines[slot]!;
      numbers.push(
        ...compute(
          ops,
          [],
          results,
          args.map((arg) => numbers[arg]!),
        ),
      );
    } else if (op in arithmetic) {
      const [a = 0, b = 0, c = 0] = args;
      numbers.push(arithmetic[op as PureOp](numbers[a]!, numbers[b]!, numbers[c]!));
    } else numbers.push(inputs[slot]!);
  }
  return values.map((value) => numbers[value]!);
}

/** The function as the operations of a kernel, run one by one. */
export function run(name: MathName): (...inputs: number[]) => number {
  const g = new Graph();
  const { arity, build } = mathFunctions[name];
  const value = build(g, ...Array.from({ length: arity }, (_, i) => g.leaf("state", i)));
  return (...inputs) => evaluate(g, [value], inputs)[0]!;
}

/** Numbers in [0, 1), the same for the same seed. */
export function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const low = ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    state = (state + 0x6d2b79f5) | 0;
    return ((Math.imul(state ^ (state >>> 16), 0x45d9f3b) >>> 0) + low) / 4294967296;
  };
}
