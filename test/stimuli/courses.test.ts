import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment.ts";
import { resolveExperiment } from "../../src/experiment-resolve.ts";
import { simulate } from "../../src/index.ts";
import { checkModel } from "../../src/language/check.ts";
import { evaluate } from "../models/evaluate.ts";

/** The value in nA at t milliseconds of the stimuli in a run of 200 ms, read from the checked model. */
function course(...input: object[]): (t: number) => number {
  const { definition, drives } = resolveExperiment(parseExperiment({ model: "lif", input, duration: "200 ms" }));
  const model = checkModel(definition, drives);
  const { value } = model.subexpressions.find(({ name }) => name === "I")!;
  const names = Object.fromEntries(model.parameters.map((parameter) => [parameter.name, parameter.value]));
  return (t) => evaluate(value, { ...names, t: t / 1000 }, model.tables) * 1e9;
}

const pulses = { stimulus: "pulses", amplitude: "2 nA", width: "2 ms", period: "10 ms", start: "5 ms" };

test("a pulse includes its beginning and not its end, and comes again every period", () => {
  const I = course(pulses);
  expect([4.99, 5.01, 6.99, 7.01, 14.99, 15.01, 16.99, 17.01, 195.5, 197.5].map(I)).toEqual([
    0, 2, 2, 0, 0, 2, 2, 0, 2, 0,
  ]);
});

test("pulses are the same by frequency, and end after the count or at the stop", () => {
  const { period: _, ...rest } = pulses;
  const byFrequency = course({ ...rest, frequency: "100 Hz" });
  for (const t of [4.9, 5.1, 8, 15.1, 18, 105.1]) expect(byFrequency(t)).toBe(course(pulses)(t));
  const three = course({ ...pulses, count: 3 });
  expect([5.1, 15.1, 25.1, 26.9, 27.1, 35.1].map(three)).toEqual([2, 2, 2, 2, 0, 0]);
  const cut = course({ ...pulses, stop: "16 ms" });
  expect([15.1, 15.9, 16.1, 25.1].map(cut)).toEqual([2, 2, 0, 0]);
});

test("pulses without a period or a frequency, or with both, are refused", () => {
  const { period: _, ...rest } = pulses;
  expect(() => course(rest)).toThrow("input[0]: has neither period nor frequency");
  expect(() => course({ ...pulses, frequency: "100 Hz" })).toThrow("input[0]: has both period and frequency");
  expect(() => course({ ...rest, frequency: "0 Hz" })).toThrow("input[0].frequency: must be greater than zero");
});

test("a staircase climbs by its increment every interval", () => {
  const stairs = { stimulus: "staircase", increment: "0.5 nA", interval: "10 ms", start: "5 ms", stop: "40 ms" };
  const up = course(stairs);
  const wanted: [number, number][] = [
    [4.9, 0],
    [5.1, 0],
    [14.9, 0],
    [15.1, 0.5],
    [25.1, 1],
    [39.9, 1.5],
    [40.1, 0],
  ];
  for (const [t, value] of wanted) expect(up(t)).toBeCloseTo(value, 12);
  const down = course({ ...stairs, amplitude: "2 nA", increment: "-1 nA" });
  [0, 2, 1, 0, -1].forEach((value, k) => {
    expect(down(10 * k - 4.9)).toBeCloseTo(k === 0 ? 0 : value, 12);
  });
});

const sweep = { stimulus: "chirp", amplitude: "1 nA", start: "20 ms", stop: "120 ms" };

/** Phase in cycles at s milliseconds: the integral of the frequency, by Simpson's rule. */
function cycles(frequency: (s: number) => number, s: number): number {
  const pieces = 2000;
  const h = s / pieces;
  const at = (k: number) => (k % pieces === 0 ? 1 : k % 2 === 1 ? 4 : 2) * frequency(k * h);
  return Array.from({ length: pieces + 1 }, (_, k) => at(k)).reduce((a, b) => a + b, 0) * (h / 3000);
}

test.each([
  ["linear", 0, 200, (s: number) => 2 * s],
  ["linear", 150, 50, (s: number) => 150 - s],
  ["exponential", 10, 160, (s: number) => 10 * 2 ** (s / 25)],
  ["exponential", 40, 40, () => 40],
])("the phase of a chirp, %s from %d to %d Hz, is the integral of its frequency", (kind, from, to, frequency) => {
  const I = course({ ...sweep, sweep: kind, startFrequency: `${from} Hz`, stopFrequency: `${to} Hz`, phase: 0.3 });
  expect([19.9, 120.1].map(I)).toEqual([0, 0]);
  for (const s of [0.1, 7, 50.3, 99.9])
    expect(I(20 + s)).toBeCloseTo(Math.sin(2 * Math.PI * cycles(frequency, s) + 0.3), 9);
});

test("an exponential chirp cannot begin at 0 Hz, a linear one can", () => {
  expect(() => course({ ...sweep, stopFrequency: "9 Hz", sweep: "exponential" })).toThrow(
    "input[0].startFrequency: must be greater than zero",
  );
  expect(() => course({ ...sweep, stopFrequency: "9 Hz", sweep: "log" })).toThrow(
    'input[0].sweep: must be "linear" or "exponential"',
  );
  expect(() => course({ ...sweep, stopFrequency: "9 Hz" })).not.toThrow();
});

/** Not in order, two of them at once. */
const times = ["30 ms", "10 ms", "12.345 ms", "30 ms"];
const since = [10, 12.345, 30, 30];
const train = { stimulus: "spikes", times, amplitude: "2 nA", tau: "3 ms" };

test.each([
  ["exponential", (x: number) => Math.exp(-x)],
  ["alpha", (x: number) => x * Math.exp(1 - x)],
  ["rectangular", (x: number) => Number(x < 1)],
])("%s currents of spikes add up", (shape, kernel) => {
  const I = course({ ...train, shape });
  const delayed = course({ ...train, shape, delay: "1.5 ms" });
  for (const t of [0, 9.99, 10.01, 12.34, 12.35, 14, 15.34, 15.35, 29, 30.01, 34, 150]) {
    const sum = since.reduce((total, s) => total + (t >= s ? kernel((t - s) / 3) : 0), 0);
    expect(I(t)).toBeCloseTo(2 * sum, 12);
    expect(delayed(t + 1.5)).toBeCloseTo(2 * sum, 12);
  }
});

test("the times of spikes may be a range, and make no axis", () => {
  const { axes, members } = simulate({
    model: "lif",
    input: [{ stimulus: "spikes", times: { from: "5 ms", to: "45 ms", count: 5 }, amplitude: "1 nA", tau: "2 ms" }],
    duration: "50 ms",
  });
  expect([axes, members]).toEqual([[], 1]);
  const I = course({ ...train, times: { from: "5 ms", to: "45 ms", count: 5 }, shape: "rectangular" });
  expect([4.9, 5.1, 8.1, 15.1, 45.1, 55.1].map(I)).toEqual([0, 2, 0, 2, 2, 0]);
});

test("spikes whose currents overlap too much are refused", () => {
  const dense = { ...train, times: { from: "1 ms", to: "190 ms", count: 500 }, tau: "50 ms" };
  expect(() => course(dense)).toThrow("input[0].times: 500 of the currents overlap, but at most 100 may");
});
