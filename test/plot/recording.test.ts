import { expect, test } from "vitest";
import { axisOf, cornersOf, isAllFinite, pathsOf, recordingOf, textsOf } from "./drawing.ts";

/** v_ss = -50 mV after the step: the first spike at 10 + 20 ln(20/5) ms, then every 2 + 20 ln 4 ms. */
const step = {
  model: "lif",
  preset: "lesson",
  input: [{ stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "190 ms" }],
  duration: "200 ms",
  record: { variables: ["v", "I"] },
};
const first = 10 + 20 * Math.log(4);
const interval = 2 + 20 * Math.log(4);

test("axes say what they show and in which unit", () => {
  const figure = recordingOf(step);
  expect(textsOf(figure, "x label")).toEqual(["time (ms)"]);
  expect(textsOf(figure, "y label")).toEqual(["membrane potential v (mV)", "input current I (nA)"]);
  expect(textsOf(figure, "curve label").sort()).toEqual(["reset", "threshold"]);
});

test("a leaky integrator gets a stroke at the exact time of each spike, from the threshold upwards", () => {
  const figure = recordingOf({ ...step, record: { variables: ["v"] } });
  const [x, y] = [axisOf(figure, "x"), axisOf(figure, "y")];
  const strokes = [...pathsOf(figure, "spikes")[0]!.matchAll(/M([\d.]+),([\d.]+)V([\d.]+)/g)].map((own) =>
    own.map(Number),
  );
  expect(strokes).toHaveLength(6);
  strokes.forEach(([, at, from, to], k) => {
    expect(Math.abs(x(at!) - (first + k * interval))).toBeLessThan(0.01);
    expect(Math.abs(y(from!) + 55)).toBeLessThan(0.02);
    expect(y(to!)).toBeGreaterThan(-50);
  });
});

test("threshold and reset are lines at their potentials", () => {
  const figure = recordingOf({ ...step, record: { variables: ["v"] } });
  const y = axisOf(figure, "y");
  const level = (label: string) => y(cornersOf(pathsOf(figure, label)[0]!)[0]![1]);
  expect(Math.abs(level("threshold") + 55)).toBeLessThan(0.02);
  expect(Math.abs(level("reset") + 70)).toBeLessThan(0.02);
});

test("the corners of a trace are its samples", () => {
  const input = [{ stimulus: "constant", amplitude: "1 nA" }];
  const figure = recordingOf({ ...step, input, duration: "100 ms", record: { variables: ["v"], every: "1 ms" } });
  const [x, y] = [axisOf(figure, "x"), axisOf(figure, "y")];
  const corners = cornersOf(pathsOf(figure, "v")[0]!);
  expect(corners).toHaveLength(100);
  corners.forEach(([px, py], k) => {
    expect(x(px)).toBeCloseTo(k, 1);
    // 1 nA through 10 MOhm: v = -60 - 10 e^(-t/20 ms) mV
    expect(Math.abs(y(py) - (-60 - 10 * Math.exp(-k / 20)))).toBeLessThan(0.02);
  });
});

test.each([
  ["hodgkin-huxley", { input: [{ stimulus: "constant", amplitude: "10 uA/cm^2" }] }],
  ["adex", { preset: "tonic", input: [{ stimulus: "constant", amplitude: "0.5 nA" }] }],
  ["izhikevich", { input: [{ stimulus: "constant", amplitude: 10 }] }],
])("the trace of %s shows its spikes itself", (model, more) => {
  const figure = recordingOf({ model, duration: "100 ms", record: { variables: ["v"] }, ...more });
  expect(pathsOf(figure, "spikes")).toEqual([]);
});

test("samples that are too coarse for the peaks still reach the threshold at every spike", () => {
  const document = { model: "izhikevich", input: [{ stimulus: "constant", amplitude: 10 }], duration: "200 ms" };
  const figure = recordingOf({ ...document, record: { variables: ["v"], every: "1 ms" } });
  const y = axisOf(figure, "y");
  const peaks = cornersOf(pathsOf(figure, "v")[0]!).filter(([, py]) => Math.abs(y(py) - 30) < 0.3);
  const fine = recordingOf({ ...document, record: { variables: ["v"], every: "0.1 ms" } });
  const finePeaks = cornersOf(pathsOf(fine, "v")[0]!).filter(([, py]) => Math.abs(axisOf(fine, "y")(py) - 30) < 0.3);
  expect(peaks.length).toBeGreaterThan(3);
  expect(new Set(peaks.map(([px]) => px))).toEqual(new Set(finePeaks.map(([px]) => px)));
});

test("a threshold that moves is drawn with the potential", () => {
  const input = [{ stimulus: "constant", amplitude: "0.8 nA" }];
  const figure = recordingOf({ model: "mat", input, duration: "100 ms", record: { variables: ["v", "theta"] } });
  expect(textsOf(figure, "y label")).toEqual(["membrane potential v (mV)"]);
  expect(cornersOf(pathsOf(figure, "threshold")[0]!).length).toBeGreaterThan(100);
  expect(pathsOf(figure, "spikes")[0]).toMatch(/^M.*V/);
});

test("several neurons share a panel, each labelled at its end; many stand side by side", () => {
  const sweep = (count: number) => ({
    ...step,
    input: [{ ...step.input[0], amplitude: { from: "1 nA", to: "2 nA", count } }],
    record: { variables: ["v"] },
  });
  const few = textsOf(recordingOf(sweep(3)), "curve label");
  expect(few).toEqual(expect.arrayContaining(["amplitude 1 nA", "amplitude 1.5 nA", "amplitude 2 nA"]));
  const many = recordingOf(sweep(9));
  expect(textsOf(many, "heading")).toHaveLength(9);
  expect(textsOf(many, "y label")).toEqual(["membrane potential v (mV)"]);
  expect(textsOf(recordingOf(sweep(101)), "note")).toEqual(["16 of 101 neurons, evenly spread"]);
});

test("a neuron without a potential is drawn as its spikes", () => {
  const input = [{ stimulus: "constant", amplitude: "40 Hz" }];
  const figure = recordingOf({ model: "poisson", input, duration: "1 s", record: { variables: ["rate"] } });
  expect(textsOf(figure, "y label")[0]).toBe("spikes");
  expect(pathsOf(figure, "spikes")).toHaveLength(1);
});

test("a neuron that does not fire gets a labelled figure without spikes", () => {
  const silent = recordingOf({ ...step, input: [] });
  expect(pathsOf(silent, "spikes")).toEqual([]);
  expect(textsOf(silent, "y label")[0]).toBe("membrane potential v (mV)");
  expect(isAllFinite(silent)).toBe(true);
});

test("the same recording is the same text", () => {
  expect(recordingOf(step).outerHTML).toBe(recordingOf(step).outerHTML);
});

test("units are written as they are printed", () => {
  const input = [{ stimulus: "constant", amplitude: "10 uA/cm^2" }];
  const figure = recordingOf({ model: "hodgkin-huxley", input, duration: "20 ms", record: { variables: ["I"] } });
  expect(textsOf(figure, "y label").at(-1)).toContain("(µA/cm²)");
});
