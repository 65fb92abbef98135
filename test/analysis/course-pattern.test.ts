import { describe, expect, test } from "vitest";
import { type CurrentPiece, classifyCourse } from "../../src/analysis/course-pattern.ts";

/** A response with times in ms, observed for 200 ms; a trace samples a course in mV every 0.1 ms. */
function respond(pieces: readonly CurrentPiece[], spikes: readonly number[], course?: (ms: number) => number) {
  const time = Float64Array.from({ length: 2001 }, (_, k) => k / 1e4);
  const trace = course && { time, voltage: time.map((t) => course(1000 * t) / 1000) };
  const seconds = Float64Array.from(spikes, (ms) => ms / 1000);
  return classifyCourse({ pieces, spikes: seconds, end: 0.2, ...(trace ? { trace } : {}) });
}

function piece(shape: "step" | "ramp", start: number, stop: number, amplitude: number): CurrentPiece {
  return { shape, start: start / 1000, stop: stop / 1000, amplitude };
}

const pulse = (start: number, length = 5, amplitude = 1) => piece("step", start, start + length, amplitude);
const ramp = (start: number, length: number, amplitude: number) => piece("ramp", start, start + length, amplitude);

test.each([
  ["class 1 excitability", [ramp(10, 190, 5)], [80, 110, 135, 155]],
  ["class 2 excitability", [ramp(10, 190, 5)], [80, 100, 118, 134]],
  ["accommodation", [ramp(0, 100, 8), ramp(150, 10, 4)], [158]],
  ["inhibition-induced spiking", [pulse(50, 100, -5)], [70, 95, 120, 145]],
  ["inhibition-induced bursting", [pulse(50, 100, -5)], [70, 73, 77, 120, 123, 127]],
  ["rebound spike", [pulse(20, 5, -15)], [60]],
  ["rebound burst", [pulse(20, 5, -15)], [60, 63, 67, 73]],
  ["threshold variability", [pulse(10), pulse(70, 5, -6), pulse(80)], [90]],
  ["bistability", [pulse(30), pulse(150)], [36, 66, 96, 126]],
  ["resonator", [pulse(20), pulse(30), pulse(120), pulse(140)], [150]],
  ["integrator", [pulse(20), pulse(30), pulse(120), pulse(140)], [36]],
  ["spike latency", [pulse(10, 3)], [30]],
] as const)("%s, by its stimulus and its spikes", (label, pieces, spikes) => {
  expect(respond(pieces, spikes)).toMatchObject({ label, shown: [{ name: label }] });
});

describe("the same spikes mean something else under another stimulus", () => {
  test("a spike that follows a depolarisation is no rebound, one during it no latency", () => {
    expect(respond([pulse(20, 5, 15)], [26]).label).toBe("evoked spikes");
    expect(respond([pulse(20, 5, 15)], [23]).label).toBe("evoked spikes");
  });

  test("both pairs, or neither, tell no resonator from an integrator", () => {
    const pairs = [pulse(20), pulse(30), pulse(120), pulse(140)];
    expect(respond(pairs, [36, 150]).label).toBe("evoked spikes");
    expect(respond(pairs, []).label).toBe("silent");
  });

  test("a first pulse that fires leaves the threshold as it was", () => {
    expect(respond([pulse(10), pulse(70, 5, -6), pulse(80)], [14, 90]).label).toBe("evoked spikes");
  });

  test("firing that the second pulse does not end is no bistability", () => {
    expect(respond([pulse(30), pulse(150)], [36, 66, 96, 126, 160, 190]).label).toBe("evoked spikes");
  });

  test("one depolarising step to the end is a step response", () => {
    const { label, step } = respond([pulse(10, 190)], [20, 50, 80, 110, 140, 170, 199]);
    expect(label).toBe("tonic");
    expect(step!.evidence.spikes).toBe(7);
  });
});

describe("on the trace", () => {
  const ring = (decay: number) => (ms: number) =>
    -65 + (ms < 25 ? 0 : 5 * Math.exp(-(ms - 25) / decay) * Math.sin(ms - 25));

  test("a damped oscillation of 5 mV is one while its swings are larger than 0.2 mV", () => {
    expect(respond([pulse(20)], [], ring(10)).label).toBe("subthreshold oscillations");
    // Half a period, pi ms, takes it down to 4.3 %: 5, 0.2, 0.01 mV.
    expect(respond([pulse(20)], [], ring(1)).label).toBe("silent");
  });

  test("an exponential return is none", () => {
    expect(respond([pulse(20)], [], (ms) => -65 + (ms < 25 ? 0 : 5 * Math.exp(-(ms - 25) / 10))).label).toBe("silent");
  });

  test("a hump after the spike is an after-potential where it and its trough lie above rest", () => {
    const humpFrom = (trough: number) => (ms: number) =>
      ms < 26 ? -70 : -70 + (trough + 70) * Math.exp(-(ms - 26) / 20) + 2 * (ms - 26) * Math.exp(-(ms - 26) / 5);
    expect(respond([pulse(20)], [26], humpFrom(-60)).label).toBe("depolarising after-potential");
    expect(respond([pulse(20)], [26], humpFrom(-75)).label).toBe("evoked spikes");
  });
});

test("the evidence says the numbers that decided", () => {
  expect(respond([ramp(10, 190, 5)], [80, 105]).shown[0]!.evidence.onsetRate).toBeCloseTo(40, 9);
  const { evidence } = respond([pulse(20), pulse(30), pulse(120), pulse(140)], [150]).shown[0]!;
  expect(evidence.firingDistance).toBeCloseTo(0.02, 12);
  expect(evidence.silentDistance).toBeCloseTo(0.01, 12);
  expect(respond([pulse(20, 5, -15)], [60]).shown[0]!.evidence.latency).toBeCloseTo(0.035, 12);
});

test("a piece that stops before it starts is refused", () => {
  expect(() => respond([piece("step", 20, 10, 1)], [])).toThrow("starts at 0.02 s and stops at 0.01 s");
});
