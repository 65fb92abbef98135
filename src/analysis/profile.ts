import { bounds, firstFrom, type Observation, requireTrain, type SpikeTrain } from "./train.ts";

/** A distance over time, a straight line in each piece between two edges. */
export interface DistanceProfile {
  /** Ends of the pieces in seconds, one more than there are pieces: start, the spikes of both trains, stop. */
  readonly edges: Float64Array;
  /** The value at the start of each piece. */
  readonly starts: Float64Array;
  /** The value at the end of each piece; at an edge the profile may jump. */
  readonly ends: Float64Array;
}

/** The mean over time of a profile, exact: each piece is a trapezium. */
export function meanOfProfile({ edges, starts, ends }: DistanceProfile): number {
  let area = 0;
  for (let k = 0; k < starts.length; k++) area += ((starts[k]! + ends[k]!) / 2) * (edges[k + 1]! - edges[k]!);
  return area / (edges[edges.length - 1]! - edges[0]!);
}

/**
 * A train with an auxiliary spike before and after, so that every time of an observation lies in an interval: as far outside as
 * the outermost intervals are long, and at least at the ends of the observation. A train without spikes is the two ends.
 * Kreuz, Mulansky & Bozanic (2015), J Neurophysiol 113:3432. Spikes at both ends count, others outside do not.
 */
export function closedTrain(train: SpikeTrain, observation: Observation, name: string): Float64Array {
  requireTrain(train, name);
  const { start, stop } = bounds(observation);
  const from = firstFrom(train, start);
  let to = firstFrom(train, stop);
  while (to < train.length && train[to] === stop) to++;
  const spikes = train.subarray(from, to);
  const n = spikes.length;
  if (n === 0) return Float64Array.of(start, stop);
  const before = n > 1 ? Math.min(start, 2 * spikes[0]! - spikes[1]!) : start;
  const after = n > 1 ? Math.max(stop, 2 * spikes[n - 1]! - spikes[n - 2]!) : stop;
  const closed = new Float64Array(n + 2);
  closed[0] = before;
  closed.set(spikes, 1);
  closed[n + 1] = after;
  return closed;
}

/** What a distance needs to know of a piece: which interval of each train it lies in. */
export type PieceValue = (from: number, to: number, i: number, j: number) => readonly [start: number, end: number];

/**
 * The profile whose pieces have the values that `value` gives, for two closed trains; the piece lies between a[i] and a[i + 1] and
 * between b[j] and b[j + 1].
 */
export function profileOf(
  a: Float64Array,
  b: Float64Array,
  observation: Observation,
  value: PieceValue,
): DistanceProfile {
  const { start, stop } = bounds(observation);
  const edges = edgesOf(a, b, start, stop);
  const starts = new Float64Array(edges.length - 1);
  const ends = new Float64Array(edges.length - 1);
  let [i, j] = [0, 0];
  for (let k = 0; k < starts.length; k++) {
    while (a[i + 1]! <= edges[k]!) i++;
    while (b[j + 1]! <= edges[k]!) j++;
    [starts[k], ends[k]] = value(edges[k]!, edges[k + 1]!, i, j) as [number, number];
  }
  return { edges, starts, ends };
}

/** The ends and all times between them, ascending, each once. */
function edgesOf(a: Float64Array, b: Float64Array, start: number, stop: number): Float64Array {
  const times = new Float64Array(a.length + b.length + 2);
  times.set(a);
  times.set(b, a.length);
  times.set([start, stop], a.length + b.length);
  times.sort();
  return times.filter((time, k) => time >= start && time <= stop && time !== times[k - 1]);
}
