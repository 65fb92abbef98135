import { noTrains, type Trains } from "./train-store.ts";

/**
 * Several lists of spikes, each in order of time and neuron, as one in this order.
 *
 * @param room where to write it, if it is large enough
 */
export function mergeTrains(lists: readonly Trains[], room?: Trains): Trains {
  if (lists.length <= 1) return lists[0] ?? noTrains;
  if (lists.length === 2) return mergeTwo(lists[0]!, lists[1]!, room);
  const half = lists.length >> 1;
  return mergeTwo(mergeTrains(lists.slice(0, half)), mergeTrains(lists.slice(half)), room);
}

function mergeTwo(a: Trains, b: Trains, room: Trains | undefined): Trains {
  const { times: aTimes, neurons: aNeurons } = a;
  const { times: bTimes, neurons: bNeurons } = b;
  const count = aTimes.length + bTimes.length;
  const fits = room !== undefined && room.times.length >= count;
  const times = fits ? room.times.subarray(0, count) : new Float64Array(count);
  const neurons = fits ? room.neurons.subarray(0, count) : new Uint32Array(count);
  let i = 0;
  let j = 0;
  for (let k = 0; k < count; k++) {
    const isFirst =
      j === bTimes.length ||
      (i < aTimes.length && (aTimes[i]! < bTimes[j]! || (aTimes[i] === bTimes[j] && aNeurons[i]! < bNeurons[j]!)));
    times[k] = isFirst ? aTimes[i]! : bTimes[j]!;
    neurons[k] = isFirst ? aNeurons[i++]! : bNeurons[j++]!;
  }
  return { times, neurons };
}
