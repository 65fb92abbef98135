import type { Kernel, Value } from "./ir.ts";

/** Operations of a kernel for one neuron and step, outside the event program. */
export function stepOperations(kernel: Kernel): number {
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    const op = kernel.ops[value]!;
    if (seen.has(value) || op.rate !== 3) return;
    seen.add(value);
    op.args.forEach(visit);
  };
  for (const value of [...kernel.next, kernel.attention]) visit(value);
  return [...seen].filter((value) => kernel.ops[value]!.args.length > 0).length;
}
