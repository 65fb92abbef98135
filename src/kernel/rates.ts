import type { Kernel, Op, Rate, Value } from "./ir.ts";
import { valuesIn } from "./program.ts";

const leaves = new Set(["literal", "constant", "parameter", "state", "next", "neuron", "step", "variable", "arrival"]);

/**
 * Finds what is computed once a run, once a neuron and once a step: every operation of a lower rate that one of a higher
 * rate, or the program itself, asks for.
 */
export function prepare(kernel: Omit<Kernel, "preparedConstants" | "preparedNeurons" | "columns">): Kernel {
  const { ops, routines } = kernel;
  const isWanted = new Uint8Array(ops.length);
  const isSeen = new Uint8Array(ops.length);

  /** Code at `rate` uses `value`: it computes it on the spot where the rates agree, else finds it prepared. */
  const use = (value: Value, rate: Rate): void => {
    const op = ops[value]!;
    if (leaves.has(op.op)) return;
    if (op.rate !== rate) isWanted[value] = 1;
    if (isSeen[value] === 1) return;
    isSeen[value] = 1;
    for (const arg of op.args) use(arg, op.rate);
    if (op.op !== "call") return;
    // A routine finds what it needs from outside prepared.
    for (const { op: inner, slot } of routines[op.slot]!.ops) if (inner === "outer") use(slot, 3);
  };
  for (const value of [...kernel.next, kernel.attention, ...kernel.observed.map((o) => o.value)]) use(value, 3);
  for (const value of valuesIn(kernel.event)) use(value, 3);
  for (const value of kernel.initial) use(value, 1);
  const prepared: Value[][] = [[], [], [], []];
  for (const [value, { rate }] of ops.entries()) if (isWanted[value] === 1) prepared[rate]!.push(value);
  const [preparedConstants, preparedNeurons, columns] = prepared as [Value[], Value[], Value[], Value[]];
  return { ...kernel, ops: ops as readonly Op[], preparedConstants, preparedNeurons, columns };
}
