import { describe, expect, test } from "vitest";
import { methods, prepareExperiment, type Result, simulate } from "../../src/index.ts";

const run = (document: object): Result => simulate(document as Parameters<typeof simulate>[0]);
const train = (document: object) => Array.from(run(document).spikes.times, (time) => 1000 * time);
const samples = ({ traces }: Result, name: string) => [...traces.variables.find((one) => one.name === name)!.values];
const current = (amplitude: string) => [{ stimulus: "constant", amplitude }];

describe("the upstroke of an exponential neuron overflows nothing", () => {
  const fixed = methods.filter((method) => {
    const { model } = prepareExperiment({ model: "adex", duration: "1 ms" }).compiled;
    return method.refuses(model) === undefined;
  });
  const cases = fixed.flatMap(({ name }) =>
    ["0.1 ms", "1 ms"].flatMap((dt) => (["exact", "grid"] as const).map((spikeTimes) => ({ name, dt, spikeTimes }))),
  );

  test("methods for equations that are not linear are among them", () => {
    expect(fixed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["dormand-prince", "rk4", "heun", "midpoint", "euler", "sequential-euler"]),
    );
  });

  // Converged: 8 spikes up to 200 ms, and w never above 0.42 nA.
  test.each(cases)("adex, $name, dt $dt, $spikeTimes", ({ name, dt, spikeTimes }) => {
    const result = run({
      model: "adex",
      method: name,
      dt,
      spikeTimes,
      input: current("1 nA"),
      duration: "180 ms",
      record: { variables: ["v", "w"] },
    });
    expect(samples(result, "v").every((v) => Number.isFinite(v) && v < 0.02)).toBe(true);
    const w = samples(result, "w");
    expect(Math.min(...w)).toBeGreaterThanOrEqual(-1e-15);
    expect(Math.max(...w)).toBeLessThan(0.45e-9);
    expect(Math.abs(result.spikes.times.length - 8)).toBeLessThanOrEqual(1);
  });

  // Converged: 20 spikes up to 195 ms; steps of 1 ms are an eighth of an interval.
  test.each(cases)("eif, $name, dt $dt, $spikeTimes", ({ name, dt, spikeTimes }) => {
    const result = run({
      model: "eif",
      method: name,
      dt,
      spikeTimes,
      input: current("1 nA"),
      duration: "195 ms",
      record: { variables: ["v"] },
    });
    expect(samples(result, "v").every((v) => Number.isFinite(v) && v < 0)).toBe(true);
    expect(Math.abs(result.spikes.times.length - 20)).toBeLessThanOrEqual(dt === "1 ms" ? 4 : 1);
  });
});

test("on the grid an error-controlled method divides its steps, and fires within a step of the exact time", () => {
  for (const model of ["adex", "eif"]) {
    const document = { model, method: "dormand-prince", input: current("1 nA"), duration: "100 ms" };
    const exact = train(document);
    for (const dt of [0.1, 1]) {
      const grid = train({ ...document, dt: `${dt} ms`, spikeTimes: "grid" });
      expect(grid.length).toBeGreaterThan(3);
      // A spike bears the start of its step, and the reset waits for the step's end.
      grid.slice(0, 4).forEach((time, k) => {
        expect(time - exact[k]!).toBeGreaterThan(-1.0001 * dt);
        expect(time - exact[k]!).toBeLessThan((k + 0.0001) * dt);
      });
    }
  }
});

describe("a sharper and sharper upstroke", () => {
  const sharp = (Delta_T: string) =>
    train({ model: "eif", parameters: { Delta_T }, input: current("1 nA"), duration: "100 ms" });
  const parameters = { tau_m: "12 ms", R: "20 MOhm", E_L: "-65 mV", v_th: "-55 mV", v_reset: "-60 mV", t_ref: "0 ms" };
  const leaky = train({ model: "lif", parameters, input: current("1 nA"), duration: "100 ms" });
  /** Greatest distance from the leaky neuron's spike of the same number, per spike, in ms. */
  const distance = (times: readonly number[]) =>
    Math.max(...leaky.map((time, k) => Math.abs((times[k] ?? Infinity) - time) / (k + 1)));

  test("becomes the threshold v_T of the leaky neuron", () => {
    expect(leaky[0]).toBeCloseTo(12 * Math.log(2), 9);
    const distances = ["0.1 mV", "0.01 mV", "0.001 mV"].map((Delta_T) => distance(sharp(Delta_T)));
    expect(distances[2]!).toBeLessThan(0.02);
    distances.slice(1).forEach((one, k) => {
      expect(one).toBeLessThan(distances[k]! / 5);
    });
  });

  test("of no width is that of 1 uV", () => {
    expect(sharp("0 mV")).toEqual(sharp("0.001 mV"));
    expect(distance(sharp("0 mV"))).toBeLessThan(0.02);
  });

  test("is the same in adex without adaptation", () => {
    for (const Delta_T of ["2 mV", "0 mV"]) {
      const own = { C: "600 pF", g_L: "50 nS", E_L: "-65 mV", v_T: "-55 mV", v_reset: "-60 mV", v_peak: "-30 mV" };
      const adex = train({
        model: "adex",
        parameters: { ...own, Delta_T, a: "0 nS", b: "0 nA" },
        input: current("1 nA"),
        duration: "100 ms",
      });
      const eif = sharp(Delta_T);
      expect(adex).toHaveLength(eif.length);
      adex.forEach((time, k) => {
        expect(Math.abs(time - eif[k]!)).toBeLessThan(1e-5);
      });
    }
  });
});

describe("time constants that coincide", () => {
  const synapse = (tau_s: string) => ({
    model: {
      equations: `dv/dt = (E_L - v)/tau_m + s/C : volt
ds/dt = -s/tau_s : amp`,
      parameters: { tau_m: "10 ms", tau_s, C: "250 pF", E_L: "0 mV" },
      initial: { v: "0 mV", s: "100 pA" },
    },
    duration: "50.1 ms",
    record: { variables: ["v"], every: "0.1 ms" },
  });

  test("tau_s = tau_m is the alpha function s t/C e^(-t/tau)", () => {
    const v = samples(run(synapse("10 ms")), "v");
    v.forEach((value, k) => {
      const ms = k / 10;
      expect(Math.abs(value - 1e-3 * (100 / 250) * ms * Math.exp(-ms / 10))).toBeLessThan(1e-15);
    });
  });

  test("nearby ones differ from it by no more than they should", () => {
    const same = samples(run(synapse("10 ms")), "v");
    const greatest = Math.max(...same);
    for (let exponent = -1; exponent >= -10; exponent--)
      for (const sign of [1, -1]) {
        const away = sign * 10 ** exponent;
        const v = samples(run(synapse(`${10 + away} ms`)), "v");
        expect(v.every(Number.isFinite)).toBe(true);
        const distance = Math.max(...v.map((value, k) => Math.abs(value - same[k]!)));
        expect(distance / greatest).toBeLessThan(0.1 * Math.abs(away) + 1e-13);
      }
  });
});

describe("Hodgkin-Huxley at the potentials where a rate is 0/0", () => {
  const places: [model: string, gate: string, millivolts: number, rate: number][] = [
    ["hodgkin-huxley", "m", -40, 1],
    ["hodgkin-huxley", "n", -55, 0.1],
    ["hodgkin-huxley-1952", "m", 25, 1],
    ["hodgkin-huxley-1952", "n", 10, 0.1],
  ];

  test.each(places)("%s: alpha_%s at %d mV is %d per ms, and nearly so beside it", (model, gate, millivolts, rate) => {
    for (const away of [0, 1e-13, -1e-13, 1e-9, -1e-9, 1e-6]) {
      const result = run({
        model,
        initial: { v: `${millivolts + away} mV` },
        duration: "0.1 ms",
        record: { variables: [`alpha_${gate}`, "v"] },
      });
      expect(samples(result, `alpha_${gate}`)[0]! / 1000 / rate).toBeCloseTo(1, away > 1e-7 ? 6 : 9);
    }
  });

  test.each(places)("%s starts from it (alpha_%s, %d mV) and goes on", (model, _, millivolts) => {
    for (const method of ["auto", "rk4", "exponential-euler", "euler"]) {
      const document = { model, method, initial: { v: `${millivolts} mV` }, duration: "5 ms", dt: "0.01 ms" };
      const result = run({ ...document, record: { variables: ["v", "m", "h", "n"] } });
      for (const name of ["v", "m", "h", "n"]) expect(samples(result, name).every(Number.isFinite)).toBe(true);
    }
  });
});
