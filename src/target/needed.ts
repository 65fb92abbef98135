import type { Kernel, Value } from "../kernel/ir.ts";
import { reach } from "../kernel/reach.ts";

/** Everything that `roots` are computed from, in the order of the operations: arguments come before what they make. */
export function needed(roots: readonly Value[], argsOf: (value: Value) => readonly Value[]): Value[] {
  return Array.from(Uint32Array.from(reach(roots, argsOf)).sort());
}

/** What a neuron computes in every step, events aside; a call is one. */
export function stepOf({ ops, next, attention }: Kernel): Value[] {
  return needed([...next, attention], (value) => (ops[value]!.rate < 3 ? [] : ops[value]!.args)).filter(
    (value) => ops[value]!.rate === 3 && ops[value]!.op !== "state",
  );
}

/** How many operations from the states to the next states wait for each other at most; a change of sign is none. */
export function depthOf({ ops, next }: Kernel): number {
  const depths = new Map<Value, number>();
  for (const value of needed(next, (value) => (ops[value]!.rate < 3 ? [] : ops[value]!.args))) {
    const { op, args, rate } = ops[value]!;
    const own = rate < 3 || op === "state" || op === "neg" || op === "not" ? 0 : 1;
    depths.set(value, own + Math.max(0, ...args.map((arg) => depths.get(arg) ?? 0)));
  }
  return Math.max(0, ...next.map((value) => depths.get(value)!));
}
