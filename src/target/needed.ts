import type { Value } from "../kernel/ir.ts";

/** Everything that `roots` are computed from, in the order of the operations. */
export function needed(roots: readonly Value[], argsOf: (value: Value) => readonly Value[]): Value[] {
  const found = new Set<Value>();
  const open = [...roots];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (found.has(value)) continue;
    found.add(value);
    open.push(...argsOf(value));
  }
  return [...found].sort((a, b) => a - b);
}
