import {
  bounds,
  firstFrom,
  type Observation,
  requirePositive,
  type SpikeTrain,
  slack,
  spikesBetween,
} from "./train.ts";

export interface TilingOptions extends Observation {
  /** Half the width of the tile around each spike, in seconds. */
  readonly reach: number;
}

/**
 * Spike time tiling coefficient: STTC = ½ ((P_A - T_B)/(1 - P_A T_B) + (P_B - T_A)/(1 - P_B T_A)), P_A being the share of A's
 * spikes within the reach of a spike of B, T_A the share of the observation within the reach of a spike of A. From -1 to 1,
 * 1 for equal trains, about 0 for independent ones whatever their rates; symmetric. A term is 1 where its P and T are both 1.
 * NaN where a train is empty. Cutts & Eglen (2014), J Neurosci 34:14288.
 */
export function spikeTimeTilingCoefficient(a: SpikeTrain, b: SpikeTrain, options: TilingOptions): number {
  const { reach } = options;
  requirePositive(reach, "the reach");
  const [s, t] = [spikesBetween(a, options), spikesBetween(b, options)];
  if (s.length === 0 || t.length === 0) return Number.NaN;
  const term = (tiled: number, covered: number): number =>
    tiled * covered === 1 ? 1 : (tiled - covered) / (1 - tiled * covered);
  return (
    (term(shareWithin(s, t, reach), shareCovered(t, options)) +
      term(shareWithin(t, s, reach), shareCovered(s, options))) /
    2
  );
}

/** The share of a train's spikes no further than the reach from a spike of the other. */
function shareWithin(train: SpikeTrain, other: SpikeTrain, reach: number): number {
  const close = train.filter((time) => {
    const k = firstFrom(other, time - reach * (1 + slack));
    return k < other.length && other[k]! <= time + reach * (1 + slack);
  });
  return close.length / train.length;
}

/** The share of the observation no further than the reach from a spike. */
function shareCovered(train: SpikeTrain, { reach, ...observation }: TilingOptions): number {
  const { start, stop, duration } = bounds(observation);
  let [covered, until] = [0, start];
  for (const time of train) {
    const end = Math.min(time + reach, stop);
    covered += end - Math.max(time - reach, until);
    until = end;
  }
  return covered / duration;
}
