import { describe, expect, test } from "vitest";
import { ExperimentError, type ModelObject, prepareExperiment, simulate, spikesOf } from "../../src/index.ts";
import { alike, mean, paths } from "./ensemble.ts";
import { siegert } from "./siegert.ts";

const ornsteinUhlenbeck: ModelObject = {
  equations: "dx/dt = (mu - x)/tau + sigma*sqrt(2/tau)*xi : volt",
  parameters: { mu: "3 mV", tau: "10 ms", sigma: "2 mV" },
  initial: { x: "-1 mV" },
};

describe("an Ornstein-Uhlenbeck process", () => {
  const members = 4000;
  const run = (method: string, dt: number, model = ornsteinUhlenbeck) =>
    paths(
      {
        model,
        parameters: { tau: alike(members, "10 ms") },
        duration: "100 ms",
        dt: `${dt} ms`,
        record: { variables: ["x"], every: "5 ms" },
        method,
      },
      members,
    );
  const error = 4 / Math.sqrt(members);

  test.each([
    ["exact", 5],
    ["exact", 0.1],
    ["exponential-euler", 5],
    ["dormand-prince", 0.1],
    ["heun", 0.1],
    ["euler-maruyama", 0.1],
  ])("with %s in steps of %f ms has its mean and variance at all times", (method, dt) => {
    const found = run(method, dt);
    for (const sample of [0, 1, 2, 10, 19]) {
      const t = 5 * sample;
      const values = found.map((path) => path[sample]!);
      const center = mean(values);
      const [wanted, variance] = [3 - 4 * Math.exp(-t / 10), -4 * Math.expm1((-2 * t) / 10)];
      expect(Math.abs(center - wanted)).toBeLessThanOrEqual(error * Math.sqrt(variance) + 0.04);
      const spread = mean(values.map((x) => (x - center) ** 2));
      expect(Math.abs(spread - variance)).toBeLessThanOrEqual((error * Math.SQRT2 + 0.011) * variance);
    }
  });

  test("forgets exponentially", () => {
    const found = run("auto", 5, { ...ornsteinUhlenbeck, initial: { x: "mu + sigma*randn()" } });
    for (const lag of [0, 1, 2, 4]) {
      const products = found.map((path) => {
        let sum = 0;
        for (let k = lag; k < path.length; k++) sum += (path[k]! - 3) * (path[k - lag]! - 3);
        return sum / (path.length - lag);
      });
      expect(Math.abs(mean(products) / 4 - Math.exp((-5 * lag) / 10))).toBeLessThan(0.03);
    }
  });

  test("with Euler-Maruyama in long steps has the variance of that recursion", () => {
    const values = run("euler-maruyama", 5).map((path) => path[19]!);
    const center = mean(values);
    // σ²/(1 - h/(2τ))
    expect(Math.abs(mean(values.map((x) => (x - center) ** 2)) / (4 / 0.75) - 1)).toBeLessThan(error * Math.SQRT2);
  });
});

test("multiplicative noise follows the closed form along the path that was drawn", () => {
  const document = {
    model: {
      equations: "dx/dt = mu*x + s*x*xi_1 : 1\ndw/dt = xi_1 : second**0.5",
      parameters: { mu: "2 Hz", s: "0.8 Hz**0.5" },
      initial: { x: 1 },
    },
    duration: "1 s",
    dt: "1 ms",
    record: { variables: ["x", "w"] },
  } as const;
  const end = (method: string) => {
    const [x, w] = simulate({ ...document, method }).traces.variables.map(({ values }) => values.at(-1)!) as [
      number,
      number,
    ];
    return { x, w };
  };
  const stratonovich = (w: number) => Math.exp(2 * 0.999 + 0.8 * w);
  const { x, w } = end("dormand-prince");
  expect(x / stratonovich(w)).toBeCloseTo(1, 6);
  for (const method of ["heun", "euler-maruyama", "milstein"]) expect(end(method).w).toBeCloseTo(w, 12);
  expect(end("heun").x / stratonovich(w)).toBeCloseTo(1, 2);
  expect(end("milstein").x / (stratonovich(w) * Math.exp(-0.32 * 0.999))).toBeCloseTo(1, 1);
  expect(simulate({ ...document, duration: "1 ms", method: "milstein" }).toJSON().reason).toBe(
    "chosen in the document; the noise is multiplicative (in dx/dt, xi_1 has the factor s*x, which depends on x), read in the " +
      "sense of Itô",
  );
});

const integrator: ModelObject = {
  equations: "dv/dt = (mu - v)/tau + sigma/sqrt(tau)*xi : volt (unless refractory)",
  parameters: { mu: "15 mV", sigma: "5 mV", tau: "20 ms", v_th: "20 mV", v_r: "10 mV" },
  threshold: "v > v_th",
  reset: "v = v_r",
  refractory: "2 ms",
  initial: { v: "v_r" },
};

/** Shift of the threshold in sigma*sqrt(dt/tau), by which steps act like a continuous path: -zeta(1/2)/sqrt(2 pi). Siegmund (1979). */
const boundary = 0.5826;

// values of mu, sigma, tau, threshold and reset, refractory 2 ms
describe.each([
  [15, 5, 20, 20, 10, 9.460799806],
  [25, 5, 20, 20, 10, 47.2174433],
  [15, Math.sqrt(1.5), 10, 15, 0, 27.1095934379],
])("a leaky neuron under white noise (mean %f mV, sigma %f mV)", (mu, sigma, tau, threshold, reset, reference) => {
  const members = 1000;
  const dt = 0.1;
  const shift = boundary * sigma * Math.sqrt(dt / tau);
  const rate = (v_th: number, method: string, spikeTimes: "exact" | "grid") => {
    const { spikes } = simulate({
      model: integrator,
      parameters: {
        mu: alike(members, `${mu} mV`),
        sigma: `${sigma} mV`,
        tau: `${tau} ms`,
        v_th: `${v_th} mV`,
        v_r: `${reset} mV`,
      },
      duration: "2.5 s",
      dt: `${dt} ms`,
      method,
      spikeTimes,
    });
    return spikes.times.filter((time) => time > 0.5).length / members / 2;
  };
  const theory = (v_th: number) => siegert({ mu, sigma, tau: tau / 1000, threshold: v_th, reset, refractory: 0.002 });

  test("the theory has its published value", () => {
    expect(theory(threshold) / reference).toBeCloseTo(1, 7);
  });

  test.each(["exact", "grid"] as const)(
    "spike times %s: it fires at Siegert's rate, its threshold corrected for the step",
    (spikeTimes) => {
      expect(Math.abs(rate(threshold - shift, "auto", spikeTimes) / reference - 1)).toBeLessThan(0.01);
    },
  );

  test("uncorrected it fires like a neuron with the higher threshold", () => {
    for (const method of ["auto", "euler-maruyama"]) {
      expect(Math.abs(rate(threshold, method, "grid") / theory(threshold + shift) - 1)).toBeLessThan(0.012);
    }
  });
});

describe("noise", () => {
  const noisy = {
    model: integrator,
    duration: "200 ms",
    parameters: { mu: ["18 mV", "25 mV", "30 mV"] },
    record: { variables: ["v"] },
  };

  test("depends on seed, neuron and step only", () => {
    const result = simulate(noisy);
    expect(simulate({ ...noisy, seed: 2 }).fingerprint).not.toBe(result.fingerprint);
    expect(simulate({ ...noisy, seed: 1 }).fingerprint).toBe(result.fingerprint);
    const [first] = simulate({ ...noisy, parameters: { mu: ["18 mV"] } }).traces.variables;
    expect([...result.traces.variables[0]!.values.subarray(0, 2000)]).toEqual([...first!.values]);
    expect([...spikesOf(simulate({ ...noisy, record: { variables: [] } }), 1)]).toEqual([...spikesOf(result, 1)]);
  });

  test("takes another seed without another program", () => {
    const bytes = (seed: number) => prepareExperiment({ ...noisy, seed }).program.bytes;
    expect(bytes(1)).toEqual(bytes(2 ** 53 - 1));
  });

  test("does not move what is held", () => {
    const { spikes, traces } = simulate({ ...noisy, parameters: {} });
    const [{ values }] = traces.variables as unknown as [{ values: Float64Array }];
    expect(spikes.times.length).toBeGreaterThan(0);
    for (const time of spikes.times) {
      const [from, to] = [Math.ceil(time / 1e-4), Math.floor((time + 2e-3) / 1e-4)];
      for (let k = from; k <= Math.min(to, values.length - 1); k++) expect(values[k]).toBe(0.01);
    }
  });

  test("is the same in the pieces of a step: where a spike is located, the path is straight", () => {
    const document = { model: integrator, parameters: { mu: "25 mV", sigma: "5 mV" }, duration: "100 ms", dt: "1 ms" };
    const exact = simulate({ ...document, record: { variables: ["v"] } });
    const [time] = exact.spikes.times;
    const step = Math.floor(time! / 1e-3);
    const [{ values }] = exact.traces.variables as unknown as [{ values: Float64Array }];
    // v' = (m - v)/tau from the sample before to the threshold; the same m leads to the sample after without a threshold
    const decay = Math.exp(-(time! - step * 1e-3) / 0.02);
    const drive = (0.02 - values[step]! * decay) / (1 - decay);
    const free = simulate({
      ...document,
      model: { ...integrator, threshold: "v > 1000*v_th" },
      record: { variables: ["v"] },
    });
    const next = drive + (values[step]! - drive) * Math.exp(-1e-3 / 0.02);
    expect(next / free.traces.variables[0]!.values[step + 1]!).toBeCloseTo(1, 9);
  });

  test("is refused by methods that take none, with a way out", () => {
    expect(() => simulate({ ...noisy, method: "rk4" })).toThrow(ExperimentError);
    expect(() => simulate({ ...noisy, method: "euler" })).toThrow(
      "euler does not integrate noise, and dv/dt has the term sigma/sqrt(tau)*xi; use euler-maruyama, heun or auto",
    );
  });
});
