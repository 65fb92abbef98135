import { expect, test } from "vitest";
import {
  type Attractor,
  attractorFrom,
  bifurcationDiagram,
  type LimitCycle,
  simulate,
  spikesOf,
} from "../../src/index.ts";
import { fieldOf, plainField } from "./field.ts";

function cycleOf(attractor: Attractor): LimitCycle {
  if (attractor.kind !== "cycle") throw new Error(`${attractor.kind}, not a cycle`);
  return attractor.cycle;
}

test("r' = r - r^3 circles with radius 1 and period 2 pi, with the multiplier e^(-4 pi)", () => {
  const field = plainField(["dx/dt = x - y - x*(x**2 + y**2)", "dy/dt = x + y - y*(x**2 + y**2)"]);
  const cycle = cycleOf(attractorFrom(field, [0.1, 0]));
  expect(cycle.period).toBeCloseTo(2 * Math.PI, 8);
  expect([cycle.minimum, cycle.maximum].flatMap((x) => [...x]).map((x) => x.toFixed(8))).toEqual(
    [-1, -1, 1, 1].map((x) => x.toFixed(8)),
  );
  expect(cycle.multipliers[0]!.re).toBeCloseTo(Math.exp(-4 * Math.PI), 6);
  expect(cycle.spikes).toBe(0);
});

test("van der Pol's oscillator with mu = 1 has the period 6.6632868593231", () => {
  const field = plainField(["dx/dt = y", "dy/dt = (1 - x**2)*y - x"]);
  expect(cycleOf(attractorFrom(field, [0.1, 0])).period).toBeCloseTo(6.6632868593231, 7);
});

test.each([2.5, 3, 10, 40])("the leaky neuron at %s nA fires at the rate of its closed form", (nA) => {
  const cycle = cycleOf(attractorFrom(fieldOf("lif", { I: nA * 1e-9 }), [-0.07]));
  const drive = 10 * nA;
  const period = 2 + 8 * Math.log((drive - 5) / (drive - 20));
  expect(Math.abs(cycle.rate / (1000 / period) - 1)).toBeLessThan(1e-8);
  expect(cycle.spikes).toBe(1);
});

test("the leaky neuron at its rheobase and below rests", () => {
  expect(attractorFrom(fieldOf("lif", { I: 1.9e-9 }), [-0.07]).kind).toBe("rest");
});

// models.md 3.5: steady rate and peak
test.each([
  [6.3, 52.371, undefined],
  [10, 68.324, undefined],
  [20, 86.47, undefined],
])("Hodgkin and Huxley's neuron at %s uA/cm^2 fires at %s Hz", (I, rate) => {
  const cycle = cycleOf(attractorFrom(fieldOf("hodgkin-huxley", { I: I / 100 }), [-0.02, 0.05, 0.6, 0.3]));
  expect(cycle.rate).toBeCloseTo(rate, 2);
  expect([cycle.spikes, cycle.stable]).toEqual([1, true]);
});

// models.md 3.6: intervals between the late spikes, ms
test.each([
  ["tonic", 500e-12, 1, undefined],
  ["adaptation", 500e-12, 1, 75.9087],
  ["regular-bursting", 210e-12, 2, 138.527],
])("AdEx %s settles on a cycle of the intervals of its spikes", (preset, I, spikes, period) => {
  const field = fieldOf("adex", { I }, preset);
  const cycle = cycleOf(attractorFrom(field, [field.get("E_L"), 0]));
  expect([cycle.spikes, cycle.stable]).toEqual([spikes, true]);
  if (period !== undefined) expect(Math.abs(cycle.period * 1000 - period)).toBeLessThan(1e-3);
});

// Touboul & Brette (2008): period doubling into chaos
test.each([
  [-48.6, 2],
  [-48.2, 4],
  [-48, undefined],
])("with a reset to %s mV AdEx repeats itself after %s spikes, as its spike train does", (reset, count) => {
  const parameters = { v_reset: `${reset} mV` } as const;
  const train = spikesOf(
    simulate({ model: "adex", preset: "touboul-brette-chaos", parameters, duration: "8 s", tolerance: 1e-10 }),
    0,
  );
  const last = train.length - 1;
  const attractor = attractorFrom(
    fieldOf("adex", { v_reset: reset / 1000, I: 0.8e-9 }, "touboul-brette-chaos"),
    [-0.06, 0],
    {
      steps: 100_000,
    },
  );
  if (count === undefined) {
    if (attractor.kind !== "irregular") throw new Error(attractor.kind);
    const rate = (last - 20) / (train[last]! - train[20]!);
    expect(Math.abs(attractor.rate / rate - 1)).toBeLessThan(0.02);
    return;
  }
  const cycle = cycleOf(attractor);
  expect(cycle.spikes).toBe(count);
  expect(Math.abs((train[last]! - train[last - count]!) / cycle.period - 1)).toBeLessThan(1e-6);
  expect(Math.abs((train[last]! - train[last - count / 2]!) / cycle.period - 0.5)).toBeGreaterThan(1e-3);
});

test("AdEx transient comes to rest", () => {
  const attractor = attractorFrom(fieldOf("adex", { I: 180e-12 }, "transient"), [-0.065, 0]);
  expect(attractor.kind).toBe("rest");
});

test("the exponential neuron fires at the converged rates", () => {
  // neurodynex, EIF-05
  for (const [nA, rate] of [
    [0.402, 2.76863392375],
    [0.5, 27.3188550522],
    [0.6, 45.0859537163],
    [2, 239.96665905],
  ] as const)
    expect(Math.abs(cycleOf(attractorFrom(fieldOf("eif", { I: nA * 1e-9 }), [-0.065])).rate / rate - 1)).toBeLessThan(
      1e-7,
    );
});

test("where rest and firing coexist the diagram has both", () => {
  // Type II: firing from 0.3242, rest up to 0.33134 pA
  const diagram = bifurcationDiagram(
    fieldOf("type-2"),
    "I",
    [0.32e-12, 0.34e-12],
    { v: [-0.003, 0.003] },
    [-0.001, 0],
    {
      cycles: 6,
    },
  );
  const firing = diagram.oscillations.map(({ cycles }) => cycles.length);
  // 0.320, 0.324 rest; 0.328 both; from 0.332 on firing alone
  expect(firing).toEqual([0, 0, 1, 1, 1, 1]);
  const [branch] = diagram.branches;
  const stableAt = branch!.parameter.findLast((_, k) => branch!.unstableDirections[k] === 0)!;
  expect(stableAt).toBeGreaterThan(0.33e-12);
});
