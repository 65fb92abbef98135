import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";

/** The shortest adaptive step, as part of dt. */
export const shortest = 2 ** -40;

/** Part of a rejected step to try next, by its error over tolerance. */
export function shorterTrial(g: Graph, error: Value): Value {
  return g.select(
    g.le(error, g.literal(10)),
    g.literal(0.5),
    g.select(g.le(error, g.literal(1000)), g.literal(0.25), g.literal(0.1)),
  );
}

/** How much longer than an accepted step the next may be. */
export function longerTrial(g: Graph, error: Value): Value {
  return g.select(
    g.lt(error, g.literal(1e-4)),
    g.literal(5),
    g.select(g.lt(error, g.literal(0.02)), g.literal(2), g.literal(1)),
  );
}
