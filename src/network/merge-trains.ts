import type { Trains } from "./train-store.ts";

/** Several lists of spikes, each in order of time and neuron, as one in this order. */
export function mergeTrains(lists: readonly Trains[]): Trains {
  if (lists.length === 1) return lists[0]!;
  const count = lists.reduce((sum, { times }) => sum + times.length, 0);
  const times = new Float64Array(count);
  const neurons = new Uint32Array(count);
  const next = lists.map(() => 0);
  for (let k = 0; k < count; k++) {
    let first = -1;
    for (let own = 0; own < lists.length; own++) {
      if (next[own] === lists[own]!.times.length) continue;
      if (first < 0 || isBefore(lists[own]!, next[own]!, lists[first]!, next[first]!)) first = own;
    }
    const place = next[first]!++;
    times[k] = lists[first]!.times[place]!;
    neurons[k] = lists[first]!.neurons[place]!;
  }
  return { times, neurons };
}

function isBefore(a: Trains, i: number, b: Trains, j: number): boolean {
  return a.times[i]! < b.times[j]! || (a.times[i] === b.times[j] && a.neurons[i]! < b.neurons[j]!);
}
