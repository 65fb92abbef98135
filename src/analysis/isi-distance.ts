import { closedTrain, type DistanceProfile, meanOfProfile, profileOf } from "./profile.ts";
import type { Observation, SpikeTrain } from "./train.ts";

/**
 * ISI-distance over time: |x - y| / max(x, y), x and y being the intervals of the two trains at that time; constant between
 * spikes. Before the first and after the last spike the interval reaches to the end of the observation, and is at least as long
 * as its neighbour. An empty train has one interval, the observation. Spikes at both ends of the observation count.
 * Kreuz et al. (2007), J Neurosci Methods 165:151; ends: Kreuz, Mulansky & Bozanic (2015), J Neurophysiol 113:3432.
 */
export function isiProfile(a: SpikeTrain, b: SpikeTrain, observation: Observation): DistanceProfile {
  const [s, t] = [closedTrain(a, observation, "a"), closedTrain(b, observation, "b")];
  return profileOf(s, t, observation, (_from, _to, i, j) => {
    const [x, y] = [s[i + 1]! - s[i]!, t[j + 1]! - t[j]!];
    const ratio = Math.abs(x - y) / Math.max(x, y);
    return [ratio, ratio];
  });
}

/** The mean of `isiProfile` over the observation: from 0, equal intervals at all times, to below 1. */
export function isiDistance(a: SpikeTrain, b: SpikeTrain, observation: Observation): number {
  return meanOfProfile(isiProfile(a, b, observation));
}
