import { expect, test } from "vitest";
import { expectClose, spikes } from "./run.ts";

/** NEST's unit test of glif_psc, spikes before and during its 300 pA, dt 0.01 ms, ms. */
const levels = [
  {
    level: 1,
    before: [394.67, 424.25, 483.25],
    during: [
      612.99, 628.73, 644.47, 660.21, 675.95, 691.69, 706.3, 722, 737.74, 753.48, 769.22, 784.96, 800.7, 816.72, 832.46,
      848.2, 863.94, 879.68, 895.42,
    ],
  },
  {
    level: 2,
    before: [394.67, 400.67, 424.51, 484.48],
    during: [
      613.4, 621.31, 629.67, 638.47, 647.7, 657.36, 667.42, 677.87, 688.67, 699.8, 709.84, 721.58, 733.57, 745.76,
      758.11, 770.6, 783.21, 795.92, 811.36, 824.05, 836.81, 849.64, 862.54, 875.49, 888.48,
    ],
  },
  { level: 3, before: [394.67, 484.81], during: [614.85, 648.28, 685.18, 725.06, 769.76, 821.69, 876.09] },
  { level: 4, before: [394.67, 485.07], during: [615.16, 649.52, 689.1, 734.18, 786.34, 845.85] },
  { level: 5, before: [395.44], during: [615.27, 653.77, 701.42, 768.22, 859.82] },
];

/** The noise ends at 500 ms; what it leaves 100 ms later are the parts that remember the spikes before. */
const begin = 500;
const deadTime = 3.75;

/** What the spikes before `begin` leave of a variable that each lifts by `jump` and that decays with `rate` per ms. */
function left(before: readonly number[], jump: number, rate: number): number {
  return before.reduce((sum, time) => sum + jump * Math.exp(-rate * (begin - time - deadTime)), 0);
}

/** NEST's synaptic current: w pA at its peak, 2 ms after the spike, as samples of 0.05 ms. */
function alpha(spike: number, peak: number) {
  const values = Array.from({ length: 1000 }, (_, k) => peak * Math.E * (k / 40) * Math.exp(-k / 40));
  return {
    stimulus: "samples",
    values,
    unit: "pA",
    interval: "0.05 ms",
    start: `${spike - begin} ms`,
    interpolation: "linear",
  };
}

test.each(levels)(
  "glif$level fires with NEST through 300 pA and two synaptic currents",
  ({ level, before, during }) => {
    const initial = {
      ...(level >= 3 ? { I_1: `${left(before, -9.18, 0.003)} pA`, I_2: `${left(before, -198.94, 0.1)} pA` } : {}),
      ...(level === 2 || level >= 4 ? { theta_s: `${left(before, 0.37, 0.009)} mV` } : {}),
    };
    // NEST's connections have a delay of 1 ms.
    const pulse = { stimulus: "step", amplitude: "300 pA", start: `${601 - begin} ms`, stop: `${901 - begin} ms` };
    const input = [pulse, alpha(701, 20), alpha(801, -20)];
    const [train] = spikes({ model: `glif${level}`, initial, input, duration: "402 ms" }) as [number[]];
    const times = train.map((time) => time + begin);
    expect(times).toHaveLength(during.length);
    // Each spike of NEST waits for its grid of 0.01 ms, at most, and so do all that follow it.
    during.forEach((time, k) => {
      expect(time - times[k]!, `spike ${k}`).toBeGreaterThan(-0.015);
      expect(time - times[k]!, `spike ${k}`).toBeLessThan(0.015 + 0.011 * (k + 1));
    });
  },
);

test("glif1 is the leaky neuron: its period is t_ref + tau ln(R I/(R I - (theta - E_L)))", () => {
  const [train] = spikes({ model: "glif1", preset: "allen-490626718" }) as [number[]];
  const RI = 300 / 9.43;
  const period = deadTime + (58.72 / 9.43) * Math.log(RI / (RI - (78.85 - 51.68)));
  expect(period).toBeCloseTo(15.7334, 3);
  expectClose(
    train.slice(1).map((time, k) => time - train[k]!),
    train.slice(1).map(() => period),
    1e-9,
  );
});

test("the levels are nested: without their own mechanism they are the level below", () => {
  const input = [{ stimulus: "step", amplitude: "300 pA", start: "10 ms" }];
  const fired = (level: number, parameters: object) =>
    spikes({ model: `glif${level}`, parameters, input, duration: "300 ms" })[0]!;
  const noReset = { f_v: 0, delta_v: "0 mV", delta_theta_s: "0 mV" };
  const noCurrents = { delta_I_1: "0 pA", delta_I_2: "0 pA" };
  expectClose(fired(2, noReset), fired(1, {}), 1e-9);
  expectClose(fired(3, noCurrents), fired(1, {}), 1e-9);
  expectClose(fired(4, noCurrents), fired(2, {}), 1e-9);
  expectClose(fired(4, noReset), fired(3, {}), 1e-9);
  expectClose(fired(5, { a_v: "0 1/ms" }), fired(4, {}), 1e-9);
});
