import { describe, expect, test } from "vitest";
import { modelNamed } from "../../src/index.ts";
import { expectClose, recording, run, spikes, trace } from "./run.ts";

const fired = (document: object) => spikes(document)[0]!;

/** The arithmetic of the published programs: v first, then u with the new v, on the grid named in the preset's source. */
function figure(model: string, preset: string, changes: object = {}): number[] {
  const [dt] = /[\d.]+ ms/.exec(modelNamed(model).presets[preset]!.source.split("; dt ")[1]!)!;
  const times = fired({ model, preset, method: "sequential-euler", spikeTimes: "grid", dt, ...changes });
  return times.map((time) => Number(time.toFixed(9)));
}

describe("the published figures", () => {
  test("every preset has its spikes among the golden numbers, with the step that its source names", () => {
    const { presets, golden } = modelNamed("izhikevich");
    expect(golden.map(({ experiment }) => [experiment.preset, experiment.dt])).toEqual(
      Object.entries(presets).map(([preset, { source }]) => [
        preset,
        source.split("; dt ")[1]!.match(/^[\d.]+ ms/)![0],
      ]),
    );
  });

  test("variants: d = -2 of the program of the bursts, b = 0.18 of the after-potential", () => {
    const bursts = figure("izhikevich", "inhibition-induced-bursting", { parameters: { d: -2 } });
    expect(bursts).toEqual([86.5, 88.5, 90.5, 93, 95.5, 98.5, 103, 191.5, 194, 196.5, 199.5, 204]);
    expect(figure("izhikevich", "depolarising-after-potential", { parameters: { b: 0.18 } })).toEqual([11.6]);
  });
});

describe("the equations' own answer", () => {
  const accurate = (preset: string, changes: object = {}) => fired({ model: "izhikevich", preset, ...changes });

  test("each pattern keeps the number of bursts and single spikes that it is named for", () => {
    const counts: Record<string, number> = {
      "tonic-spiking": 5,
      "phasic-spiking": 1,
      "phasic-bursting": 8,
      "class-1": 10,
      "subthreshold-oscillations": 1,
      resonator: 1,
      integrator: 1,
      "rebound-spike": 1,
      "threshold-variability": 1,
      RZ: 2,
    };
    for (const [preset, count] of Object.entries(counts)) expect(accurate(preset).length, preset).toBe(count);
    expect(fired({ model: "izhikevich-accommodation", preset: "accommodation" })).toHaveLength(1);
  });

  test("bursts are runs of intervals below 8 ms between pauses above 25 ms", () => {
    const bursts = (preset: string) => {
      const train = accurate(preset);
      const intervals = train.slice(1).map((time, k) => time - train[k]!);
      return { spikes: train.length, pauses: intervals.filter((ms) => ms > 25).length, intervals };
    };
    for (const preset of ["CH", "tonic-bursting", "inhibition-induced-bursting"]) {
      const { spikes, pauses, intervals } = bursts(preset);
      expect(pauses, preset).toBeGreaterThanOrEqual(1);
      expect(intervals.filter((ms) => ms < 8).length, preset).toBeGreaterThan(spikes / 2);
    }
    for (const preset of ["phasic-bursting", "rebound-burst"]) expect(bursts(preset).pauses, preset).toBe(0);
    const mixed = bursts("mixed-mode").intervals;
    expect(mixed.slice(0, 2).every((ms) => ms < 8) && mixed.slice(2).every((ms) => ms > 25)).toBe(true);
    expect(
      bursts("IB")
        .intervals.slice(0, 2)
        .every((ms) => ms < 4),
    ).toBe(true);
  });

  test("adaptation lengthens the intervals of RS and LTS, FS fires faster and settles", () => {
    const steps = (preset: string) => {
      const train = accurate(preset);
      return train.slice(1).map((time, k) => time - train[k]!);
    };
    for (const preset of ["RS", "LTS", "spike-frequency-adaptation"])
      expect(steps(preset).at(-1)!, preset).toBeGreaterThan(1.9 * steps(preset)[0]!);
    expect(steps("FS").at(-1)!).toBeLessThan(8);
  });

  // The Open Source Brain's solution with steps of 0.01 ms; the step begins at 10 ms there.
  test("tonic spiking: coarse steps move the spikes by several milliseconds", () => {
    const train = accurate("tonic-spiking", { input: [{ stimulus: "step", amplitude: 14, start: "10 ms" }] });
    [12.52, 16.03, 28.88, 55.9, 82.67].forEach((time, k) => {
      expect(Math.abs(train[k]! - time)).toBeLessThan(0.3);
    });
  });

  test("four patterns need another stimulus or parameter than the coarse steps of their figures", () => {
    expect(accurate("spike-latency")).toHaveLength(0);
    expect(
      accurate("spike-latency", { input: [{ stimulus: "step", amplitude: 7.1, start: "10.2 ms", stop: "13 ms" }] }),
    ).toHaveLength(1);
    const [late] = accurate("spike-latency", {
      input: [{ stimulus: "step", amplitude: 6.71, start: "10 ms", stop: "13 ms" }],
    });
    expect(late).toBeGreaterThan(20);
    expect(accurate("bistability").at(-1)!).toBeGreaterThan(221);
    const stopped = accurate("bistability", {
      input: [
        { stimulus: "constant", amplitude: 0.24 },
        { stimulus: "step", amplitude: 1, start: "37.75 ms", stop: "42.5 ms" },
        { stimulus: "step", amplitude: 1, start: "208 ms", stop: "213 ms" },
      ],
    });
    expect(stopped).toHaveLength(5);
    expect(accurate("depolarising-after-potential").length).toBeGreaterThan(1);
    expect(accurate("depolarising-after-potential", { parameters: { b: 0.18 } })).toHaveLength(1);
  });

  const fromReset: [string, number[]][] = [
    ["RS", [3.127, 26.226]],
    ["IB", [1.953, 4.735]],
    ["CH", [1.433, 3.01, 4.78, 6.83]],
    ["FS", [3.153, 7.444, 13.312]],
    ["LTS", [2.468, 5.337, 8.798]],
  ];
  test.each(fromReset)("%s under a constant 10 from its reset fires first at %j ms", (preset, expected) => {
    const input = [{ stimulus: "constant", amplitude: 10 }];
    const train = accurate(preset, { input, initial: { v: "c" }, duration: "30 ms" });
    expected.forEach((time, k) => {
      expect(Math.abs(train[k]! - time)).toBeLessThan(6e-4);
    });
  });

  test("with u at rest its smallest current is (5 - b)^2/0.16 - 140", () => {
    const model = {
      equations: "dv/dt = (0.04*v**2 + (5 - b)*v + 140 + I)/ms : 1\nI : 1 (input)",
      parameters: { b: 0.2 },
      threshold: "v >= 30",
      reset: "v = -65",
      initial: { v: -65 },
    };
    for (const b of [0.2, 0.25, 0.26]) {
      const rheobase = (5 - b) ** 2 / 0.16 - 140;
      const input = [{ stimulus: "constant", amplitude: [rheobase - 0.01, rheobase + 0.01] }];
      const [below, above] = spikes({ model, parameters: { b }, input, duration: "300 ms" });
      expect(below).toEqual([]);
      expect(above!.length).toBeGreaterThan(0);
    }
  });
});

describe("the cells of 2007", () => {
  test("RS under 100 pA passes 0 mV at the converged times", () => {
    const every = 0.0025;
    const times = trace(
      run({ model: "izhikevich-2007", preset: "RS", dt: `${every} ms`, record: recording(every, "v") }),
      "v",
    )
      .map((v, k, all) => ({ k, from: all[k - 1] ?? v, to: v }))
      .filter(({ from, to }) => from < 0 && to >= 0)
      .map(({ k, from, to }) => (k - 1 + from / (from - to)) * every);
    // Open Source Brain: Euler steps of 0.0025 ms.
    expectClose(times, [47.0325, 120.4975, 196.6175, 272.6525, 348.6875, 424.7225, 500.76], 0.01);
  });

  test("its rheobase is k/4 (v_t - v_r + b/k)^2", () => {
    const rheobase = (0.7 / 4) * (20 - 2 / 0.7) ** 2;
    expect(rheobase).toBeCloseTo(51.4286, 4);
    const held = (pA: number) =>
      spikes({
        model: "izhikevich-2007",
        input: [
          { stimulus: "ramp", amplitude: `${pA} pA`, stop: "5 s" },
          { stimulus: "step", amplitude: `${pA} pA`, start: "5 s" },
        ],
        duration: "7 s",
        dt: "1 ms",
      })[0]!.length;
    expect(held(rheobase - 0.2)).toBe(0);
    expect(held(rheobase + 0.2)).toBeGreaterThan(0);
  });

  const cell = (preset: string, amplitude?: string, duration = "520 ms") =>
    spikes({
      model: "izhikevich-2007",
      preset,
      ...(amplitude ? { input: [{ stimulus: "constant", amplitude }] } : {}),
      duration,
    })[0]!;
  const intervals = (train: readonly number[]) => train.slice(1).map((time, k) => time - train[k]!);

  test("IB begins with a doublet, CH fires doublets for ever, FS fires evenly and fast", () => {
    const ib = intervals(cell("IB"));
    expect(ib[0]!).toBeLessThan(ib.at(-1)! / 3);
    const ch = intervals(cell("CH"));
    expect(ch.map((ms) => ms < 10)).toEqual(ch.map((_, k) => k % 2 === 0));
    const fs = intervals(cell("FS"));
    expect(Math.max(...fs.slice(2)) - Math.min(...fs.slice(2))).toBeLessThan(0.1);
    expect(fs.at(-1)!).toBeLessThan(20);
  });

  test("LTS adapts, and its u stays at or below 670 pA after a spike", () => {
    const train = intervals(cell("LTS"));
    expect(train.at(-1)!).toBeGreaterThan(1.5 * train[0]!);
    const input = [{ stimulus: "constant", amplitude: "300 pA" }];
    const u = trace(run({ model: "izhikevich-2007", preset: "LTS", input, record: recording(0.1, "u") }), "u");
    expect(Math.max(...u) * 1000).toBeLessThanOrEqual(670 + 1e-6);
  });

  test("TC and RTN burst when they are released from hyperpolarisation, and fire singly from rest", () => {
    for (const [preset, below, above] of [
      ["TC", "-1200 pA", "50 pA"],
      ["RTN", "-350 pA", "50 pA"],
    ] as const) {
      const released = spikes({
        model: "izhikevich-2007",
        preset,
        input: [
          { stimulus: "step", amplitude: below, stop: "120 ms" },
          { stimulus: "step", amplitude: above, start: "120 ms" },
        ],
        duration: "650 ms",
      })[0]!;
      expect(intervals(released)[0]!, preset).toBeLessThan(15);
      expect(Math.min(...intervals(cell(preset))), preset).toBeGreaterThan(40);
    }
  });
});
