import { expect, test } from "vitest";
import { type ModelObject, SimulationError, simulate, spikesOf } from "../../src/index.ts";

/** Spike times in ms of the first member. */
function fire(model: ModelObject, duration: string, more: object = {}): number[] {
  const result = simulate({ model, duration: duration as "1 ms", ...more });
  return Array.from(spikesOf(result, 0), (t) => t * 1000);
}

/** A leaky neuron driven to 30 mV with a threshold at 15 mV: from 0 it fires after 10 ln 2 ms. */
const leaky: ModelObject = {
  equations: "dv/dt = (drive - v)/tau : volt (unless refractory)",
  parameters: { tau: "10 ms", drive: "30 mV", theta: "15 mV", bottom: "0 mV" },
  threshold: "v > theta",
  reset: "v = bottom",
};
const period = 10 * Math.log(2);

function closeTo(found: readonly number[], expected: readonly number[], tolerance = 1e-12): void {
  expect(found.length).toBe(expected.length);
  for (const [k, time] of expected.entries()) expect(Math.abs(found[k]! - time)).toBeLessThan(tolerance);
}

test("without a refractory period intervals are the charging time, at any dt", () => {
  const expected = Array.from({ length: 7 }, (_, k) => (k + 1) * period);
  for (const dt of ["0.01 ms", "0.1 ms", "1 ms", "5 ms"]) closeTo(fire(leaky, "50 ms", { dt }), expected);
});

test("a zero refractory period is none", () => {
  expect(fire({ ...leaky, refractory: "0 ms" }, "50 ms")).toEqual(fire(leaky, "50 ms"));
});

test.each(["2 ms", "2.037 ms", "0.03 ms", "7.77777 ms"])(
  "a refractory period of %s adds exactly itself",
  (refractory) => {
    const interval = period + Number.parseFloat(refractory);
    const expected = Array.from({ length: Math.ceil((50 - period) / interval) }, (_, k) => period + k * interval);
    closeTo(fire({ ...leaky, refractory }, "50 ms"), expected);
    closeTo(fire({ ...leaky, refractory }, "50 ms", { dt: "1 ms" }), expected);
  },
);

test("the refractory period may differ between neurons", () => {
  const model: ModelObject = { ...leaky, refractory: "pause", parameters: { ...leaky.parameters, pause: "1 ms" } };
  const result = simulate({ model, parameters: { pause: ["0 ms", "1.5 ms", "3 ms"] }, duration: "50 ms" });
  for (const [m, pause] of [0, 1.5, 3].entries()) {
    const times = spikesOf(result, m);
    expect((times[1]! - times[0]!) * 1000).toBeCloseTo(period + pause, 11);
  }
});

test("many spikes fit in one step", () => {
  const counter: ModelObject = {
    equations: "dv/dt = rate : 1",
    parameters: { rate: "100 kHz" },
    threshold: "v >= 1",
    reset: "v -= 1",
  };
  const times = fire(counter, "1 ms", { dt: "0.1 ms" });
  expect(times.length).toBeGreaterThanOrEqual(99);
  for (const [k, time] of times.entries()) expect(time).toBeCloseTo(0.01 * (k + 1), 9);
});

test("a neuron that starts above its threshold fires at once", () => {
  const times = fire({ ...leaky, initial: { v: "20 mV" }, refractory: "2 ms" }, "10 ms");
  closeTo(times, [0, 2 + period]);
  const falling: ModelObject = { ...leaky, parameters: { ...leaky.parameters, drive: "0 mV", tau: "0.01 ms" } };
  closeTo(fire({ ...falling, initial: { v: "20 mV" } }, "10 ms"), [0]);
});

test("a reset above the threshold fires whenever the refractory period ends", () => {
  const high: ModelObject = { ...leaky, parameters: { ...leaky.parameters, bottom: "16 mV" }, refractory: "2.5 ms" };
  closeTo(
    fire(high, "20 ms"),
    Array.from({ length: 6 }, (_, k) => period + 2.5 * k),
  );
});

test("a reset above the threshold without a refractory period is an error with variable, neuron and time", () => {
  const high: ModelObject = { ...leaky, parameters: { ...leaky.parameters, bottom: "16 mV" } };
  const error = caught(() => fire(high, "20 ms"));
  expect(error).toBeInstanceOf(SimulationError);
  expect(error).toMatchObject({ variable: "v", neuron: 0 });
  expect((error as SimulationError).time! * 1000).toBeCloseTo(period, 9);
  expect((error as SimulationError).message).toMatch(/fires without end/);
});

test("a moving threshold is met where it is", () => {
  const moving: ModelObject = {
    equations: `dv/dt = (drive - v)/tau : volt
      dtheta/dt = (base - theta)/slow : volt`,
    parameters: { tau: "10 ms", drive: "30 mV", slow: "50 ms", base: "15 mV" },
    threshold: "v > theta",
    reset: "v = 0*mV; theta += 5*mV",
    initial: { theta: "15 mV" },
  };
  const times = fire(moving, "100 ms");
  let [last, high] = [0, 0];
  for (const time of times) {
    const gap = (t: number): number => 30 * (1 - Math.exp(-t / 10)) - (15 + high * Math.exp(-t / 50));
    expect(Math.abs(gap(time - last))).toBeLessThan(1e-11);
    expect(gap(time - last - 1e-6)).toBeLessThan(0);
    high = high * Math.exp(-(time - last) / 50) + 5;
    last = time;
  }
  expect(times.length).toBeGreaterThan(5);
});

test("a threshold of two conditions is met where the later one is", () => {
  const both: ModelObject = {
    equations: `dv/dt = rate : 1
      dw/dt = rate/2 : 1`,
    parameters: { rate: "1 kHz" },
    threshold: "v > 3.25 and w > 1.75",
    reset: "v = 0; w = 0",
  };
  closeTo(fire(both, "8 ms"), [3.5, 7], 1e-9);
});

test("with an empty reset a spike is one passing of the threshold, upwards", () => {
  const wave: ModelObject = {
    equations: "dx/dt = 2*pi*f*cos(2*pi*f*t) : 1",
    parameters: { f: "100 Hz" },
    threshold: "x > 0.5",
    reset: "",
  };
  closeTo(fire(wave, "40 ms"), [10 / 12, 10 + 10 / 12, 20 + 10 / 12, 30 + 10 / 12], 1e-8);
});

test("a condition holds spikes back while it is true", () => {
  const held: ModelObject = {
    equations: `dv/dt = (drive - v)/tau : volt
      dw/dt = -w/(5*ms) : 1`,
    parameters: { tau: "10 ms", drive: "30 mV" },
    threshold: "v > 15*mV",
    reset: "v = 0*mV; w = 100",
    refractory: "w > 1",
  };
  const times = fire(held, "100 ms", { dt: "0.01 ms" });
  const wait = 5 * Math.log(100);
  for (let k = 1; k < times.length; k++) expect(times[k]! - times[k - 1]!).toBeGreaterThan(wait - 1e-9);
  for (let k = 1; k < times.length; k++) expect(times[k]! - times[k - 1]!).toBeLessThan(wait + 0.0101);
});

test("a current that starts between two grid points starts there", () => {
  const driven: ModelObject = {
    ...leaky,
    equations: "dv/dt = (drive*int(t >= begin) - v)/tau : volt (unless refractory)",
  };
  const model: ModelObject = { ...driven, parameters: { ...leaky.parameters, begin: "3.21737 ms" } };
  closeTo(
    fire(model, "30 ms"),
    [1, 2, 3].map((k) => 3.21737 + k * period),
  );
  closeTo(fire(model, "20 ms", { dt: "1 ms" }), [3.21737 + period, 3.21737 + 2 * period]);
});

test("an edge on the grid acts on exactly its step, where 3 * 0.0001 is not 0.0003", () => {
  const ramp: ModelObject = {
    equations: "dv/dt = int(t >= 0.3*ms)/ms : 1",
  };
  for (const method of ["exact", "euler", "rk4", "dormand-prince", "heun"]) {
    for (const spikeTimes of ["exact", "grid"] as const) {
      const result = simulate({ model: ramp, duration: "1 ms", method, spikeTimes, record: { variables: ["v"] } });
      const v = Array.from(result.traces.variables[0]!.values);
      v.forEach((value, k) => {
        expect(value).toBeCloseTo(Math.max(0, k - 3) * 0.1, 12);
      });
    }
  }
});

test("what is not held goes on during the refractory period, as if the held variable were a constant", () => {
  const pair: ModelObject = {
    equations: `dv/dt = (drive - v - w)/tau : volt (unless refractory)
      dw/dt = (v - w)/slow : volt`,
    parameters: { tau: "10 ms", slow: "20 ms", drive: "40 mV" },
    threshold: "v > 15*mV",
    reset: "v = 0*mV",
    refractory: "5 ms",
  };
  for (const method of ["exact", "dormand-prince"]) {
    const result = simulate({ model: pair, duration: "30 ms", method, record: { variables: ["v", "w"] } });
    const [first] = result.spikes.times;
    const w = result.traces.variables[1]!.values;
    const after = Math.ceil(first! * 1e4);
    expect(w[after + 40]! / w[after]!).toBeCloseTo(Math.exp(-4 / 20), 8);
  }
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
