import { closedTrain, type DistanceProfile, meanOfProfile, profileOf } from "./profile.ts";
import type { Observation, SpikeTrain } from "./train.ts";

/**
 * SPIKE-distance over time: S = (S_a y + S_b x) / (2 ((x + y)/2)²), x and y being the intervals of the trains a and b at that
 * time, S_a = (Δ_P x_F + Δ_F x_P) / x, Δ the distance of a's previous (P) and following (F) spike from the nearest of b, and x_P
 * and x_F the time since the one and until the other; S_b likewise. Linear between spikes, with jumps at them.
 * Before the first and after the last spike, intervals are those of `isiProfile`, and Δ is that of the outermost spike. An
 * empty train counts as a spike at each end of the observation. Spikes at both ends of the observation count.
 * Kreuz et al. (2013), J Neurophysiol 109:1457; ends: Kreuz, Mulansky & Bozanic (2015), J Neurophysiol 113:3432.
 */
export function spikeProfile(a: SpikeTrain, b: SpikeTrain, observation: Observation): DistanceProfile {
  const [s, t] = [closedTrain(a, observation, "a"), closedTrain(b, observation, "b")];
  const [toT, toS] = [distances(s, t), distances(t, s)];
  return profileOf(s, t, observation, (from, to, i, j) => {
    const [x, y] = [s[i + 1]! - s[i]!, t[j + 1]! - t[j]!];
    const at = (time: number): number =>
      (2 * (local(s, toT, i, time) * (y / (x + y)) + local(t, toS, j, time) * (x / (x + y)))) / (x + y);
    return [at(from), at(to)];
  });
}

/**
 * The mean of `spikeProfile` over the observation, integrated exactly: 0 for equal trains, about 0.3 for independent Poisson
 * processes of equal rate.
 */
export function spikeDistance(a: SpikeTrain, b: SpikeTrain, observation: Observation): number {
  return meanOfProfile(spikeProfile(a, b, observation));
}

/** S_a at a time in the interval from train[i] to train[i + 1]. */
function local(train: Float64Array, nearest: Float64Array, i: number, time: number): number {
  const [previous, following] = [train[i]!, train[i + 1]!];
  const remaining = (following - time) / (following - previous);
  return nearest[i]! * remaining + nearest[i + 1]! * (1 - remaining);
}

/** From each spike to the nearest of the other train; auxiliary spikes are as far away as the spike next to them. */
function distances(train: Float64Array, other: Float64Array): Float64Array {
  let k = 0;
  const nearest = train.map((time) => {
    while (k + 1 < other.length && Math.abs(other[k + 1]! - time) <= Math.abs(other[k]! - time)) k++;
    return Math.abs(other[k]! - time);
  });
  if (train.length > 2) {
    nearest[0] = nearest[1]!;
    nearest[train.length - 1] = nearest[train.length - 2]!;
  }
  return nearest;
}
