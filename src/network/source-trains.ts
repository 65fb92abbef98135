import { stepAt } from "./arrival-lists.ts";
import type { Network, SpikeSource } from "./network.ts";
import type { TrainStore } from "./train-store.ts";

/**
 * What adds the spikes of a source before a time to its store, in order. On the grid a spike bears the start of its step, as those
 * of neurons do; a time that is a step's start but for its rounding is in that step.
 */
export function sourceTrains(
  { times }: SpikeSource,
  store: TrainStore,
  { dt, spikeTimes }: Network,
): (until: number) => void {
  const onGrid = (time: number): number => stepAt(time * (1 + 1e-12), dt) * dt;
  const all = times
    .flatMap((train, neuron) =>
      Array.from(train, (time) => ({ neuron, time: spikeTimes === "grid" ? onGrid(time) : time })),
    )
    .sort((a, b) => a.time - b.time || a.neuron - b.neuron);
  let next = 0;
  return (until) => {
    for (; next < all.length && all[next]!.time < until; next++) store.add(all[next]!.neuron, all[next]!.time);
  };
}
