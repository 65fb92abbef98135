import { arithmetic } from "./arithmetic.ts";
import { Graph } from "./graph.ts";
import type { PureOp, Value } from "./ir.ts";

/**
 * A function made of kernel operations, as a function of a number: the same bits as in a kernel, for numbers that are needed
 * before the run.
 *
 * @param build its result from its argument; it calls no routines and reads no tables.
 */
export function computed(build: (g: Graph, x: Value) => Value): (x: number) => number {
  const g = new Graph();
  const argument = g.leaf("argument");
  const result = build(g, argument);
  const values = g.ops.map(({ op, literal }) => (op === "literal" ? literal : 0));
  const operations = g.ops.flatMap(({ op, args }, place) =>
    op === "literal" || op === "argument" ? [] : [{ apply: arithmetic[op as PureOp], args, place }],
  );
  return (x) => {
    values[argument] = x;
    for (const { apply, args, place } of operations) {
      values[place] = apply(values[args[0]!]!, values[args[1] ?? 0]!, values[args[2] ?? 0]!);
    }
    return values[result]!;
  };
}
