import { describe, expect, test } from "vitest";
import { expectClose, rate, run, spikes } from "./run.ts";

const intervals = (train: readonly number[]) => train.slice(1).map((time, k) => time - train[k]!);

describe("the Mihalas-Niebur neuron", () => {
  const train = (preset: string, changes: object = {}) => spikes({ model: "mihalas-niebur", preset, ...changes })[0]!;

  test("is integrated exactly", () => {
    expect(run({ model: "mihalas-niebur", preset: "tonic-bursting" }).method).toBe("exact");
  });

  test("tonic and class 1: the period is 20 ms ln(I/(I - 1 V/s)), without bound at the rheobase", () => {
    expectClose(intervals(train("tonic-spiking")), new Array(8).fill(20 * Math.log(1.5 / 0.5)), 1e-9);
    expect(train("class-1")[0]).toBeCloseTo(20 * Math.log(1.000001 / 0.000001), 5);
    const below = [{ stimulus: "constant", amplitude: "99.9999 pA" }];
    expect(train("class-1", { input: below, duration: "2 s" })).toEqual([]);
  });

  test("class 2: at the rheobase, 200 pA, the period is finite", () => {
    const [from, to] = train("class-2").slice(-2) as [number, number];
    expect(to - from).toBeLessThan(60);
  });

  test("adaptation: the intervals grow", () => {
    const all = intervals(train("spike-frequency-adaptation"));
    expect(all.length).toBeGreaterThan(6);
    all.slice(1).forEach((interval, k) => {
      expect(interval).toBeGreaterThan(all[k]!);
    });
  });

  test("phasic cells fall silent while the current lasts", () => {
    expect(train("phasic-spiking").at(-1)!).toBeLessThan(250);
    const burst = train("phasic-bursting");
    expect(burst.length).toBeGreaterThan(3);
    expect(burst.at(-1)!).toBeLessThan(60);
  });

  test("accommodation: 150 pA at once fire, the same reached in steps does not", () => {
    const times = train("accommodation");
    expect(times.length).toBeGreaterThan(0);
    expect(times.every((time) => time < 100)).toBe(true);
  });

  test("threshold variability and rebound: a pulse alone is silent, hyperpolarisation makes it, or its end, fire", () => {
    const [variable] = train("threshold-variability") as [number];
    expect(variable).toBeGreaterThan(250);
    expect(variable).toBeLessThan(275);
    const [rebound, ...none] = train("rebound-spike") as [number];
    expect(rebound).toBeGreaterThan(806);
    expect(none).toEqual([]);
    const burst = train("rebound-burst");
    expect(burst.length).toBeGreaterThan(3);
    expect(burst.every((time) => time > 600 && time < 670)).toBe(true);
  });

  test("integrator and preferred frequency: what the second pulse does depends on when it comes", () => {
    const [sum, ...none] = train("integrator") as [number];
    expect(sum).toBeGreaterThan(30);
    expect(sum).toBeLessThan(50);
    expect(none).toEqual([]);
    const [first, second, late] = train("preferred-frequency") as [number, number, number];
    expect([first < 5, second > 400 && second < 405, late > 450 && late < 455]).toEqual([true, true, true]);
  });

  test("input bistability: 170 pA fire where 150 pA have stopped, and again", () => {
    const times = train("input-bistability");
    expect(times.filter((time) => time > 100 && time < 500).length).toBeGreaterThan(5);
    expect(times.every((time) => time < 600)).toBe(true);
  });

  test("hyperpolarisation makes it fire, singly or in bursts", () => {
    expect(intervals(train("hyperpolarisation-induced-spiking")).every((ms) => ms > 100)).toBe(true);
    const bursts = intervals(train("hyperpolarisation-induced-bursting"));
    expect(bursts.filter((ms) => ms < 5).length).toBeGreaterThan(2 * bursts.filter((ms) => ms > 50).length);
  });

  test("tonic bursts, and a burst followed by single spikes", () => {
    const bursts = intervals(train("tonic-bursting"));
    expect(bursts.filter((ms) => ms > 50).length).toBeGreaterThan(1);
    expect(bursts.filter((ms) => ms < 10).length).toBeGreaterThan(10);
    const mixed = intervals(train("mixed-mode"));
    expect(mixed.slice(0, 4).every((ms) => ms < 10)).toBe(true);
    expect(mixed.slice(-4).every((ms) => ms > 20)).toBe(true);
  });

  test("basal bistability: one pulse starts the firing, the next ends it", () => {
    const times = train("basal-bistability");
    expect(times.some((time) => time > 60 && time < 100)).toBe(true);
    expect(times.every((time) => time < 120)).toBe(true);
  });

  test("afterpotential and latency: one spike after the pulse's beginning, or long after its end", () => {
    expect(train("afterpotentials")).toHaveLength(1);
    const [late, ...none] = train("spike-latency") as [number];
    expect(late).toBeGreaterThan(10);
    expect(none).toEqual([]);
  });
});

describe("the resonate-and-fire neuron", () => {
  test("turns with its frequency and dies away with its rate: the peak of one impulse", () => {
    // y after an impulse of x is e^(b t) sin(omega t); its first maximum is at tan(omega t) = -omega/b.
    const initial = { x: 1, y: 0 };
    const time = Math.atan(10);
    const top = Math.exp(-0.1 * time) * Math.sin(time);
    const fires = (x: number) =>
      spikes({ model: "resonate-and-fire", initial: { ...initial, x }, duration: "5 ms" })[0]!;
    expect(fires(0.9999 / top)).toEqual([]);
    expect(fires(1.01 / top)).toHaveLength(1);
    expect(Math.abs(fires(1.01 / top)[0]! - time)).toBeLessThan(0.2);
  });

  test("two pulses one period apart fire, half a period apart do not, and inhibition alone can", () => {
    const train = (preset: string) => spikes({ model: "resonate-and-fire", preset })[0]!;
    expect(train("resonant-doublet")).toHaveLength(1);
    expect(train("resonant-doublet")[0]).toBeGreaterThan(11.3);
    expect(train("nonresonant-doublet")).toEqual([]);
    expect(train("postinhibitory-spike")).toHaveLength(1);
    expect(train("postinhibitory-spike")[0]).toBeGreaterThan(5.5 + Math.PI);
  });
});

describe("the quadratic integrate-and-fire neuron", () => {
  /** With x = v - (E_L + v_c)/2, D = v_c - E_L: tau x' = (x^2 + c^2)/D, c^2 = D (R I - D/4). */
  function period(RI: number, peak: number, reset: number, tau = 10, D = 15): number {
    const c = Math.sqrt(D * (RI - D / 4));
    const [from, to] = [reset + 57.5, peak + 57.5];
    return ((tau * D) / c) * (Math.atan(to / c) - Math.atan(from / c));
  }

  test("fires with the period of the closed form, from its rheobase (v_c - E_L)/(4 R) on", () => {
    const amplitude = ["0.374 nA", "0.376 nA", "0.5 nA", "1 nA", "3 nA"];
    const input = [{ stimulus: "constant", amplitude }];
    const trains = spikes({ model: "qif", input, duration: "1 s" });
    expect(trains[0]).toEqual([]);
    trains.slice(1).forEach((train, k) => {
      const wanted = period(10 * Number.parseFloat(amplitude[k + 1]!), 30, -65);
      const all = intervals(train);
      if (all.length > 0) expectClose(all, new Array(all.length).fill(wanted), 1e-5);
      else expect(k).toBe(0);
    });
  });

  test("with peak and reset far away its rate is sqrt(R I/D - 1/4)/(pi tau_m)", () => {
    const [train] = spikes({ model: "qif", preset: "theta", duration: "2 s" }) as [number[]];
    expectClose(intervals(train), new Array(train.length - 1).fill(period(5, 10000, -10000)), 1e-4);
    expect(rate(train)).toBeCloseTo((1000 * Math.sqrt(5 / 15 - 1 / 4)) / (Math.PI * 10), 1);
  });
});
