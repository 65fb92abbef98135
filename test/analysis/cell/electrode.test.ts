import { expect, test } from "vitest";
import { balanceBridge, estimateBridge } from "../../../src/analysis/cell/bridge.ts";
import { compensateElectrode, estimateElectrode } from "../../../src/analysis/cell/electrode-kernel.ts";
import { course, ornsteinUhlenbeck, passive } from "./passive-cell.ts";

const rate = 20_000;
const cell = { rate, resistance: 150e6, timeConstant: 20e-3 };
const step = (amplitude: number): Float64Array => course([0, 4000], [amplitude, 10_000], [0, 4000]);
const steps = (amplitude: number) => [{ start: 0.2, stop: 0.7, amplitude }];
const quiet = new Float64Array();

test("the resistance that the bridge does not balance is the jump of the voltage at the edges of steps", () => {
  const sweeps = [-1e-10, 5e-11, 1e-10].map((amplitude) => ({
    ...passive(step(amplitude), { ...cell, bridge: 12e6, noise: 5e-5 }),
    steps: steps(amplitude),
    spikes: quiet,
  }));
  const found = estimateBridge(sweeps)!;
  expect(found.edges).toBe(6);
  // The parabola read at 0 has 3 to 4 times the standard error of a mean of its 54 samples; the least step is 50 pA.
  expect(Math.abs(found.resistance - 12e6)).toBeLessThan((4 * 4 * 5e-5) / Math.sqrt(54) / 5e-11);
  const exact = estimateBridge(
    [1e-10].map((amplitude) => ({
      ...passive(step(amplitude), { ...cell, bridge: 12e6 }),
      steps: steps(amplitude),
      spikes: quiet,
    })),
  )!;
  // Third order of 3 ms/20 ms: R (3/20)^3 / 60 of the parabola.
  expect(Math.abs(exact.resistance - 12e6)).toBeLessThan((150e6 * 0.15 ** 3) / 60 + 1);
  const balanced = balanceBridge(passive(step(1e-10), { ...cell, bridge: 12e6 }), 12e6);
  const truth = passive(step(1e-10), cell).voltage;
  expect(furthest(balanced, truth)).toBeLessThan(1e-12);
});

test("edges near spikes and small steps say nothing about the bridge", () => {
  const sweep = { ...passive(step(1e-10), { ...cell, bridge: 12e6 }), steps: steps(1e-10) };
  expect(estimateBridge([{ ...sweep, spikes: Float64Array.of(0.203) }])!.edges).toBe(1);
  expect(estimateBridge([{ ...passive(step(5e-12), cell), steps: steps(5e-12), spikes: quiet }])).toBeUndefined();
});

const electrode = { resistance: 60e6, timeConstant: 2e-4 };

test("electrode and membrane are told apart by their answer to noise, and what is left is the membrane's potential", () => {
  const noise = ornsteinUhlenbeck(200_000, rate, 2e-3, 5e-11);
  const sweep = passive(noise, { ...cell, electrode, noise: 5e-5 });
  const found = estimateElectrode(sweep);
  expect(Math.abs(found.resistance / electrode.resistance - 1)).toBeLessThan(0.02);
  expect(Math.abs(found.membrane.resistance / cell.resistance - 1)).toBeLessThan(0.02);
  expect(Math.abs(found.membrane.timeConstant / cell.timeConstant - 1)).toBeLessThan(0.02);
  expect(Math.abs(found.membrane.rest + 0.065)).toBeLessThan(2e-4);

  const test = passive(step(1e-10), { ...cell, electrode });
  const membrane = test.voltage.map((value, k) => value - electrodeDrop(test.current, electrode)[k]!);
  const compensated = compensateElectrode(test, found);
  // 6 mV are the electrode's: 1 % of them.
  expect(furthest(compensated, membrane)).toBeLessThan(1.2e-4);
});

test("a current that does not vary, a sweep too short, or another rate is refused with a way out", () => {
  expect(() => estimateElectrode(passive(new Float64Array(20_000), cell))).toThrow(
    "give a longer subthreshold answer to noise",
  );
  expect(() => estimateElectrode(passive(step(1e-10).subarray(0, 1000), cell))).toThrow(
    "a kernel of 61 samples needs 3050",
  );
  const kernel = { kernel: Float64Array.of(1), rate: 10_000 };
  expect(() => compensateElectrode(passive(step(1e-10), cell), kernel)).toThrow("estimate it at that rate");
});

/** R u of u' = (I - u)/tau, read at the samples. */
function electrodeDrop(current: Float64Array, { resistance, timeConstant }: typeof electrode): Float64Array {
  let u = current[0]!;
  return current.map((i) => {
    const shown = resistance * u;
    u = i + (u - i) * Math.exp(-1 / rate / timeConstant);
    return shown;
  });
}

function furthest(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
}
