import { requirePositive, requireTrain, type SpikeTrain, slack } from "./train.ts";

/** Differences of spike times, counted in bins around whole multiples of the width. */
export interface Correlogram {
  /** Centres of the bins in seconds: -K width, ..., 0, ..., K width. */
  readonly lags: Float64Array;
  /** Pairs of spikes with such a difference. */
  readonly counts: Float64Array;
  /** Mean rate at that lag from a reference spike, Hz: counts / (reference spikes x width); NaN without reference spikes. */
  readonly rates: Float64Array;
}

export interface CorrelogramOptions {
  /** Width of a bin in seconds. */
  readonly width: number;
  /** The largest lag in seconds: the last bin is the one that holds it. */
  readonly reach: number;
}

/**
 * Cross-correlogram: lags of the spikes of `train` from each spike of `reference`; positive where `train` fires later. A lag
 * on an edge between bins belongs to the one further from 0, so that exchanging the trains mirrors the counts. Empty trains
 * give zeros. Pairs are not corrected for the ends of the recording.
 */
export function crossCorrelogram(
  reference: SpikeTrain,
  train: SpikeTrain,
  { width, reach }: CorrelogramOptions,
): Correlogram {
  requireTrain(reference, "reference");
  requireTrain(train, "train");
  requirePositive(width, "the width of a bin");
  requirePositive(reach, "the reach");
  const most = binOf(reach, width);
  const counts = new Float64Array(2 * most + 1);
  let first = 0;
  for (const origin of reference) {
    while (first < train.length && binOf(train[first]! - origin, width) < -most) first++;
    for (let k = first; k < train.length; k++) {
      const bin = binOf(train[k]! - origin, width);
      if (bin > most) break;
      counts[bin + most]! += 1;
    }
  }
  return {
    lags: counts.map((_, k) => (k - most) * width),
    counts,
    rates: counts.map((count) => count / (reference.length * width)),
  };
}

/** The cross-correlogram of a train with itself, without the pairs of a spike with itself: symmetric. */
export function autoCorrelogram(train: SpikeTrain, options: CorrelogramOptions): Correlogram {
  const { lags, counts } = crossCorrelogram(train, train, options);
  counts[(counts.length - 1) / 2]! -= train.length;
  return { lags, counts, rates: counts.map((count) => count / (train.length * options.width)) };
}

/** The nearest whole multiple of the width, away from 0 in the middle of two. */
function binOf(lag: number, width: number): number {
  const bin = Math.floor(Math.abs(lag) / width + 0.5 + slack);
  return lag < 0 ? -bin : bin;
}
