import type { Kernel, Op, Rate, Value } from "./ir.ts";
import { valuesIn } from "./program.ts";

const leaves = new Set(["literal", "constant", "parameter", "state", "next", "neuron", "step", "variable", "arrival"]);

/**
 * Finds what is computed once a run, once a neuron and once a step: every operation of a lower rate that one of a higher
 * rate, or the program itself, asks for.
 */
export function prepare(kernel: Omit<Kernel, "preparedConstants" | "preparedNeurons" | "columns">): Kernel {
  const { ops, routines } = kernel;
  const wanted: Record<Rate, Set<Value>> = { 0: new Set(), 1: new Set(), 2: new Set(), 3: new Set() };
  const seen = new Set<Value>();

  /** Code at `rate` uses `value`: it computes it on the spot where the rates agree, else finds it prepared. */
  const use = (value: Value, rate: Rate): void => {
    const op = ops[value]!;
    if (leaves.has(op.op)) return;
    if (op.rate !== rate) wanted[op.rate].add(value);
    if (seen.has(value)) return;
    seen.add(value);
    for (const arg of op.args) use(arg, op.rate);
    if (op.op !== "call") return;
    // A routine finds what it needs from outside prepared.
    for (const { op: inner, slot } of routines[op.slot]!.ops) if (inner === "outer") use(slot, 3);
  };
  for (const value of [...kernel.next, kernel.attention, ...kernel.observed.map((o) => o.value)]) use(value, 3);
  for (const value of valuesIn(kernel.event)) use(value, 3);
  for (const value of kernel.initial) use(value, 1);
  const sorted = (rate: Rate): Value[] => [...wanted[rate]].sort((a, b) => a - b);
  return {
    ...kernel,
    ops: ops as readonly Op[],
    preparedConstants: sorted(0),
    preparedNeurons: sorted(1),
    columns: sorted(2),
  };
}
