import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import type { Kernel } from "../../src/kernel/ir.ts";
import { printKernel } from "../../src/kernel/print.ts";

/** dv/dt = -v/tau by Euler's step, with a spike at v > 1. */
function decay(): Kernel {
  const g = new Graph();
  const [dt, tau, v] = [g.leaf("constant", 0), g.leaf("parameter", 0), g.leaf("state", 0)];
  const rate = g.div(dt, tau);
  const next = g.sub(v, g.mul(v, rate));
  const attention = g.gt(next, g.literal(1));
  g.mul(v, g.literal(7));
  return {
    ops: g.ops,
    routines: [],
    constants: ["dt"],
    parameters: ["tau"],
    states: ["v"],
    tables: [],
    arrivals: 0,
    initial: [g.literal(0.5)],
    preparedConstants: [],
    preparedNeurons: [rate],
    columns: [],
    next: [next],
    attention,
    observed: [{ name: "v", value: v }],
    event: [
      { kind: "set", variables: [0], values: [g.leaf("next", 0)] },
      {
        kind: "loop",
        body: [
          {
            kind: "if",
            condition: g.gt(g.leaf("variable", 0), g.literal(1)),
            // biome-ignore lint/suspicious/noThenProperty: a branch of the program
            then: [{ kind: "spike", time: dt }, { kind: "store", state: 0, value: g.literal(0) }, { kind: "break" }],
            otherwise: [{ kind: "fail", code: 1, time: dt }],
          },
        ],
      },
    ],
    variables: 1,
  };
}

test("a kernel prints as its operations by rate, its step and its event program", () => {
  expect(printKernel(decay())).toMatchInlineSnapshot(`
    "operations, per neuron
      %3 = div dt tau   per neuron
    operations, per neuron and step
      %4 = mul v %3   per neuron and step
      %5 = sub v %4   per neuron and step
      %7 = gt %5 1   per neuron and step
      %13 = gt $0 1   per neuron and step
    initial
      v = 0.5
    next
      v <- %5
    attention
      %7
    observed
      v = v
    event
      $0 <- next(v)
      loop
        if %13
          spike at dt
          store v <- 0
          break
        else
          fail at dt: too many spikes in one step"
  `);
});
