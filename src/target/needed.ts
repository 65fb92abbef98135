import type { Kernel, Value } from "../kernel/ir.ts";

/** Everything that `roots` are computed from, in the order of the operations: arguments come before what they make. */
export function needed(roots: readonly Value[], argsOf: (value: Value) => readonly Value[]): Value[] {
  const last = roots.reduce((most, root) => Math.max(most, root), -1);
  const marked = new Uint8Array(last + 1);
  for (const root of roots) marked[root] = 1;
  const found: Value[] = [];
  for (let value = last; value >= 0; value--) {
    if (marked[value] === 0) continue;
    found.push(value);
    for (const arg of argsOf(value)) marked[arg] = 1;
  }
  return found.reverse();
}

/** What a neuron computes in every step, events aside; a call is one. */
export function stepOf({ ops, next, attention }: Kernel): Value[] {
  return needed([...next, attention], (value) => (ops[value]!.rate < 3 ? [] : ops[value]!.args)).filter(
    (value) => ops[value]!.rate === 3 && ops[value]!.op !== "state",
  );
}
