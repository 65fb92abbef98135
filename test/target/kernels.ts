import { Graph } from "../../src/kernel/graph.ts";
import type { Kernel, Statement, Value } from "../../src/kernel/ir.ts";
import { prepare } from "../../src/kernel/rates.ts";

type Parts = Partial<Parameters<typeof prepare>[0]> & { readonly next: readonly Value[] };

/** A kernel from its graph and the parts that matter. */
export function kernelOf(g: Graph, parts: Parts): Kernel {
  const zero = g.literal(0);
  const attention = g.truth(false);
  return prepare({
    ops: g.ops,
    routines: g.routines,
    constants: ["dt"],
    parameters: [],
    states: parts.next.map((_, i) => `x${i}`),
    tables: [],
    arrivals: 0,
    initial: parts.next.map(() => zero),
    attention,
    observed: [],
    event: [],
    variables: 0,
    ...parts,
  });
}

/**
 * dv/dt = (drive - v)/tau by forward Euler, v > 1 -> spike at the start of the step, v = 0, and two milliseconds of rest.
 * Constants: dt, tau. Parameter: drive. States: v, the step in which the rest ends.
 */
export function leakyNeuron(): Kernel {
  const g = new Graph();
  const [dt, tau] = [g.leaf("constant", 0), g.leaf("constant", 1)];
  const drive = g.leaf("parameter", 0);
  const [v, release] = [g.leaf("state", 0), g.leaf("state", 1)];
  const step = g.leaf("step");
  const rate = g.div(dt, tau);
  const moved = g.add(v, g.add(g.mul(g.neg(rate), v), g.mul(rate, drive)));
  const resting = g.gt(release, step);
  const next = g.select(resting, v, moved);
  const restSteps = g.floor(g.add(g.div(g.literal(2e-3), dt), g.literal(0.5)));
  const event: Statement[] = [
    { kind: "spike", time: g.mul(step, dt) },
    { kind: "store", state: 0, value: g.literal(0) },
    { kind: "store", state: 1, value: g.add(step, g.add(restSteps, g.literal(1))) },
  ];
  return kernelOf(g, {
    constants: ["dt", "tau"],
    parameters: ["drive"],
    next: [next, release],
    attention: g.and(g.gt(next, g.literal(1)), g.not(resting)),
    observed: [{ name: "v", value: v }],
    event,
  });
}

/** x' = x + sin-table(step) * gain + neuron; y' = y where the step is below 3, else -y. Observes x, what drives it, and the mask. */
export function tabulated(): Kernel {
  const g = new Graph();
  const [x, y, step] = [g.leaf("state", 0), g.leaf("state", 1), g.leaf("step")];
  const sample = g.lookup(0, g.mul(step, g.literal(2)));
  const gain = g.mul(g.leaf("parameter", 0), g.leaf("constant", 1));
  const early = g.lt(step, g.literal(3));
  const drive = g.add(g.mul(sample, gain), g.leaf("neuron"));
  return kernelOf(g, {
    constants: ["dt", "c"],
    parameters: ["p"],
    tables: ["samples"],
    arrivals: 0,
    initial: [g.sqrt(gain), g.literal(-3)],
    next: [g.add(x, drive), g.select(early, y, g.neg(y))],
    observed: [
      { name: "x", value: x },
      { name: "drive", value: drive },
      { name: "early", value: early },
      { name: "y", value: y },
    ],
  });
}

/** Numbers in [0, 1) from a seed: a Weyl sequence, mixed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The bits of numbers, with one pattern for NaN. */
export function bitsOf(numbers: Float64Array): BigUint64Array {
  return new BigUint64Array(numbers.map((number) => (Number.isNaN(number) ? Number.NaN : number)).buffer);
}
