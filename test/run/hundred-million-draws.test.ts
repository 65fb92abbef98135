import { erf } from "mathjs";
import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import type { Kernel } from "../../src/kernel/ir.ts";
import { keyName, keyOf, normalQuantile, Random } from "../../src/kernel/random.ts";
import { prepare } from "../../src/kernel/rates.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";
import { planMemory } from "../../src/target/layout.ts";
import { readTrace, setConstant } from "../../src/target/memory.ts";
import { DrawStatistics, type Law } from "./draw-statistics.ts";

const [neurons, steps, windows] = [1000, 1000, 100];

const uniform: Law = {
  mean: 0.5,
  variance: 1 / 12,
  fourth: 1 / 80,
  sixth: 1 / 448,
  distribution: (x) => x,
  range: [0, 1],
};
const normal: Law = {
  mean: 0,
  variance: 1,
  fourth: 3,
  sixth: 15,
  distribution: (z) => (1 + erf(z / Math.SQRT2)) / 2,
  range: [-6, 6],
};

/** Draws the number of one noise source and observes it, uniform and as the normal number made of it. */
function drawingKernel(): Kernel {
  const g = new Graph();
  const random = new Random(g, g.leaf("constant", 1));
  const drawn = random.uniform({ kind: "noise", number: 0 }, g.leaf("step"), g.literal(0));
  const observed = [drawn, normalQuantile(g, drawn)].map((value, k) => ({ name: `y${k}`, value }));
  const [zero, never] = [g.literal(0), g.truth(false)];
  return prepare({
    ops: g.ops,
    routines: g.routines,
    constants: ["dt", keyName],
    parameters: [],
    states: ["x"],
    tables: [],
    arrivals: 0,
    initial: [zero],
    next: [zero],
    attention: never,
    observed,
    event: [],
    variables: 0,
  });
}

test("10^8 uniform and 10^8 normal numbers, as noise draws them, have their law and no memory", () => {
  const program = compileKernel(drawingKernel(), { target: "wasm-simd", neurons });
  const machine = program.instantiate(planMemory(program.layout, { neurons, steps, every: 1 }));
  const { blocks } = machine.plan;
  setConstant(machine, 1, keyOf(1));
  machine.prepare(0, blocks);
  machine.initialise(0, blocks);
  const samples = [uniform, normal].map((law) => new DrawStatistics(law, steps));
  const values = new Float64Array(neurons * steps);
  for (let window = 0; window < windows; window++) {
    machine.tabulate(window * steps, steps);
    machine.advance(0, blocks, window * steps, steps);
    for (const [observed, sample] of samples.entries()) {
      for (let neuron = 0; neuron < neurons; neuron++)
        readTrace(machine, observed, neuron, values, { start: neuron * steps });
      sample.add(values);
    }
  }
  for (const sample of samples) {
    for (const [what, errors] of Object.entries(sample.deviations())) expect(Math.abs(errors), what).toBeLessThan(4);
    // 1.63 is passed by one in a hundred
    expect(sample.kolmogorovSmirnov()).toBeLessThan(1.63);
  }
}, 300_000);
