import { stepAt } from "./arrival-lists.ts";
import type { Network } from "./network.ts";
import type { SpikeSource } from "./spike-source.ts";
import type { TrainStore } from "./train-store.ts";

/**
 * What adds the spikes of a source before a time to its store. On the grid a spike bears the start of its step, as those of neurons
 * do; a time that is a step's start but for its rounding is in that step.
 */
export function sourceTrains(
  source: SpikeSource,
  store: TrainStore,
  { dt, spikeTimes }: Network,
): (until: number) => void {
  const placed = (time: number): number => (spikeTimes === "grid" ? stepAt(time * (1 + 1e-12), dt) * dt : time);
  const spikes = source.begin();
  return (until) => {
    for (let time = placed(spikes.time); time < until; time = placed(spikes.time)) {
      store.add(spikes.neuron, time);
      spikes.advance();
    }
  };
}
