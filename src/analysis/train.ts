/**
 * Spike times of one neuron in seconds, ascending; equal times are allowed. The functions of this folder refuse times that
 * are not finite or not in order with a `RangeError`.
 */
export type SpikeTrain = Float64Array;

/** The time during which neurons were watched, in seconds. Only spikes with start <= t < stop count. */
export interface Observation {
  /** Default: 0. */
  readonly start?: number;
  readonly stop: number;
}

/**
 * Times that miss an edge, a precision or a sample by less than this part of it are there but for rounding: 0.3/0.1 is
 * 2.9999999999999996, and 0.017 - 0.015 is 0.0020000000000000018.
 */
export const slack = 1e-6;

/** @throws RangeError with the place of the first time that is not finite or earlier than the one before it */
export function requireTrain(train: SpikeTrain, name = "times"): void {
  for (let k = 0; k < train.length; k++) {
    const time = train[k]!;
    if (!Number.isFinite(time)) throw new RangeError(`${name}[${k}] is ${time}; a spike time is a finite number`);
    if (k > 0 && time < train[k - 1]!) {
      throw new RangeError(
        `${name}[${k}] is ${time}, earlier than ${name}[${k - 1}], which is ${train[k - 1]}; spike times ascend (use .sort())`,
      );
    }
  }
}

/** `requireTrain` for each of several. */
export function requireTrains(trains: readonly SpikeTrain[], name = "trains"): void {
  for (const [k, train] of trains.entries()) requireTrain(train, `${name}[${k}]`);
}

/** @throws RangeError where the list is empty */
export function requireSome(trains: readonly SpikeTrain[]): void {
  if (trains.length === 0)
    throw new RangeError("at least one train is needed; an empty one is a train, an empty list none");
}

/** @throws RangeError unless the value is a finite number above 0 */
export function requirePositive(value: number, name: string): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} is a finite number above 0, not ${value}`);
  }
}

/** Both ends and the length of an observation. @throws RangeError where it does not stop after it starts */
export function bounds({ start = 0, stop }: Observation): { start: number; stop: number; duration: number } {
  const duration = stop - start;
  if (!(duration > 0 && duration < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`an observation stops after it starts, not from ${start} to ${stop}`);
  }
  return { start, stop, duration };
}

/** The index of the first spike at or after a time; the train's length where there is none. */
export function firstFrom(train: SpikeTrain, time: number): number {
  let [low, high] = [0, train.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (train[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The spikes with start <= t < stop: a view on the train, not a copy, so that adjacent observations share no spike.
 * An empty train gives an empty one.
 */
export function spikesBetween(train: SpikeTrain, observation: Observation): SpikeTrain {
  requireTrain(train);
  const { start, stop } = bounds(observation);
  return train.subarray(firstFrom(train, start), firstFrom(train, stop));
}

/** The spikes of all trains in the order of time. */
export function pooledSpikes(trains: readonly SpikeTrain[]): SpikeTrain {
  requireTrains(trains);
  return Float64Array.from(trains.flatMap((train) => Array.from(train))).sort();
}
