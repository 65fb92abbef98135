import { expect, test } from "vitest";
import { cableConstants, simulateCable, transferResistance } from "../../src/index.ts";
import { dendrite, largest, pulse, runCable } from "./cables.ts";

const constants = cableConstants({
  diameter: 2e-6,
  membraneResistance: 1.25,
  axialResistivity: 0.5,
  membraneCapacitance: 0.008,
});
const short = { ...dendrite, compartments: 50 };
const step = { stimulus: "step", amplitude: "0.1 nA", start: "1 ms", stop: "3.005 ms" } as const;

test.each(["sealed", "killed", "infinite"] as const)(
  "between every start and an end that is %s the error falls with the square of the compartments' length",
  (end) => {
    for (const start of ["sealed", "killed", "infinite"] as const) {
      const error = (compartments: number) =>
        runCable({
          cable: { ...dendrite, compartments, start, end },
          electrodes: [{ at: "100 um", ...step }],
          duration: "6 ms",
          dt: "0.1 ms",
          record: { at: ["50 um", "100 um", "350 um"] },
        }).error();
      const [coarse, fine] = [error(20), error(40)];
      expect(coarse).toBeLessThan(0.05);
      expect(coarse / fine).toBeGreaterThan(3.4);
    }
  },
);

test("an electrode and a place between two ends of compartments are met to second order too", () => {
  const error = (compartments: number) =>
    runCable({
      cable: { ...dendrite, compartments },
      electrodes: [{ at: "115 um", ...step }],
      duration: "5 ms",
      dt: "0.1 ms",
      record: { at: ["333 um"] },
    }).error();
  expect(error(20)).toBeLessThan(0.01);
  expect(error(20) / error(80)).toBeGreaterThan(10);
});

test("steps in time approach the exact course with their declared order", () => {
  const run = (method: string, dt: string) =>
    simulateCable({
      cable: short,
      electrodes: [{ at: "100 um", stimulus: "sine", amplitude: "0.1 nA", frequency: "200 Hz" }],
      duration: "5 ms",
      dt,
      method,
      record: { at: ["0 um", "300 um"], every: "0.2 ms" },
    }).traces.values;
  const exact = run("exact", "0.01 ms");
  for (const [method, order] of [
    ["tr-bdf2", 2],
    ["crank-nicolson", 2],
    ["backward-euler", 1],
  ] as const) {
    const [coarse, fine] = [largest(run(method, "0.04 ms"), exact), largest(run(method, "0.02 ms"), exact)];
    expect(Math.log2(coarse / fine)).toBeGreaterThan(order - 0.1);
    expect(coarse).toBeLessThan(order === 2 ? 0.01 : 0.1);
  }
});

test("the exact course does not depend on the time step, on or off which the edges of a pulse fall", () => {
  const run = (dt: string) =>
    simulateCable({
      cable: short,
      electrodes: [pulse("100 um", "0.3 nA", "0.333 ms", "1.777 ms")],
      duration: "4 ms",
      dt,
      record: { at: ["0 um", "100 um"], every: "0.2 ms" },
    }).traces.values;
  expect(largest(run("0.2 ms"), run("0.01 ms"))).toBeLessThan(1e-11);
});

test("a sealed cable forgets a uniform potential with the time constant of its membrane", () => {
  const own = runCable({ cable: short, initial: "-50 mV", duration: "50 ms", dt: "1 ms", record: { at: ["123 um"] } });
  for (const time of [1, 10, 49]) expect(own.v(0, time)).toBeCloseTo(-70 + 20 * Math.exp(-time / 10), 10);
});

/** sqrt(1 + i ω τ) = p + i q is the wave number in 1/λ. */
test("a sine wave falls and lags along an endless cable as its complex wave number says", () => {
  const omega = 2 * Math.PI * 50;
  const p = Math.sqrt((1 + Math.sqrt(1 + (omega * constants.timeConstant) ** 2)) / 2);
  const q = (omega * constants.timeConstant) / (2 * p);
  const own = runCable({
    cable: { ...dendrite, length: "1000 um", compartments: 100, end: "infinite" },
    electrodes: [{ at: "0 um", stimulus: "sine", amplitude: "0.1 nA", frequency: "50 Hz" }],
    duration: "100 ms",
    dt: "0.1 ms",
    record: { at: ["0 um", "500 um", "1000 um"] },
  });
  const impedance = (1e-7 * constants.inputResistance) / Math.hypot(p, q);
  for (const [place, x] of [0, 5e-4, 1e-3].entries())
    for (const time of [92.3, 97, 99.9]) {
      const lag = Math.atan2(q, p) + (q * x) / constants.lengthConstant;
      const wave = impedance * Math.exp((-p * x) / constants.lengthConstant) * Math.sin(1e-3 * omega * time - lag);
      expect(Math.abs(own.v(place, time) + 70 - wave)).toBeLessThan(3e-3);
    }
});

/** Rall (1959): branches whose d^(3/2) add up to that of the trunk, of equal electrotonic length, are more of the trunk. */
test("branches that obey the 3/2 power law are a cylinder", () => {
  const trunk = { ...dendrite, length: "300 um", compartments: 60 };
  const thin = (share: number) => ({ d: 2 * share ** (2 / 3), l: 200 * Math.sqrt(share ** (2 / 3)) });
  const branch = (share: number) => ({
    length: `${thin(share).l} um`,
    diameter: `${thin(share).d} um`,
    compartments: 40,
  });
  const electrodes = [pulse("50 um", "0.5 nA", "0.5 ms", "1 ms")];
  const run = { electrodes, duration: "5 ms", dt: "0.1 ms" };
  const tree = runCable({
    ...run,
    cable: { ...trunk, branches: { left: branch(0.3), right: branch(0.7) } },
    record: {
      at: ["0 um", "300 um", { branch: "left", at: `${thin(0.3).l} um` }, { branch: "right", at: `${thin(0.7).l} um` }],
    },
  });
  const cylinder = runCable({
    ...run,
    cable: { ...dendrite, length: "500 um", compartments: 100 },
    record: { at: ["0 um", "300 um", "500 um", "500 um"] },
  });
  expect(largest(tree.result.traces.values, cylinder.result.traces.values)).toBeLessThan(1e-10);
  expect(tree.result.closedForm).toEqual({ whyNot: "it has branches" });
  expect(tree.result.sections.map(({ electrotonicLength }) => electrotonicLength.toFixed(12))).toEqual(
    [300, 200, 200].map((um) => ((1e-6 * um) / constants.lengthConstant).toFixed(12)),
  );
});

test.each(["exact", "tr-bdf2"])(
  "what goes in at one branch for a reading at another is the same both ways: %s",
  (method) => {
    const branch = { length: "200 um", compartments: 10 };
    const cable = {
      ...short,
      branches: {
        twig: { ...branch, diameter: "1 um", parent: "limb", from: "100 um", R_m: "0.5 ohm*m**2" },
        limb: { ...branch, diameter: { from: "3 um", to: "1 um" }, from: "200 um", end: "killed" },
        root: { ...branch, diameter: "1 um", from: "start", end: "infinite" },
      },
    } as const;
    const places = [
      { branch: "twig", at: "130 um" },
      { branch: "root", at: "55 um" },
    ] as const;
    const read = (to: (typeof places)[number], from: (typeof places)[number]) =>
      simulateCable({
        cable,
        electrodes: [{ ...from, ...step }],
        duration: "6 ms",
        dt: "0.1 ms",
        method,
        record: { at: [to] },
      }).traces.values;
    const there = read(places[0], places[1]);
    expect(Math.max(...there)).toBeGreaterThan(-69);
    expect(largest(there, read(places[1], places[0]))).toBeLessThan(1e-10);
  },
);

/** Without a leak all current runs through ∫ 4 R_i dx/(π d²) = 4 R_i L/(π d₁ d₂). */
test("a cone has the resistance of its inside", () => {
  const { traces } = simulateCable({
    cable: {
      ...short,
      R_m: "1e9 ohm*m**2",
      C_m: "1e-6 uF/cm**2",
      diameter: { from: "4 um", to: "1 um" },
      end: "killed",
    },
    electrodes: [{ at: "0 um", stimulus: "constant", amplitude: "0.1 nA" }],
    duration: "10 ms",
    dt: "1 ms",
    record: { at: ["0 um"] },
  });
  const resistance = (4 * 0.5 * 5e-4) / (Math.PI * 4e-6 * 1e-6);
  expect((traces.values.at(-1)! + 0.07) / (1e-10 * resistance)).toBeCloseTo(1, 6);
});

test("a cable too large for its modes is solved on its tree, and comes to the same steady state", () => {
  const own = runCable({
    cable: { ...dendrite, compartments: 20_000, end: "killed" },
    electrodes: [{ at: "100 um", stimulus: "constant", amplitude: "0.1 nA" }],
    duration: "100 ms",
    dt: "1 ms",
    record: { at: ["100 um"], profiles: ["100 ms"] },
  });
  expect(own.result.method).toBe("tr-bdf2");
  const cable = { ...constants, length: 5e-4, start: "sealed", end: "killed" } as const;
  const steady = 1e-7 * transferResistance(cable, 1e-4, 1e-4);
  expect(own.v(0, 99) + 70).toBeCloseTo(steady, 4);
});

test("a place with current at a killed end stays at rest", () => {
  const own = runCable({
    cable: { ...short, start: "killed", end: "killed" },
    initial: "-60 mV",
    electrodes: [{ at: "0 um", ...step }],
    duration: "5 ms",
    dt: "0.1 ms",
    record: { at: ["0 um", "250 um"] },
  });
  expect([own.v(0, 0), own.v(0, 2)]).toEqual([-70, -70]);
  expect(own.v(1, 0)).toBeCloseTo(-60, 9);
  expect(own.v(1, 4.9)).toBeLessThan(-69.9);
});
