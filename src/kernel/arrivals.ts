import type { Model } from "../language/model.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";

/**
 * With exact spike times, what arrives at a neuron in a step is a list in the table `pool`, in order of time. An entry is four
 * numbers: seconds from the start of the step, port, what to add, and the next entry, 0 after the last. Entries are numbered
 * from 1.
 */
export const pool = "%pool";
export const entryNumbers = 4;

/** Hidden state: where the list of this step begins; the event program finds it there. */
export const firstArrival = "%arrival";

/** Hidden state: what arrives at a port in this step, for an event program on the grid. */
export function arrivedAt(port: number): string {
  return `%arrived${port}`;
}

/** An entry of the pool. */
export interface Arrival {
  readonly time: Value;
  readonly port: Value;
  readonly weight: Value;
  readonly following: Value;
}

export function arrivalAt(g: Graph, table: number, entry: Value): Arrival {
  const first = g.mul(entry, g.literal(entryNumbers));
  const field = (k: number): Value => g.lookup(table, k === 0 ? first : g.add(first, g.literal(k)));
  return { time: field(0), port: field(1), weight: field(2), following: field(3) };
}

/** The states after an arrival. A held state takes nothing while the neuron is refractory. */
export function afterArrival(
  g: Graph,
  { states, ports }: Model,
  now: readonly Value[],
  { port, weight }: Arrival,
  refractory: Value,
): Value[] {
  return states.map((state, i) => {
    const own = ports.flatMap((target, k) => (target === state.name ? [g.eq(port, g.literal(k))] : []));
    if (own.length === 0) return now[i]!;
    const meant = own.reduce((a, b) => g.or(a, b));
    const taken = state.held ? g.and(meant, g.not(refractory)) : meant;
    return g.select(taken, g.add(now[i]!, weight), now[i]!);
  });
}

/** The states after what is added in a step: `added` by port. A held state takes nothing while the neuron is refractory. */
export function afterKicks(
  g: Graph,
  states: Model["states"],
  now: readonly Value[],
  added: readonly { readonly target: string; readonly value: Value }[],
  refractory: Value,
): Value[] {
  return states.map((state, i) => {
    const own = added.filter(({ target }) => target === state.name).map(({ value }) => value);
    if (own.length === 0) return now[i]!;
    const after = own.reduce((sum, value) => g.add(sum, value), now[i]!);
    return state.held ? g.select(refractory, now[i]!, after) : after;
  });
}
