import { passed, type TableSlot } from "./expressions.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";

/** Times in seconds at which the input may jump: one; with `every`, a train of them; with a table, first + every·number. */
export interface EdgeTimes {
  readonly first: Value;
  readonly every: Value | undefined;
  readonly table: TableSlot | undefined;
}

/** Nearer to a grid point than this part of dt is on it: 3 * 0.0001 is not 0.0003. */
export const onGrid = 2 ** -20;

/** The edge, or of a train the first one, after a time. */
export function nextEdge(g: Graph, edge: EdgeTimes, after: Value): Value {
  if (edge.every === undefined) return edge.first;
  const place = g.div(g.sub(after, edge.first), edge.every);
  // Behind the end of the table stands its last number, a time that is over.
  if (edge.table) return g.add(edge.first, g.mul(g.lookup(edge.table.slot, passed(g, edge.table, place)), edge.every));
  return g.add(edge.first, g.mul(g.max(g.add(g.floor(place), g.literal(1)), g.literal(0)), edge.every));
}

/** Whether an edge is inside the step that starts at `start`. */
export function edgeInside(g: Graph, edges: readonly EdgeTimes[], start: Value, dt: Value): Value {
  const nearest = g.mul(dt, g.literal(onGrid));
  return edges.reduce((found, edge) => {
    const at = g.sub(nextEdge(g, edge, g.add(start, nearest)), start);
    return g.or(found, g.and(g.gt(at, nearest), g.lt(at, g.sub(dt, nearest))));
  }, g.truth(false));
}
