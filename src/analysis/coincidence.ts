import {
  bounds,
  firstFrom,
  type Observation,
  requirePositive,
  requireTrain,
  type SpikeTrain,
  slack,
  spikesBetween,
} from "./train.ts";

export interface CoincidenceOptions extends Observation {
  /** Δ in seconds: spikes this far apart or nearer coincide. */
  readonly precision: number;
}

/**
 * The largest number of pairs of one spike from each train that are no further apart than the precision (seconds), each spike
 * being in one pair at most. 0 where a train is empty.
 */
export function coincidences(a: SpikeTrain, b: SpikeTrain, precision: number): number {
  requireTrain(a, "a");
  requireTrain(b, "b");
  requirePositive(precision, "the precision");
  let [i, j, pairs] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!;
    if (Math.abs(difference) <= precision * (1 + slack)) {
      pairs++;
      i++;
      j++;
    } else if (difference < 0) i++;
    else j++;
  }
  return pairs;
}

/**
 * Coincidence factor Γ = 2/(1 - 2νΔ) · (N_coinc - 2νΔ N_data) / (N_data + N_model), ν being the model's rate: 1 where every
 * spike has its partner, 0 for a Poisson process of the model's rate. Spikes are paired one to one.
 * One empty train gives 0. NaN where both are empty, and where 2νΔ >= 1: so many spikes that chance alone would pair them all.
 * Kistler, Gerstner & van Hemmen (1997), Neural Comput 9:1015; Jolivet et al. (2008), J Neurosci Methods 169:417.
 */
export function coincidenceFactor(data: SpikeTrain, model: SpikeTrain, options: CoincidenceOptions): number {
  const { precision } = options;
  const [watched, predicted] = [spikesBetween(data, options), spikesBetween(model, options)];
  const paired = coincidences(watched, predicted, precision);
  const chance = (2 * predicted.length * precision) / bounds(options).duration;
  if (chance >= 1) return Number.NaN;
  return ((2 / (1 - chance)) * (paired - chance * watched.length)) / (watched.length + predicted.length);
}

/**
 * What brian2modelfitting's GammaFactor reports, for comparison with its fits: an error, 0 at best. It differs from 1 - Γ: times
 * are rounded to steps of dt; each data spike is compared with the nearest model spike, which may so count twice; the
 * data's rate stands in both places; 2|r_data - r_model|/r_data is added; and what is below 0 is 0.
 * @throws RangeError for an empty data train, whose rate it divides by
 */
export function brianGammaError(
  data: SpikeTrain,
  model: SpikeTrain,
  options: CoincidenceOptions & { readonly dt: number },
): number {
  const { precision, dt } = options;
  requirePositive(precision, "the precision");
  requirePositive(dt, "dt");
  const steps = (train: SpikeTrain): Float64Array =>
    spikesBetween(train, options).map((time) => roundHalfEven(time / dt));
  const [watched, predicted] = [steps(data), steps(model)];
  if (watched.length === 0) throw new RangeError("the data have no spikes: an error relative to their rate needs some");
  const reach = roundHalfEven(precision / dt);
  const distance = (time: number, train: Float64Array): number => {
    const next = firstFrom(train, time);
    return Math.min(Math.abs(time - (train[next - 1] ?? Infinity)), Math.abs(time - (train[next] ?? Infinity)));
  };
  // with a single model spike the comparison is the other way round
  const paired =
    predicted.length === 1
      ? Number(distance(predicted[0]!, watched) <= reach)
      : watched.filter((time) => distance(time, predicted) <= reach).length;
  const chance = (2 * precision * watched.length) / bounds(options).duration;
  const gamma = (2 * (paired - chance * watched.length)) / ((1 - chance) * (watched.length + predicted.length));
  return Math.max(0, 1 + (2 * Math.abs(watched.length - predicted.length)) / watched.length - gamma);
}

/** The nearest whole number, the even one in the middle of two, as NumPy's rint. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2) : Math.round(value);
}
