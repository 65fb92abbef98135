import type { Trains } from "./train-store.ts";

/**
 * Several lists of spikes, each in order of time and neuron, as one in this order.
 *
 * @param room where to write it, if it is large enough
 */
export function mergeTrains(lists: readonly Trains[], room?: Trains): Trains {
  const left = lists.filter(({ times }) => times.length > 0).map((trains) => ({ ...trains, at: 0 }));
  if (left.length === 1) return { times: left[0]!.times, neurons: left[0]!.neurons };
  const count = left.reduce((sum, { times }) => sum + times.length, 0);
  const merged = {
    times: room && room.times.length >= count ? room.times.subarray(0, count) : new Float64Array(count),
    neurons: room && room.neurons.length >= count ? room.neurons.subarray(0, count) : new Uint32Array(count),
    at: 0,
  };
  while (left.length > 1) {
    // the two that begin first
    let [first, second] = isBefore(left[0]!, left[1]!) ? [0, 1] : [1, 0];
    for (let k = 2; k < left.length; k++) {
      if (isBefore(left[k]!, left[first]!)) [first, second] = [k, first];
      else if (isBefore(left[k]!, left[second]!)) second = k;
    }
    moveBefore(left[first]!, left[second]!, merged);
    if (left[first]!.at === left[first]!.times.length) left.splice(first, 1);
  }
  for (const { times, neurons, at } of left) {
    merged.times.set(times.subarray(at), merged.at);
    merged.neurons.set(neurons.subarray(at), merged.at);
  }
  return { times: merged.times, neurons: merged.neurons };
}

/** A list that is read, or written, from `at` on. */
interface Cursor extends Trains {
  at: number;
}

function isBefore(a: Cursor, b: Cursor): boolean {
  const time = a.times[a.at]!;
  const other = b.times[b.at]!;
  return time < other || (time === other && a.neurons[a.at]! < b.neurons[b.at]!);
}

/** Moves the spikes of a list that come before the first of another, at least one. */
function moveBefore(from: Cursor, other: Cursor, to: Cursor): void {
  const time = other.times[other.at]!;
  const neuron = other.neurons[other.at]!;
  const { times, neurons } = from;
  let end = from.at + 1;
  while (end < times.length && times[end]! < time) end++;
  while (end < times.length && times[end] === time && neurons[end]! < neuron) end++;
  const { times: toTimes, neurons: toNeurons } = to;
  let place = to.at;
  for (let at = from.at; at < end; at++) {
    toTimes[place] = times[at]!;
    toNeurons[place++] = neurons[at]!;
  }
  from.at = end;
  to.at = place;
}
