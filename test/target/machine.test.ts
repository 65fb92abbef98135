import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import { failures, type Kernel, type Statement } from "../../src/kernel/ir.ts";
import { when } from "../../src/kernel/program.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";
import { header, type MemoryNeeds, planMemory } from "../../src/target/layout.ts";
import {
  readFailure,
  readState,
  readTrace,
  sampledSteps,
  setConstant,
  setParameter,
  takeSpikes,
  writeState,
} from "../../src/target/memory.ts";
import type { Machine, Program, TargetName } from "../../src/target/target.ts";
import { kernelOf, leakyNeuron, tabulated } from "./kernels.ts";

const targets: TargetName[] = ["wasm-simd", "wasm", "interpreter"];

function ready(program: Program, needs: MemoryNeeds, set: (machine: Machine) => void = () => {}): Machine {
  const machine = program.instantiate(planMemory(program.layout, needs));
  setConstant(machine, 0, 1e-4);
  set(machine);
  machine.prepare(0, machine.plan.blocks);
  machine.initialise(0, machine.plan.blocks);
  return machine;
}

function runAll(machine: Machine, firstStep: number, steps: number): void {
  machine.tabulate(firstStep, steps);
  machine.advance(0, machine.plan.blocks, firstStep, steps);
}

/** Spike times of every neuron. */
function spikesOf(machine: Machine): number[][] {
  const times: number[][] = Array.from({ length: machine.plan.neurons }, () => []);
  takeSpikes(machine, (neuron, time) => times[neuron]!.push(time));
  return times;
}

function trace(machine: Machine, observed: number, neuron: number): number[] {
  const values = new Float64Array(sampledSteps(machine).count);
  readTrace(machine, observed, neuron, values);
  return [...values];
}

const leaky = (drive: ArrayLike<number>) => (machine: Machine) => {
  setConstant(machine, 1, 1e-2);
  setParameter(machine, 0, drive);
};

test.each(targets)("%s: a leaky neuron relaxes as v = drive (1 - (1 - dt/tau)^n)", (target) => {
  const neurons = 5;
  const program = compileKernel(leakyNeuron(), { target, neurons });
  const machine = ready(program, { neurons, steps: 300, every: 7 }, leaky([0, 0.2, 0.4, 0.6, 0.8]));
  runAll(machine, 0, 300);
  for (let neuron = 0; neuron < neurons; neuron++) {
    trace(machine, 0, neuron).forEach((v, k) => {
      expect(v).toBeCloseTo(neuron * 0.2 * (1 - 0.99 ** (7 * k)), 13);
    });
    expect(readState(machine, 0)[neuron]).toBeCloseTo(neuron * 0.2 * (1 - 0.99 ** 300), 13);
  }
});

test.each(targets)(
  "%s: a driven leaky neuron fires with the period of its closed form, chunk after chunk",
  (target) => {
    const neurons = 3;
    const drive = [0.9, 1.5, 3];
    const machine = ready(compileKernel(leakyNeuron(), { target, neurons }), { neurons, steps: 111 }, leaky(drive));
    for (let step = 0; step < 1110; step += 111) runAll(machine, step, 111);
    const times = spikesOf(machine);
    for (const [neuron, I] of drive.entries()) {
      // v_n = I (1 - 0.99^n) > 1 at the first n > ln(1 - 1/I)/ln 0.99; then 20 steps of rest and one that starts them.
      const climb = I > 1 ? Math.ceil(Math.log(1 - 1 / I) / Math.log(0.99)) : Number.POSITIVE_INFINITY;
      const expected: number[] = [];
      for (let step = climb - 1; step < 1110; step += climb + 20) expected.push(step * 1e-4);
      expect(times[neuron]).toEqual(expected);
    }
  },
);

test("any number of neurons in blocks of any size gives the same spikes", () => {
  const kernel = leakyNeuron();
  const reference = (drive: number[]) => {
    const program = compileKernel(kernel, { target: "interpreter", neurons: 19, interleave: 1 });
    const machine = ready(program, { neurons: drive.length, steps: 400 }, leaky(drive));
    runAll(machine, 0, 400);
    return spikesOf(machine);
  };
  const all = reference(Array.from({ length: 19 }, (_, i) => 1 + i / 10));
  for (let neurons = 1; neurons <= 19; neurons++) {
    for (const target of targets) {
      for (const interleave of [1, 2, 4, 8]) {
        const program = compileKernel(kernel, { target, neurons, interleave });
        const drive = Array.from({ length: neurons }, (_, i) => 1 + i / 10);
        const machine = ready(program, { neurons, steps: 400 }, leaky(drive));
        runAll(machine, 0, 400);
        expect(spikesOf(machine)).toEqual(all.slice(0, neurons));
        expect(readFailure(machine)).toBeUndefined();
      }
    }
  }
});

test.each(targets)("%s: columns, tables, prepared values and samples are what they stand for", (target) => {
  const neurons = 5;
  const table = Float64Array.of(10, 11, 12, 13, 14, 15, 16);
  const program = compileKernel(tabulated(), { target, neurons });
  const needs = { neurons, steps: 6, every: 2, tables: [table], firstNeuron: 100 };
  const machine = ready(program, needs, (m) => {
    setConstant(m, 1, 4);
    setParameter(m, 0, [1, 2, 3, 4, 5]);
  });
  const drive = (neuron: number, step: number) => table[Math.min(2 * step, 6)]! * 4 * (neuron + 1) + 100 + neuron;
  const x = (neuron: number, step: number) => {
    let sum = Math.sqrt(4 * (neuron + 1));
    for (let k = 0; k < step; k++) sum += drive(neuron, k);
    return sum;
  };
  for (const [first, steps, sampled] of [
    [0, 5, [0, 2, 4]],
    [5, 1, []],
    [6, 6, [6, 8, 10]],
  ] as const) {
    machine.tabulate(first, steps);
    machine.advance(0, 1, first, steps);
    for (let step = first; step < first + steps; step++) machine.advance(1, machine.plan.blocks, step, 1);
    expect(sampledSteps(machine).count).toBe(sampled.length);
    for (let neuron = 0; neuron < neurons; neuron++) {
      expect(trace(machine, 0, neuron)).toEqual(sampled.map((step) => x(neuron, step)));
      expect(trace(machine, 1, neuron)).toEqual(sampled.map((step) => drive(neuron, step)));
      expect(trace(machine, 2, neuron)).toEqual(sampled.map((step) => Number(step < 3)));
      expect(trace(machine, 3, neuron)).toEqual(sampled.map((step) => (step <= 3 || step % 2 === 1 ? -3 : 3)));
    }
  }
});

/** A kernel with one state, x' = 2x, whose event program runs in every step. */
function programmed(event: (g: Graph) => readonly Statement[], variables: number): Kernel {
  const g = new Graph();
  const x = g.leaf("state", 0);
  return kernelOf(g, {
    next: [g.add(x, x), g.leaf("state", 1)],
    initial: [g.literal(3), g.literal(5)],
    attention: g.ge(g.leaf("step"), g.literal(0)),
    event: event(g),
    variables,
  });
}

test.each(targets)("%s: variables are set together, from their values before", (target) => {
  const kernel = programmed((g) => {
    const [a, b] = [g.leaf("variable", 0), g.leaf("variable", 1)];
    return [
      { kind: "set", variables: [0, 1], values: [g.leaf("state", 0), g.leaf("next", 0)] },
      { kind: "set", variables: [0, 1], values: [b, a] },
      { kind: "store", state: 0, value: a },
      { kind: "store", state: 1, value: g.sub(g.leaf("next", 0), g.mul(g.literal(10), b)) },
    ];
  }, 2);
  const machine = ready(compileKernel(kernel, { target, neurons: 3 }), { neurons: 3, steps: 1 });
  runAll(machine, 0, 1);
  expect([...readState(machine, 0)]).toEqual([6, 6, 6]);
  expect([...readState(machine, 1)]).toEqual([6 - 30, 6 - 30, 6 - 30]);
});

test.each(targets)("%s: loops break and continue: the sum of the odd numbers below 2n is n squared", (target) => {
  const kernel = programmed((g) => {
    const [sum, i] = [g.leaf("variable", 0), g.leaf("variable", 1)];
    const isEven = g.eq(g.mul(g.literal(2), g.floor(g.div(i, g.literal(2)))), i);
    return [
      {
        kind: "loop",
        body: [
          { kind: "set", variables: [1], values: [g.add(i, g.literal(1))] },
          when(isEven, [{ kind: "continue" }]),
          when(
            g.gt(i, g.mul(g.literal(2), g.leaf("neuron"))),
            [{ kind: "break" }],
            [{ kind: "set", variables: [0], values: [g.add(sum, i)] }],
          ),
        ],
      },
      { kind: "store", state: 0, value: sum },
    ];
  }, 2);
  const machine = ready(compileKernel(kernel, { target, neurons: 5 }), { neurons: 5, steps: 1 });
  runAll(machine, 0, 1);
  expect([...readState(machine, 0)]).toEqual([0, 1, 4, 9, 16]);
});

test.each(targets)("%s: spikes beyond the first room make the memory grow, and none is lost", (target) => {
  const kernel = programmed((g) => [{ kind: "spike", time: g.mul(g.leaf("step"), g.leaf("constant", 0)) }], 0);
  const neurons = 7;
  const steps = 20_000;
  const machine = ready(compileKernel(kernel, { target, neurons }), { neurons, steps, spikes: 1 });
  const bytes = machine.memory().byteLength;
  runAll(machine, 0, steps);
  expect(machine.memory().byteLength).toBeGreaterThan(bytes);
  const expected = Array.from({ length: steps }, (_, step) => step * 1e-4);
  expect(spikesOf(machine)).toEqual(Array.from({ length: neurons }, () => expected));
  expect(spikesOf(machine)).toEqual(Array.from({ length: neurons }, () => []));
});

test.each(targets)(
  "%s: the earliest failure is kept, of the lowest neuron, and not of the copies behind the last",
  (target) => {
    const kernel = programmed((g) => {
      const late = g.ge(g.add(g.leaf("step"), g.leaf("neuron")), g.literal(8));
      return [when(late, [{ kind: "fail", code: failures.stepTooSmall, time: g.leaf("step") }])];
    }, 0);
    for (const interleave of [1, 4]) {
      const machine = ready(compileKernel(kernel, { target, neurons: 3, interleave }), { neurons: 3, steps: 9 });
      runAll(machine, 0, 6);
      expect(readFailure(machine)).toBeUndefined();
      runAll(machine, 6, 3);
      expect(readFailure(machine)).toEqual({ code: failures.stepTooSmall, neuron: 2, time: 6 });
    }
  },
);

test.each(targets)("%s: states too small to matter become zero when the step is a multiple of 1024", (target) => {
  const g = new Graph();
  const x = g.leaf("state", 0);
  const kernel = kernelOf(g, { next: [x] });
  const machine = ready(compileKernel(kernel, { target, neurons: 5 }), { neurons: 5, steps: 1025 });
  writeState(machine, 0, [1e-201, -1e-310, 1e-199, Number.NaN, -1e-201]);
  runAll(machine, 1, 1023);
  expect([...readState(machine, 0)]).toEqual([1e-201, -1e-310, 1e-199, Number.NaN, -1e-201]);
  runAll(machine, 1024, 1);
  expect([...readState(machine, 0)]).toEqual([0, 0, 1e-199, Number.NaN, 0]);
});

test("step numbers beyond 2^32 keep their samples and their flushes in place", () => {
  const g = new Graph();
  const kernel = kernelOf(g, { next: [g.leaf("step")], observed: [{ name: "step", value: g.leaf("step") }] });
  const first = 2 ** 40 + 1;
  for (const target of targets) {
    const machine = ready(compileKernel(kernel, { target, neurons: 2 }), { neurons: 2, steps: 10, every: 3 });
    runAll(machine, first, 10);
    const steps = Array.from({ length: 10 }, (_, k) => first + k);
    expect(trace(machine, 0, 1)).toEqual(steps.filter((step) => step % 3 === 0));
    expect([...readState(machine, 0)]).toEqual([first + 9, first + 9]);
  }
});

test("a run that does not fit, a wrong table and a step outside the window are refused", () => {
  const { layout } = compileKernel(tabulated(), { neurons: 10 });
  const tables = [new Float64Array(3)];
  expect(() => planMemory(layout, { neurons: 1e9, steps: 1, tables })).toThrow(/GiB/);
  expect(() => planMemory(layout, { neurons: 1, steps: 1 })).toThrow(/1 tables/);
  for (const target of targets) {
    const program = compileKernel(leakyNeuron(), { target, neurons: 2 });
    const machine = ready(program, { neurons: 2, steps: 5 }, leaky([1, 2]));
    expect(() => machine.tabulate(0, 6)).toThrow(/1 to 5 steps/);
    machine.tabulate(5, 5);
    expect(() => machine.advance(0, 1, 4, 2)).toThrow(/window 5 to 10/);
    expect(() => setParameter(machine, 0, [1])).toThrow(/1 values for 2 neurons/);
    expect(new Float64Array(machine.memory())[header.windowStart / 8]).toBe(5);
  }
});
