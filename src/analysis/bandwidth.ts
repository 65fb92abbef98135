import { gaussianPairSum } from "./gauss-sum.ts";
import {
  bounds,
  firstFrom,
  type Observation,
  pooledSpikes,
  requirePositive,
  requireSome,
  type SpikeTrain,
} from "./train.ts";

/** Steps between the bandwidths tried before the best is refined; neighbours differ by a quarter with the default range. */
const gridSteps = 32;

/**
 * The bandwidth in seconds of the Gaussian with which `kernelRate` comes nearest to the rate behind the spikes: the minimum of
 * the estimated integrated squared error
 * C(w) = (N + 2 Σ_i<j (e^(-d²/4w²) - 2√2 e^(-d²/2w²))) / (2√π w), d = t_i - t_j,
 * over the N spikes of all trains. The range is searched on a logarithmic grid and then refined to 1e-6 relative.
 * One spike gives the widest bandwidth; no spikes, NaN.
 * Spikes at equal times, as on the grid of a simulation, make ever narrower kernels look better: keep `narrowest` above the
 * grid's step. Shimazaki & Shinomoto (2010), J Comput Neurosci 29:171.
 * @param range default: a thousandth of the observation to the whole
 */
export function optimalBandwidth(
  trains: readonly SpikeTrain[],
  observation: Observation,
  range: { readonly narrowest?: number; readonly widest?: number } = {},
): number {
  requireSome(trains);
  const { start, stop, duration } = bounds(observation);
  const { narrowest = duration / 1000, widest = duration } = range;
  requirePositive(narrowest, "the narrowest bandwidth");
  requirePositive(widest, "the widest bandwidth");
  if (narrowest > widest)
    throw new RangeError(`the narrowest bandwidth, ${narrowest} s, is wider than the widest, ${widest} s`);
  const pooled = pooledSpikes(trains);
  const spikes = pooled.subarray(firstFrom(pooled, start), firstFrom(pooled, stop));
  if (spikes.length === 0) return Number.NaN;

  const [low, high] = [Math.log(narrowest), Math.log(widest)];
  const at = (k: number): number => low + ((high - low) * Math.min(Math.max(k, 0), gridSteps)) / gridSteps;
  const costs = Array.from({ length: gridSteps + 1 }, (_, k) => integratedError(spikes, Math.exp(at(k))));
  const least = costs.indexOf(Math.min(...costs));
  const refined = Math.exp(minimum((w) => integratedError(spikes, Math.exp(w)), at(least - 1), at(least + 1)));
  const onGrid = Math.exp(at(least));
  return integratedError(spikes, refined) < costs[least]! ? refined : onGrid;
}

/** C(w) of `optimalBandwidth`; a sum over all pairs is that over i < j twice, and the N spikes with themselves. */
function integratedError(spikes: SpikeTrain, w: number): number {
  const n = spikes.length;
  const wide = gaussianPairSum(spikes, Math.SQRT2 * w);
  const narrow = gaussianPairSum(spikes, w) - n;
  return (wide - 2 * Math.SQRT2 * narrow) / (2 * Math.sqrt(Math.PI) * w);
}

/** The place of a minimum between two places, by golden section to 1e-6. */
function minimum(f: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [left, right] = [b - golden * (b - a), a + golden * (b - a)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (b - a > 1e-6) {
    if (atLeft < atRight) {
      [b, right, atRight] = [right, left, atLeft];
      left = b - golden * (b - a);
      atLeft = f(left);
    } else {
      [a, left, atLeft] = [left, right, atRight];
      right = a + golden * (b - a);
      atRight = f(right);
    }
  }
  return (a + b) / 2;
}
