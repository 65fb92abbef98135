import { describe, expect, test } from "vitest";
import { cableConstants, stepResponse, transferResistance } from "../../src/index.ts";
import { withReference } from "../shared.ts";
import { dendrite, pulse, runCable } from "./cables.ts";

const long = { ...dendrite, length: "800 um" };
const constants = cableConstants({
  diameter: 2e-6,
  membraneResistance: 1.25,
  axialResistivity: 0.5,
  membraneCapacitance: 0.008,
});
const within = (value: number, expected: number, tolerance: number) =>
  expect(Math.abs(value - expected)).toBeLessThan(tolerance);
/** In backward Euler with currents at the centres of compartments, as its source was run: half the length of our compartments. */
const likeSource = { method: "backward-euler", cable: { ...long, compartments: 400 } } as const;

test("a pulse of 0.8 nA depolarises its own place the most, at its end, by 8.041 mV", () => {
  const { result } = runCable({
    cable: long,
    electrodes: [pulse("200 um", "0.8 nA", "1 ms", "1.1 ms")],
    duration: "3 ms",
  });
  const { potential, time, point } = result.highest;
  expect([time, point.at]).toEqual([1.1e-3, 2e-4]);
  within(1000 * potential, -61.959, 1e-3);
});

test("pulses from the soma outwards make three peaks of nearly the same height at the soma", () => {
  const electrodes = [pulse("100 um", "0.8 nA", "1 ms", "1.1 ms"), pulse("200 um", "0.8 nA", "1.5 ms", "1.6 ms")];
  electrodes.push(pulse("300 um", "0.8 nA", "2 ms", "2.1 ms") as (typeof electrodes)[0]);
  const record = { at: ["0 um"] };
  const peaks = runCable({ cable: long, electrodes, duration: "5 ms", dt: "0.005 ms", record }).maxima(0);
  const expected = [
    [1.12, 7.029],
    [1.695, 6.616],
    [2.295, 6.906],
  ];
  expect(peaks).toHaveLength(3);
  for (const [k, [time, height]] of peaks.entries()) {
    within(time, expected[k]![0]!, 0.006);
    within(height + 70, expected[k]![1]!, 2e-3);
  }
});

test("the membrane of higher resistance and lower capacitance hands on more of a charge, and sooner", () => {
  const run = (change: object) => {
    const { result } = runCable({
      ...likeSource,
      cable: { ...likeSource.cable, ...change },
      electrodes: [pulse("402 um", "0.8 nA", "0.05 ms", "0.06 ms")],
      duration: "0.2 ms",
      dt: "0.005 ms",
      record: { at: ["502 um"] },
    });
    const top = Math.max(...result.traces.values);
    return { height: 1000 * top + 70, time: 1000 * result.traces.times[result.traces.values.indexOf(top)]! };
  };
  const [first, second] = [run({}), run({ R_m: "5 ohm*m**2", C_m: "0.2 uF/cm**2" })];
  within(first.height, 0.372, 6e-4);
  within(first.time, 0.1, 1e-9);
  within(second.height, 1.389, 6e-4);
  within(second.time, 0.07, 1e-9);
});

withReference("neurodynex/cable.json", (reference) => {
  test("every case of the reference is judged here", () => {
    expect(reference.ids.map((id) => id.slice(0, 6))).toEqual([1, 3, 4, 5, 6, 7, 8].map((n) => `CAB-0${n}`));
  });

  test("CAB-01 and CAB-08: the constants of the cable", () => {
    const own = reference.read<Record<string, number>>("CAB-01-constants").expected;
    within((1e6 * constants.lengthConstant) / own.lambda_um!, 1, 1e-9);
    within((1e3 * constants.timeConstant) / own.tau_ms!, 1, 1e-9);
    within(constants.inputResistance / 1e6 / own.r_inf_Mohm!, 1, 1e-9);
    const open = reference.read<Record<string, number>>("CAB-08-infinite-cable").expected;
    const endless = { ...constants, length: 1, start: "infinite", end: "infinite" } as const;
    const at = (x: number) => transferResistance(endless, x, 0);
    within(at(constants.lengthConstant) / at(0) / open.V_over_V0_at_lambda!, 1, 1e-9);
    within(at(0) / 1e6 / open.infinite_Rin_Mohm!, 1, 1e-9);
    const half = transferResistance({ ...endless, start: "sealed" }, 0, 0);
    within(half / 1e6 / open.semi_infinite_Rin_Mohm!, 1, 1e-9);
  });

  describe("CAB-03: pulses towards the soma", () => {
    interface Expected {
      readonly V_soma_at: { readonly t: number[]; readonly V: number[] };
      readonly exact_soma_max_dep_mV: number;
      readonly local_maxima: Record<string, [number, number][]>;
    }
    const { expected } = reference.read<Expected>("CAB-03-CBA");
    const towards = [pulse("100 um", "0.8 nA", "2 ms", "2.1 ms"), pulse("200 um", "0.8 nA", "1.5 ms", "1.6 ms")];
    const electrodes = [...towards, pulse("300 um", "0.8 nA", "1 ms", "1.1 ms")];

    test("sum up to the three peaks of the cable equation", () => {
      const fine = { cable: long, electrodes, duration: "5 ms", dt: "0.005 ms", record: { at: ["0 um"] } };
      const peaks = runCable(fine).maxima(0);
      const known = expected.local_maxima.exact_continuous_local_maxima!;
      expect(peaks).toHaveLength(known.length);
      for (const [k, [time, height]] of peaks.entries()) {
        within(time, known[k]![0], 1e-6);
        within(height, known[k]![1], 2e-3);
      }
      within(runCable({ ...fine, dt: "0.01 ms" }).v(0, 2.12) + 70, expected.exact_soma_max_dep_mV, 2e-3);
    });

    test("and in backward Euler to those of the source, 2 um from the soma", () => {
      const centres = ["102 um", "202 um", "302 um"];
      const shifted = electrodes.map((own, k) => ({ ...own, at: centres[k]! }));
      const own = runCable({ ...likeSource, electrodes: shifted, duration: "5 ms", record: { at: ["2 um"] } });
      for (const [k, time] of expected.V_soma_at.t.entries()) within(own.v(0, time), expected.V_soma_at.V[k]!, 1e-3);
      const known = expected.local_maxima["brian_dt0.01_local_maxima"]!;
      for (const [k, [time, height]] of own.maxima(0).entries()) {
        within(time, known[k]![0], 1e-6);
        within(height, known[k]![1], 1e-3);
      }
    });
  });

  test("CAB-04: a charge of 8 fC at 400 um passes 500 um", () => {
    const { expected } = reference.read<Record<"t_ms" | "exact_dep_mV" | "brian_dep_mV", number[]>>("CAB-04-set1");
    const brief = { duration: "0.2 ms", dt: "0.005 ms" };
    const electrodes = [pulse("400 um", "0.8 nA", "0.05 ms", "0.06 ms")];
    const exact = runCable({ ...brief, cable: long, electrodes, record: { at: ["500 um"] } });
    const centres = electrodes.map((own) => ({ ...own, at: "402 um" }));
    const source = runCable({ ...brief, ...likeSource, electrodes: centres, record: { at: ["502 um"] } });
    for (const [k, time] of expected.t_ms.entries()) {
      within(exact.v(0, time) + 70, expected.exact_dep_mV[k]!, 5e-4);
      within(exact.closed(0, time) + 70, expected.exact_dep_mV[k]!, 3e-5);
      within(source.v(0, time) + 70, expected.brian_dep_mV[k]!, 3e-4);
    }
  });

  test("CAB-05: a lasting current at one end, on its way and at its goal", () => {
    interface Expected {
      readonly analytic_profile: [number, number][];
      readonly exact_transient_t_dep0_depL: [number, number, number][];
      readonly input_resistance_Mohm: number;
    }
    const { expected } = reference.read<Expected>("CAB-05-steady");
    const own = runCable({
      cable: dendrite,
      electrodes: [{ at: "0 um", stimulus: "constant", amplitude: "0.1 nA" }],
      duration: "200 ms",
      dt: "0.1 ms",
      record: { at: ["0 um", "500 um"], profiles: ["200 ms"] },
    });
    for (const [time, ...known] of expected.exact_transient_t_dep0_depL)
      for (const place of [0, 1]) {
        within(own.v(place, time) + 70, known[place]!, 3e-4);
        // The sum over the eigenfunctions that is the reference was cut off: 4e-5 mV at the electrode.
        within(own.closed(place, time) + 70, known[place]!, 5e-5);
      }
    const { points, values } = own.result.profiles;
    for (const [um, known] of expected.analytic_profile) {
      const k = points.findIndex(({ at }) => Math.abs(at - 1e-6 * um) < 1e-9);
      within(1000 * values[k]! + 70, known, 3e-5);
    }
    const cable = { ...constants, length: 5e-4, start: "sealed", end: "sealed" } as const;
    within(transferResistance(cable, 0, 0) / 1e6, expected.input_resistance_Mohm, 1e-6);
    within(1e-7 * stepResponse(cable, 5e-4, 0, 1), expected.analytic_profile.at(-1)![1], 1e-9);
  });

  test("CAB-06: 3 nA for 20 us", () => {
    const { expected } = reference.read<{ V_max_mV: number; t_ms: number; V_at_2ms: number[] }>(
      "CAB-06-getting-started",
    );
    // The centres of the compartments 0, 20, 50 and 99 of the source, each of 5 um, are ends of ours, of 2.5 um.
    const own = runCable({
      cable: { ...dendrite, compartments: 200 },
      electrodes: [pulse("97.5 um", "3 nA", "0.5 ms", "0.52 ms")],
      duration: "2 ms",
      method: "backward-euler",
      record: { at: ["2.5 um", "102.5 um", "252.5 um", "497.5 um"] },
    });
    const { potential, time, point } = own.result.highest;
    within(1000 * potential, expected.V_max_mV, 0.01);
    within(1000 * time, expected.t_ms, 1e-9);
    within(1e6 * point.at, 97.5, 1e-9);
    // The last sample of the source is at 1.99 ms.
    for (const [place, last] of expected.V_at_2ms.entries()) within(own.v(place, 1.99), last, 5e-6);
  });

  test("CAB-07: 0.2 nA for 1 ms at a third of the length", () => {
    type Course = [number, number][];
    const { expected } = reference.read<{ V_max_mV: number; V_x0_at: Course; V_xL_at: Course }>("CAB-07-default");
    const own = runCable({
      cable: { ...dendrite, compartments: 400 },
      electrodes: [pulse("166.25 um", "0.2 nA", "2 ms", "3.01 ms")],
      duration: "5 ms",
      method: "backward-euler",
      record: { at: ["1.25 um", "498.75 um"] },
    });
    within(1000 * own.result.highest.potential, expected.V_max_mV, 1e-3);
    within(1000 * own.result.highest.time, 3.01, 1e-9);
    for (const [place, known] of [expected.V_x0_at, expected.V_xL_at].entries())
      for (const [time, potential] of known) within(own.v(place, time), potential, 1e-3);
  });
});
