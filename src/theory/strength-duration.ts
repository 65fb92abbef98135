import { rootBetween } from "../dynamics/root.ts";

/** A law of strength and duration, fitted. SI. */
export interface StrengthDurationFit {
  /** The threshold of a pulse without end. */
  readonly rheobase: number;
  /** Seconds: the duration at which the threshold is twice the rheobase. */
  readonly chronaxie: number;
  /** The largest relative error of the law. */
  readonly misfit: number;
}

/**
 * Weiss's law I = rheobase (1 + chronaxie/T), in which the charge I T grows in a straight line with T: Weiss (1901), Arch Ital
 * Biol 35:413. Least squares of relative errors.
 *
 * @param durations seconds; at least two that differ.
 * @param thresholds of one sign, SI.
 */
export function weissFit(durations: readonly number[], thresholds: readonly number[]): StrengthDurationFit {
  requireCurve(durations, thresholds);
  // relative errors of I = r (1 + c/T): the squares of (r + q/T)/I - 1 with q = r c
  const rows = durations.map((duration, k) => [1 / thresholds[k]!, 1 / (duration * thresholds[k]!)] as const);
  let [aa, ab, bb, a, b] = [0, 0, 0, 0, 0];
  for (const [x, y] of rows) {
    aa += x * x;
    ab += x * y;
    bb += y * y;
    a += x;
    b += y;
  }
  const determinant = aa * bb - ab * ab;
  const rheobase = (a * bb - b * ab) / determinant;
  const chronaxie = (b * aa - a * ab) / determinant / rheobase;
  const law = (duration: number) => rheobase * (1 + chronaxie / duration);
  return { rheobase, chronaxie, misfit: misfit(law, durations, thresholds) };
}

/**
 * Lapicque's law I = rheobase/(1 - exp(-T/tau)), that of a leaky integrator; the chronaxie is tau ln 2: Lapicque (1907), J Physiol
 * Pathol Gen 9:620. Least squares of log I, over tau between a hundredth of the shortest and a hundred times the longest duration.
 */
export function lapicqueFit(
  durations: readonly number[],
  thresholds: readonly number[],
): StrengthDurationFit & { readonly timeConstant: number } {
  requireCurve(durations, thresholds);
  // log |I| = log r - log(1 - exp(-T/tau)): for given tau, log r is a mean, and the rest is left over
  const excess = (tau: number) =>
    durations.map((own, k) => Math.log(Math.abs(thresholds[k]!) * -Math.expm1(-own / tau)));
  // d log(1 - exp(-x))/d log tau = -x/(exp(x) - 1), x = T/tau
  const slopes = (tau: number) => durations.map((own) => -(own / tau) / Math.expm1(own / tau));
  const descent = (logTau: number) => covariance(excess(Math.exp(logTau)), slopes(Math.exp(logTau)));
  const [low, high] = [Math.log(Math.min(...durations) / 100), Math.log(Math.max(...durations) * 100)];
  const steps = 200;
  const spread = (logTau: number) => covariance(excess(Math.exp(logTau)), excess(Math.exp(logTau)));
  const grid = Array.from({ length: steps + 1 }, (_, k) => low + ((high - low) * k) / steps);
  const best = grid.reduce((least, own) => (spread(own) < spread(least) ? own : least));
  const width = (high - low) / steps;
  const [from, to] = [descent(best - width), descent(best + width)];
  const timeConstant = Math.exp(from < 0 && to > 0 ? rootBetween(descent, best - width, best + width, from, to) : best);
  const rheobase = Math.sign(thresholds[0]!) * Math.exp(mean(excess(timeConstant)));
  const law = (duration: number) => rheobase / -Math.expm1(-duration / timeConstant);
  const chronaxie = timeConstant * Math.LN2;
  return { rheobase, chronaxie, timeConstant, misfit: misfit(law, durations, thresholds) };
}

function requireCurve(durations: readonly number[], thresholds: readonly number[]): void {
  const sign = Math.sign(thresholds[0] ?? 0);
  if (durations.length !== thresholds.length || new Set(durations).size < 2 || sign === 0)
    throw new RangeError(
      `a law needs two durations and their thresholds, not ${durations.length} and ${thresholds.length}`,
    );
  if (durations.some((own) => !(own > 0)) || thresholds.some((own) => Math.sign(own) !== sign))
    throw new RangeError("durations are positive, and thresholds of one sign");
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [middleA, middleB] = [mean(a), mean(b)];
  return a.reduce((total, value, k) => total + (value - middleA) * (b[k]! - middleB), 0);
}

function misfit(
  law: (duration: number) => number,
  durations: readonly number[],
  thresholds: readonly number[],
): number {
  return Math.max(...durations.map((own, k) => Math.abs(law(own) / thresholds[k]! - 1)));
}
