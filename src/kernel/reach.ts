import type { Value } from "./ir.ts";

/** The roots and everything that they are made of, directly or not. */
export function reach(roots: Iterable<Value>, argsOf: (value: Value) => Iterable<Value>): Set<Value> {
  const found = new Set(roots);
  // a set goes on to what is added while it is walked
  for (const value of found) for (const arg of argsOf(value)) found.add(arg);
  return found;
}
