import { expect, test } from "vitest";
import { simulate, traceOf } from "../../src/index.ts";

/** A leaky membrane that does not fire: tau dv/dt = -v + R I, in ms, mV, nA; tau = 10 ms, R = 10 MOhm. */
const tau = 10;
const R = 10;
const membrane = {
  model: {
    equations: "dv/dt = (R*I - v)/tau_m : volt\nI : amp (input)",
    parameters: { R: "10 MOhm", tau_m: "10 ms" },
  },
  duration: "60 ms",
  record: { variables: ["v"], every: "0.5 ms" },
} as const;

/** The membrane potential in mV every half millisecond, for each member. */
function response(input: object, settings: object = {}): Float64Array[] {
  const result = simulate({ ...membrane, ...settings, input: [input] } as Parameters<typeof simulate>[0]);
  return Array.from({ length: result.members }, (_, member) => traceOf(result, "v", member).map((v) => v * 1000));
}

function expectCourse(actual: Float64Array, wanted: (t: number) => number, tolerance = 1e-9): void {
  actual.forEach((v, k) => {
    expect(Math.abs(v - wanted(k / 2)), `at ${k / 2} ms: ${v} where ${wanted(k / 2)} is wanted`).toBeLessThan(
      tolerance,
    );
  });
}

/** Response at t to a current of 1 nA from `on` to `off`. */
function toStep(t: number, on: number, off: number): number {
  const charged = (from: number) => (t > from ? R * -Math.expm1(-(t - from) / tau) : 0);
  return charged(on) - charged(off);
}

test.each([0.1, 0.25])("pulses with edges between the steps of %d ms charge the membrane exactly", (dt) => {
  const [first, width, period] = [3.33333, 1.23456, 7.07107];
  const input = {
    stimulus: "pulses",
    amplitude: "1 nA",
    start: `${first} ms`,
    width: `${width} ms`,
    period: `${period} ms`,
    count: 5,
  };
  const [v] = response(input, { dt: `${dt} ms` });
  const onsets = [0, 1, 2, 3, 4].map((k) => first + k * period);
  expectCourse(v!, (t) => onsets.reduce((sum, on) => sum + toStep(t, on, on + width), 0), 1e-10);
});

test("a staircase between the steps charges the membrane exactly", () => {
  const [start, interval] = [2.22222, 4.44444];
  const input = { stimulus: "staircase", increment: "0.1 nA", start: `${start} ms`, interval: `${interval} ms` };
  const [v] = response(input);
  const steps = Array.from({ length: 13 }, (_, k) => start + (k + 1) * interval);
  expectCourse(v!, (t) => steps.reduce((sum, on) => sum + 0.1 * toStep(t, on, 1e9), 0), 1e-10);
});

/** Response to a unit exponential current of the time constant s: R s/(tau - s) (e^(-t/tau) - e^(-t/s)). */
function toExponential(t: number, s: number): number {
  if (t <= 0) return 0;
  return s === tau
    ? R * (t / tau) * Math.exp(-t / tau)
    : ((R * s) / (tau - s)) * (Math.exp(-t / tau) - Math.exp(-t / s));
}

/** Response to an alpha current of peak 1 at s: with b = 1/s - 1/tau, (R e/(tau s)) (e^(-t/tau) - e^(-t/s) (1 + b t))/b^2. */
function toAlpha(t: number, s: number): number {
  if (t <= 0) return 0;
  if (s === tau) return ((R * Math.E) / tau ** 2) * (t ** 2 / 2) * Math.exp(-t / tau);
  const b = 1 / s - 1 / tau;
  return ((R * Math.E) / (tau * s)) * ((Math.exp(-t / tau) - Math.exp(-t / s) * (1 + b * t)) / b ** 2);
}

const times = [4.2, 11.123456, 11.987654, 30];

test.each([
  ["exponential", toExponential],
  ["alpha", toAlpha],
  ["rectangular", (t: number, s: number) => toStep(t, 0, s)],
] as const)("postsynaptic potentials of %s currents are those of the closed form", (shape, kernel) => {
  const constants = [2, 5, 10, 17];
  const members = response({
    stimulus: "spikes",
    times: times.map((time) => `${time} ms`),
    amplitude: "1 nA",
    tau: constants.map((s) => `${s} ms`),
    shape,
  });
  constants.forEach((s, member) => {
    expectCourse(members[member]!, (t) => times.reduce((sum, on) => sum + kernel(t - on, s), 0));
  });
});

test.each([1, 2, 3, 64, 65, 700])("a train of %d spikes acts at each of its times", (count) => {
  const period = 59 / count;
  const range = { from: "0.5 ms", to: `${0.5 + period * (count - 1)} ms`, count };
  const times = count === 1 ? ["0.5 ms"] : range;
  const [v] = response({ stimulus: "spikes", times, amplitude: "1 nA", tau: `${period / 3} ms`, shape: "rectangular" });
  const onsets = Array.from({ length: count }, (_, k) => 0.5 + k * period);
  expectCourse(v!, (t) => onsets.reduce((sum, on) => sum + toStep(t, on, on + period / 3), 0), 1e-9);
});

test.each(["rk4", "dormand-prince", "exponential-euler"])("%s meets the edges of spikes too", (method) => {
  const input = { stimulus: "spikes", times: ["4.2 ms", "11.123456 ms"], amplitude: "1 nA", tau: "5 ms" };
  const [v] = response({ ...input, shape: "rectangular" }, { method });
  const wanted = (t: number) => toStep(t, 4.2, 9.2) + toStep(t, 11.123456, 16.123456);
  expectCourse(v!, wanted, method === "exponential-euler" ? 1e-10 : 1e-7);
});

test("a chirp is filtered by the membrane as its equation says", () => {
  const chirp = { stimulus: "chirp", amplitude: "1 nA", startFrequency: "5 Hz", stopFrequency: "100 Hz" };
  const [v] = response({ ...chirp, sweep: "exponential" });
  const current = (t: number) => {
    const k = Math.log(20) / 60;
    return Math.sin(2 * Math.PI * 0.005 * (Math.expm1(k * t) / k));
  };
  const wanted = [0];
  // v(t + h) = e^(-h/tau) v(t) + the integral of the current, by Simpson's rule on short steps.
  const h = 0.005;
  for (let step = 0, v = 0; step < 60 / h; step++) {
    const t = step * h;
    const decay = Math.exp(-h / tau);
    const inside = current(t) * decay + 4 * current(t + h / 2) * Math.sqrt(decay) + current(t + h);
    v = v * decay + ((R / tau) * h * inside) / 6;
    if ((step + 1) % 100 === 0) wanted.push(v);
  }
  expectCourse(v!, (t) => wanted[2 * t]!, 1e-9);
});

test("every stimulus gives the same bits on every target", () => {
  const inputs = [
    {
      stimulus: "pulses",
      amplitude: "3 nA",
      width: "3.3 ms",
      frequency: ["70 Hz", "90 Hz", "110 Hz"],
      start: "1.7 ms",
    },
    { stimulus: "staircase", increment: "1 nA", interval: ["3.3 ms", "4.1 ms", "20 ms"] },
    { stimulus: "chirp", amplitude: "5 nA", stopFrequency: ["10 Hz", "100 Hz", "1 kHz"] },
    { stimulus: "spikes", times: ["1.11 ms", "9.99 ms", "20 ms"], amplitude: "9 nA", tau: ["1 ms", "2 ms", "3 ms"] },
    { stimulus: "voltage-clamp", command: ["-60 mV", "-40 mV", "-30 mV"], start: "3.21 ms", stop: "22 ms" },
  ];
  for (const input of inputs) {
    const document = { model: "lif", input: [input], duration: "30 ms", record: { variables: ["v", "I"] } };
    const [first, ...others] = (["wasm-simd", "wasm", "interpreter"] as const).map(
      (target) => simulate(document, { target }).fingerprint,
    );
    expect(others).toEqual([first, first]);
  }
});
