import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import type { Kernel, Value } from "../../src/kernel/ir.ts";
import { mathFunctions } from "../../src/kernel/math.ts";
import { outline } from "../../src/kernel/outline.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";
import { planMemory } from "../../src/target/layout.ts";
import { readState, setConstant, setParameter } from "../../src/target/memory.ts";
import type { TargetName } from "../../src/target/target.ts";
import { bitsOf, kernelOf } from "./kernels.ts";

const targets: TargetName[] = ["wasm-simd", "wasm", "interpreter"];

/** x' and y' of x and y, with everything that a routine may meet: shared, of the neuron, of the step, a table, another routine. */
function slopes(g: Graph, x: Value, y: Value): Value[] {
  const [tau, drive, step] = [g.leaf("constant", 1), g.leaf("parameter", 0), g.leaf("step")];
  const early = g.lt(step, g.literal(5));
  const steep = g.gt(tau, g.literal(1));
  const wide = g.gt(drive, g.literal(0.5));
  const pulse = g.select(early, g.literal(1), g.mul(step, g.literal(0.25)));
  const bent = mathFunctions.exp.build(g, g.neg(g.abs(g.mul(x, y))));
  const first = g.div(g.add(g.sub(bent, x), g.mul(drive, pulse)), tau);
  const second = g.select(wide, g.sub(x, g.lookup(0, g.abs(y))), g.select(steep, g.neg(y), g.select(early, y, x)));
  return [first, g.select(early, second, g.add(second, first))];
}

/** Two evaluations of the slopes a step, written out or called. */
function heun(called: boolean): Kernel {
  const g = new Graph();
  const [x, y, h] = [g.leaf("state", 0), g.leaf("state", 1), g.literal(0.125)];
  const made = outline(g, "slopes", 2, slopes(g, g.leaf("argument", 0), g.leaf("argument", 1)));
  const at = (a: Value, b: Value) => (called ? g.results(made.routine, [a, b, ...made.given]) : slopes(g, a, b));
  const [kx, ky] = at(x, y) as [Value, Value];
  const [lx, ly] = at(g.add(x, g.mul(h, kx)), g.add(y, g.mul(h, ky))) as [Value, Value];
  const half = g.literal(0.0625);
  const next = [g.add(x, g.mul(half, g.add(kx, lx))), g.add(y, g.mul(half, g.add(ky, ly)))];
  const initial = [g.literal(0.5), g.leaf("parameter", 0)];
  return kernelOf(g, { constants: ["dt", "tau"], parameters: ["drive"], tables: ["bends"], initial, next });
}

function statesAfter(kernel: Kernel, target: TargetName, interleave: number): BigUint64Array[] {
  const neurons = 11;
  const program = compileKernel(kernel, { target, interleave, neurons });
  const table = Float64Array.of(0.25, -1.5, 3);
  const machine = program.instantiate(planMemory(program.layout, { neurons, steps: 20, tables: [table] }));
  setConstant(machine, 1, 1.75);
  setParameter(
    machine,
    0,
    Float64Array.from({ length: neurons }, (_, i) => 0.3 * i - 1),
  );
  machine.prepare(0, machine.plan.blocks);
  machine.initialise(0, machine.plan.blocks);
  machine.tabulate(0, 20);
  machine.advance(0, machine.plan.blocks, 0, 20);
  return [0, 1].map((slot) => bitsOf(readState(machine, slot)));
}

test("slopes that are called have the bits of slopes that are written out, on every target", () => {
  const expected = statesAfter(heun(false), "interpreter", 1);
  for (const target of targets) {
    for (const interleave of [1, 2, 8]) expect(statesAfter(heun(true), target, interleave)).toEqual(expected);
  }
});

test("a routine takes what changes as arguments and finds what does not in memory", () => {
  const g = new Graph();
  const { routine, given } = outline(g, "slopes", 2, slopes(g, g.leaf("argument", 0), g.leaf("argument", 1)));
  const outer = routine.ops.filter(({ op }) => op === "outer").map(({ slot }) => g.ops[slot]!);
  expect(outer.every(({ rate }) => rate === 0)).toBe(true);
  expect(outer.map(({ op }) => op).sort()).toEqual(["div", "gt"]);
  expect(given.every((value) => g.rate(value) > 0)).toBe(true);
  expect(routine.arity).toBe(2 + given.length);
  expect(routine.results).toHaveLength(2);
});

test("only the forms of a routine that are called are written", () => {
  const bytes = (neurons: number) => compileKernel(heun(true), { neurons, target: "wasm-simd" }).bytes!.length;
  // one neuron: each routine once; many: once for one neuron, once for two vectors, and a longer step
  expect(bytes(1)).toBeLessThan(bytes(1000) / 2);
});

test("where the lanes of a vector are on both sides of a split, each has the result of its own", () => {
  // exprel is a polynomial in [-1.25, 0.25], and a quotient elsewhere
  const xs = [-40, -1.25, -1, 0, 0.25, 0.26, 3, -1.26, -0.5, Number.NaN, 0.1, 0.2, 700];
  const g = new Graph();
  const next = [mathFunctions.exprel.build(g, g.leaf("parameter", 0))];
  const kernel = kernelOf(g, { parameters: ["x"], initial: [g.literal(0)], next });
  const resultsOf = (xs: readonly number[], target: TargetName, interleave: number): BigUint64Array => {
    const program = compileKernel(kernel, { target, interleave, neurons: xs.length });
    const machine = program.instantiate(planMemory(program.layout, { neurons: xs.length, steps: 1 }));
    setParameter(machine, 0, xs);
    machine.prepare(0, machine.plan.blocks);
    machine.tabulate(0, 1);
    machine.advance(0, machine.plan.blocks, 0, 1);
    return bitsOf(readState(machine, 0));
  };
  const alone = xs.map((x) => resultsOf([x], "interpreter", 1)[0]!);
  for (const target of targets)
    for (const interleave of [1, 2, 4]) expect([...resultsOf(xs, target, interleave)]).toEqual(alone);
  expect(new Float64Array(BigUint64Array.from(alone).buffer)[3]).toBe(1);
});
