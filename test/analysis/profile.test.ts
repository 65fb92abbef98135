import fc from "fast-check";
import { expect, test } from "vitest";
import { isiDistance, isiProfile, spikeDistance, spikeProfile } from "../../src/index.ts";
import { anyTrain, clock, poisson, seeded } from "./trains.ts";

const second = { stop: 1 };
const a = Float64Array.of(0.2, 0.4, 0.6, 0.7);
const b = Float64Array.of(0.3, 0.45, 0.8, 0.9, 0.95);
const edges = [0, 0.2, 0.3, 0.4, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** Numbers equal to 13 digits after the point. */
const close = (values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 13));

/** Trapezia under a profile given by its values at the starts and ends of pieces. */
const area = (times: readonly number[], starts: readonly number[], ends: readonly number[]): number =>
  starts.reduce((sum, start, k) => sum + ((start + ends[k]!) / 2) * (times[k + 1]! - times[k]!), 0);

test("the ISI-distance over time of two trains is the one worked out by hand in PySpike's tests", () => {
  const values = [1 / 3, 1 / 3, 1 / 4, 1 / 4, 3 / 7, 5 / 7, 1 / 7, 2 / 3, 5 / 6, 5 / 6];
  const profile = isiProfile(a, b, second);
  expect(Array.from(profile.edges)).toEqual(edges);
  expect(Array.from(profile.starts)).toEqual(close(values));
  expect(profile.ends).toEqual(profile.starts);
  expect(isiDistance(a, b, second)).toBeCloseTo(area(edges, values, values), 13);
});

test("the SPIKE-distance over time of two trains is the one worked out by hand", () => {
  // S_a and S_b at the edges and the intervals between them; the outermost intervals are 0.2 and 0.3, 0.3 and 0.05, so that the
  // auxiliary spike of a at 1 is what the last spikes of b are nearest to
  const sa = [0.1, 0.1, (0.1 * 0.1 + 0.05 * 0.1) / 0.2, 0.05, (0.05 * 0.15 * 2) / 0.2, 0.15, 0.1, 0.1, 0.1, 0.1, 0.1];
  const sb = [0.1, 0.1, 0.1, (0.1 * 0.05 * 2) / 0.15, 0.05, (0.05 * 0.2 + 0.1 * 0.15) / 0.35];
  sb.push((0.05 * 0.1 + 0.1 * 0.25) / 0.35, 0.1, 0.1, 0.05, 0.05);
  const x = [0.2, 0.2, 0.2, 0.2, 0.2, 0.1, 0.3, 0.3, 0.3, 0.3];
  const y = [0.3, 0.3, 0.15, 0.15, 0.35, 0.35, 0.35, 0.1, 0.05, 0.05];
  const value = (k: number, edge: number): number =>
    (sa[edge]! * y[k]! + sb[edge]! * x[k]!) / (0.5 * (x[k]! + y[k]!) ** 2);
  const starts = x.map((_, k) => value(k, k));
  const ends = x.map((_, k) => value(k, k + 1));
  const profile = spikeProfile(a, b, second);
  expect(Array.from(profile.starts)).toEqual(close(starts));
  expect(Array.from(profile.ends)).toEqual(close(ends));
  expect(spikeDistance(a, b, second)).toBeCloseTo(area(edges, starts, ends), 13);
});

test("spikes at equal times make one edge, where the SPIKE-distance is 0", () => {
  const [s, t] = [Float64Array.of(0.2, 0.4, 0.6), Float64Array.of(0.1, 0.4, 0.5, 0.6)];
  const isi = isiProfile(s, t, second);
  expect(Array.from(isi.edges)).toEqual([0, 0.1, 0.2, 0.4, 0.5, 0.6, 1]);
  expect(Array.from(isi.starts)).toEqual(close([1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2, 0]));
  const { starts, ends } = spikeProfile(s, t, second);
  expect([ends[2], starts[3], ends[4], starts[5], ends[5]]).toEqual([0, 0, 0, 0, 0].map((x) => expect.closeTo(x, 14)));
});

/** What the distances are made of at one time, straight from the definitions. */
function around(train: Float64Array, other: Float64Array, t: number): { interval: number; s: number } {
  const closed = withEnds(train);
  const others = withEnds(other);
  const nearest = (time: number): number => Math.min(...others.map((spike) => Math.abs(spike - time)));
  const distance = (time: number): number =>
    nearest(train.length === 0 ? time : Math.min(Math.max(time, train[0]!), train[train.length - 1]!));
  const previous = Math.max(...closed.filter((spike) => spike <= t));
  const following = Math.min(...closed.filter((spike) => spike > t));
  const s = (distance(previous) * (following - t) + distance(following) * (t - previous)) / (following - previous);
  return { interval: following - previous, s };
}

function withEnds(train: Float64Array): number[] {
  const n = train.length;
  if (n < 2) return [0, ...train, 1];
  return [Math.min(0, 2 * train[0]! - train[1]!), ...train, Math.max(1, 2 * train[n - 1]! - train[n - 2]!)];
}

test("both distances are the means over time of their definitions, integrated numerically", () => {
  fc.assert(
    fc.property(anyTrain(6), anyTrain(6), (s, t) => {
      const steps = 4000;
      let [isi, spike] = [0, 0];
      for (let k = 0; k < steps; k++) {
        const time = (k + 0.5) / steps;
        const [x, y] = [around(s, t, time), around(t, s, time)];
        isi += Math.abs(x.interval - y.interval) / Math.max(x.interval, y.interval) / steps;
        spike += (2 * (x.s * y.interval + y.s * x.interval)) / (x.interval + y.interval) ** 2 / steps;
      }
      // at each of at most 12 jumps of at most 1 the sum errs by half a step
      expect(Math.abs(isiDistance(s, t, second) - isi)).toBeLessThan(12 / steps);
      expect(Math.abs(spikeDistance(s, t, second) - spike)).toBeLessThan(24 / steps);
    }),
    { ...seeded, numRuns: 100 },
  );
});

test("both are 0 for equal trains, symmetric, and from 0 to 1", () => {
  fc.assert(
    fc.property(anyTrain(10), anyTrain(10), (s, t) => {
      for (const distance of [isiDistance, spikeDistance]) {
        expect(distance(s, s, second)).toBe(0);
        expect(distance(s, t, second)).toBeCloseTo(distance(t, s, second), 12);
        expect(distance(s, t, second)).toBeGreaterThanOrEqual(0);
        expect(distance(s, t, second)).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
    seeded,
  );
});

test("a clock and one of half its rate are 1/2 apart in intervals", () => {
  const [fast, slow] = [clock(0.1, { stop: 10 }), clock(0.2, { stop: 10 })];
  expect(isiDistance(fast, slow, { start: 1, stop: 9 })).toBeCloseTo(0.5, 12);
});

test("independent Poisson processes of equal rate are 1/2 apart in intervals, and about 0.3 in spikes", () => {
  // x, y: intervals seen at a time, of density λ²x e^(-λx): the mean of min/max is ∫∫ = 2∫_0^1 6r²/(1+r)^4 dr = 1/2
  const [s, t] = [poisson(10, 3000, 1), poisson(10, 3000, 2)];
  expect(Math.abs(isiDistance(s, t, { stop: 3000 }) - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(spikeDistance(s, t, { stop: 3000 }) - 0.3)).toBeLessThan(0.02);
});

test("spikes outside the observation do not count, those at both of its ends do", () => {
  const [wide, narrow] = [Float64Array.of(-1, 0, 0.4, 0.9, 1, 2), Float64Array.of(0, 0.4, 0.9, 1)];
  const other = Float64Array.of(0.3);
  for (const distance of [isiDistance, spikeDistance]) {
    expect(distance(wide, other, second)).toBe(distance(narrow, other, second));
    expect(distance(narrow, other, second)).not.toBe(distance(Float64Array.of(0.4, 0.9), other, second));
  }
});

test("an empty train has one interval, the observation: from one spike in its middle it is 1/2 and 1/2", () => {
  const [none, one] = [new Float64Array(0), Float64Array.of(1)];
  // intervals 2 and 1; the spike is 1 from the ends, they are 0 from the auxiliary ones of the other train
  expect(isiDistance(none, one, { stop: 2 })).toBe(0.5);
  // S_none = 0, S_one = 1: 2 (1 * 2)/3²
  expect(spikeDistance(none, one, { stop: 2 })).toBeCloseTo(4 / 9, 12);
  expect(isiDistance(none, none, second)).toBe(0);
  expect(spikeDistance(none, none, second)).toBe(0);
});

test("a hundred thousand spikes are compared without running out of stack", () => {
  const train = poisson(1000, 150, 1);
  expect(spikeDistance(train, train, { stop: 150 })).toBe(0);
});

test("unordered trains and backward observations are refused", () => {
  expect(() => isiDistance(Float64Array.of(2, 1), a, second)).toThrow(/a\[1\]/);
  expect(() => spikeDistance(a, Float64Array.of(Number.NaN), second)).toThrow(/b\[0\]/);
  expect(() => spikeProfile(a, b, { start: 1, stop: 0 })).toThrow(RangeError);
});
