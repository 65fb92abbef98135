import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import type { Kernel, PureOp, Value } from "../../src/kernel/ir.ts";
import { when } from "../../src/kernel/program.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";
import { planMemory } from "../../src/target/layout.ts";
import { readTrace, sampledSteps, setConstant, setParameter } from "../../src/target/memory.ts";
import type { TargetName } from "../../src/target/target.ts";
import { bitsOf, generator, kernelOf } from "./kernels.ts";

const special = [0, -0, 1, -1, 0.5, -2.5, 3, 1e-310, -5e-324, 1e308, -1e308, 1e-200, Infinity, -Infinity, NaN];
const binary: PureOp[] = ["add", "sub", "mul", "div", "min", "max"];
const unary: PureOp[] = ["neg", "abs", "sqrt", "floor", "ceil", "trunc"];
const comparisons: PureOp[] = ["lt", "le", "gt", "ge", "eq", "ne"];

/** A kernel of random operations of all kinds on a constant, two parameters, two states, a table, the step and the neuron. */
function randomKernel(seed: number): Kernel {
  const random = generator(seed);
  const g = new Graph();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const numbers: Value[] = [
    ...[g.leaf("constant", 1), g.leaf("parameter", 0), g.leaf("parameter", 1), g.leaf("state", 0), g.leaf("state", 1)],
    ...[g.leaf("step"), g.leaf("neuron"), g.literal(pick(special)), g.literal(random() * 10 - 5)],
  ];
  const masks: Value[] = [g.gt(g.leaf("state", 0), g.leaf("parameter", 0)), g.lt(g.leaf("step"), g.literal(40))];
  for (let i = 0; i < 60; i++) {
    const [a, b] = [pick(numbers), pick(numbers)];
    const normal = g.select(g.gt(g.abs(a), g.literal(1e-300)), g.min(g.abs(a), g.literal(1e300)), g.literal(1.5));
    const whole = g.trunc(g.max(g.min(a, g.literal(1023)), g.literal(-1022)));
    switch (Math.floor(random() * 10)) {
      case 0:
      case 1:
      case 2:
        numbers.push(g.apply(pick(binary), a, b));
        break;
      case 3:
        numbers.push(g.apply(pick(unary), a));
        break;
      case 4:
        numbers.push(
          g.select(pick(masks), a, b),
          g.select(pick(masks), a, g.literal(0)),
          g.select(pick(masks), g.literal(0), b),
        );
        break;
      case 5:
      case 6:
        masks.push(g.apply(pick(comparisons), a, b));
        break;
      case 7:
        masks.push(
          g.and(pick(masks), g.not(pick(masks))),
          g.or(pick(masks), pick(masks)),
          g.select(pick(masks), pick(masks), pick(masks)),
        );
        break;
      case 8:
        numbers.push(g.exponent(normal), g.mantissa(normal), g.pow2(whole));
        break;
      default:
        numbers.push(g.lookup(0, a));
    }
  }
  const last = numbers.slice(-12);
  const mixed = last.reduce((sum, value) =>
    g.add(sum, g.select(g.le(g.abs(value), g.literal(1e6)), value, g.literal(0.25))),
  );
  const bounded = g.select(g.le(g.abs(mixed), g.literal(1e6)), mixed, g.leaf("parameter", 1));
  return kernelOf(g, {
    constants: ["dt", "c"],
    parameters: ["p", "q"],
    tables: ["table"],
    next: [bounded, g.sub(g.leaf("state", 0), g.mul(g.literal(0.5), g.leaf("state", 1)))],
    initial: [g.leaf("parameter", 0), g.add(g.leaf("neuron"), g.leaf("constant", 1))],
    attention: g.and(pick(masks), g.gt(bounded, g.literal(2))),
    event: [
      { kind: "set", variables: [0], values: [pick(numbers)] },
      when(
        g.gt(g.leaf("variable", 0), g.leaf("next", 0)),
        [{ kind: "store", state: 0, value: g.select(pick(masks), g.leaf("next", 1), g.literal(1)) }],
        [{ kind: "store", state: 1, value: pick(numbers) }],
      ),
    ],
    variables: 1,
    observed: [...last, ...masks.slice(-6)].map((value, i) => ({ name: `y${i}`, value })),
  });
}

/** All that is observed of all neurons over some steps; `stepwise`: of every second step, and each step is a call. */
function observe(kernel: Kernel, target: TargetName, interleave: number, stepwise = false): Float64Array {
  const [neurons, steps] = [5, 70];
  const program = compileKernel(kernel, { target, neurons, interleave, stepwise });
  const table = Float64Array.of(1, -2, 0.5);
  const every = stepwise ? 2 : 1;
  const machine = program.instantiate(planMemory(program.layout, { neurons, steps, every, tables: [table] }));
  const { blocks } = machine.plan;
  setConstant(machine, 0, 1e-3);
  setConstant(machine, 1, 0.75);
  setParameter(
    machine,
    0,
    Float64Array.from({ length: neurons }, (_, i) => special[(i * 4 + 3) % special.length]!),
  );
  setParameter(
    machine,
    1,
    Float64Array.from({ length: neurons }, (_, i) => i - 1.25),
  );
  machine.prepare(0, blocks);
  machine.initialise(0, blocks);
  machine.tabulate(0, steps);
  if (stepwise) for (let step = 0; step < steps; step++) machine.advance(0, blocks, step, 1);
  else machine.advance(0, blocks, 0, steps);
  const { count } = sampledSteps(machine);
  const all = new Float64Array(kernel.observed.length * neurons * count);
  for (let i = 0; i < kernel.observed.length * neurons; i++) {
    readTrace(machine, Math.floor(i / neurons), i % neurons, all, { start: i * count });
  }
  return all;
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  "random kernel %i gives the same bits on every target",
  (seed) => {
    const kernel = randomKernel(seed);
    for (const stepwise of [false, true]) {
      const judge = bitsOf(observe(kernel, "interpreter", 3, stepwise));
      for (const interleave of [1, 2, 4, 8]) {
        expect(bitsOf(observe(kernel, "wasm-simd", interleave, stepwise))).toEqual(judge);
        expect(bitsOf(observe(kernel, "wasm", interleave, stepwise))).toEqual(judge);
      }
    }
  },
);
