import { overColumn } from "./column.ts";
import { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";

/**
 * A function made of kernel operations, as a function of a number: the same bits as in a kernel, for numbers that are needed
 * before the run. Many numbers at once: `overColumn`.
 *
 * @param build its result from its argument; it reads no tables.
 */
export function computed(build: (g: Graph, x: Value) => Value): (x: number) => number {
  const g = new Graph();
  const argument = g.leaf("argument");
  const over = overColumn(g, argument, build(g, argument));
  const one = new Float64Array(1);
  return (x) => {
    one[0] = x;
    over(one);
    return one[0]!;
  };
}
