import { expect, test } from "vitest";
import { escapeLikelihood, escapeLogLikelihood, type Tosses } from "../../../src/fit/gif/escape-likelihood.ts";
import { maximiseLikelihood } from "../../../src/fit/gif/maximise-likelihood.ts";
import { normals } from "../../analysis/cell/passive-cell.ts";
import { seeded } from "../../data/mutate.ts";

/** Tosses with three random columns and a constant one, fired by the law of these coefficients. */
function tossed(count: number, beta: readonly number[]): Tosses {
  const [normal, uniform] = [normals(3), seeded(8)];
  const width = beta.length;
  const rows = Float64Array.from({ length: count * width }, (_, k) => (k % width === 0 ? -1 : normal()));
  const fired = new Uint8Array(count).map((_, toss) => {
    const x = beta.reduce((sum, own, j) => sum + own * rows[toss * width + j]!, 0);
    return uniform() < -Math.expm1(-Math.exp(x)) ? 1 : 0;
  });
  return { rows, width, fired, offset: 0 };
}

const truth = [2.5, 0.8, -0.4, 1.1];

test("gradient and Hessian of the likelihood of escape noise are its derivatives", () => {
  const tosses = tossed(500, truth);
  const at = [2, 0.5, 0.3, -0.7];
  const { value, gradient, hessian } = escapeLikelihood(tosses, at);
  expect(Math.abs(value - escapeLogLikelihood(tosses, at))).toBeLessThan(1e-10 * Math.abs(value));
  const moved = (j: number, by: number) => at.map((x, k) => (k === j ? x + by : x));
  // Central differences over 2e-4: their error is of the order of 1e-8 of a third derivative of some hundreds.
  for (const j of at.keys()) {
    const h = 1e-4;
    const slope = (escapeLogLikelihood(tosses, moved(j, h)) - escapeLogLikelihood(tosses, moved(j, -h))) / (2 * h);
    expect(Math.abs(gradient[j]! - slope)).toBeLessThan(2e-5);
    const [up, down] = [escapeLikelihood(tosses, moved(j, h)), escapeLikelihood(tosses, moved(j, -h))];
    for (const k of at.keys())
      expect(Math.abs(hessian.get(j, k) - (up.gradient[k]! - down.gradient[k]!) / (2 * h))).toBeLessThan(2e-5);
  }
});

test("the maximum is the same from any start, and lies as near to the truth as its standard errors say", () => {
  const tosses = tossed(20_000, truth);
  const found = maximiseLikelihood(tosses, [0, 0, 0, 0]);
  const again = maximiseLikelihood(tosses, [5, -3, 2, 1]);
  for (const [j, value] of found.beta.entries()) {
    expect(Math.abs(value - again.beta[j]!)).toBeLessThan(1e-5);
    expect(Math.abs(value - truth[j]!)).toBeLessThan(4 * Math.sqrt(found.covariance.get(j, j)));
  }
  const { gradient } = escapeLikelihood(tosses, found.beta);
  for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-2);
});

test("a certain spike and a rate of nearly 0 cost nothing and overflow nothing", () => {
  const sure: Tosses = { rows: Float64Array.of(1, -1), width: 1, fired: Uint8Array.of(1, 0), offset: 0 };
  const { value, gradient } = escapeLikelihood(sure, [800]);
  expect(value).toBe(0);
  expect([...gradient]).toEqual([0]);
});

test("spikes that the model tells from the other steps without error have no likeliest threshold", () => {
  const rows = Float64Array.of(-1, 1, -1, 2, -1, -1, -1, -2);
  const apart: Tosses = { rows, width: 2, fired: Uint8Array.of(1, 1, 0, 0), offset: 0 };
  expect(() => maximiseLikelihood(apart, [0, 0])).toThrow("has no maximum");
});
