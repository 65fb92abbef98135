import { type Column, damaged, requiredColumn } from "./checkpoint.ts";
import type { Overlap } from "./kept-neurons.ts";
import { mergeTrains } from "./merge-trains.ts";
import type { Sampler } from "./sampler.ts";
import type { TrainStore, Trains } from "./train-store.ts";

/** The spikes of a part so far. */
export function keepSpikes(store: TrainStore): [string, Column][] {
  const { times, neurons } = store.finish();
  return [
    ["spikes.times", times],
    ["spikes.neurons", neurons],
  ];
}

/** The spikes of a population in a checkpoint, from all its shares, in order of time and neuron. */
export function keptSpikes(overlaps: readonly Overlap[]): Trains {
  return mergeTrains(
    overlaps.map(({ columns, place }) => {
      const times = requiredColumn(columns, `${place}.spikes.times`, "f64");
      return { times, neurons: requiredColumn(columns, `${place}.spikes.neurons`, "u32", times.length) };
    }),
  );
}

/** The samples of a part before a step. */
export function keepTraces(sampler: Sampler, step: number): [string, Column][] {
  const traces = sampler.until(step);
  if (!traces) return [];
  return [
    ["recorded", traces.neurons],
    ...traces.variables.map(({ values }, v): [string, Column] => [`traces[${v}]`, values]),
  ];
}

/** Gives a part the samples of a checkpoint. */
export function restoreTraces(sampler: Sampler, overlaps: readonly Overlap[], step: number): void {
  const { traces } = sampler;
  if (!traces) return;
  const samples = sampler.samplesBefore(step);
  const length = traces.times.length;
  const places = new Map(Array.from(traces.neurons, (neuron, m) => [neuron, m]));
  let found = 0;
  for (const { columns, place } of overlaps) {
    const neurons = requiredColumn(columns, `${place}.recorded`, "u32");
    const variables = traces.variables.map((_, v) =>
      requiredColumn(columns, `${place}.traces[${v}]`, "f64", neurons.length * samples),
    );
    neurons.forEach((neuron, own) => {
      const m = places.get(neuron);
      if (m === undefined) return;
      found++;
      traces.variables.forEach(({ values }, v) => {
        values.set(variables[v]!.subarray(own * samples, (own + 1) * samples), m * length);
      });
    });
  }
  if (found !== traces.neurons.length) throw damaged();
}
