import { mergeTrains } from "./merge-trains.ts";
import type { Network } from "./network.ts";
import type { NetworkRecording } from "./run-network.ts";
import type { PopulationTraces } from "./sampler.ts";
import { mergeStates } from "./synapse-states.ts";
import { mergeSynapseTraces } from "./synapse-traces.ts";

/** The recordings of all shares as one. */
export function joinRecordings(network: Network, answers: readonly NetworkRecording[]): NetworkRecording {
  const names = Object.keys(network.document.populations);
  return {
    spikes: new Map(
      names.map((name) => {
        const parts = answers.map(({ spikes }) => spikes.get(name)!);
        return [name, { ...mergeTrains(parts.filter(({ times }) => times.length > 0)), size: parts[0]!.size }] as const;
      }),
    ),
    traces: new Map(
      network.populations.flatMap(({ name, recorded }) => {
        const parts = answers.flatMap(({ traces }) => (traces.has(name) ? [traces.get(name)!] : []));
        return parts.length > 0 ? [[name, joinTraces(parts, recorded)] as const] : [];
      }),
    ),
    synapseStates: new Map(
      network.projections.flatMap((_, k) => {
        const parts = answers.flatMap(({ synapseStates }) => synapseStates.get(k) ?? []);
        return parts.length > 0 ? [[k, mergeStates(parts)] as const] : [];
      }),
    ),
    synapseTraces: new Map(
      network.projections.flatMap((_, k) => {
        const parts = answers.flatMap(({ synapseTraces }) => synapseTraces.get(k) ?? []);
        return parts.length > 0 ? [[k, mergeSynapseTraces(parts)] as const] : [];
      }),
    ),
  };
}

/** Traces of several shares, in the order in which the document names the neurons. */
function joinTraces(parts: readonly PopulationTraces[], recorded: readonly number[] | undefined): PopulationTraces {
  const { times, variables } = parts[0]!;
  const found = parts.flatMap((part, share) => Array.from(part.neurons, (neuron, m) => ({ neuron, share, m })));
  const places = recorded ? recorded.map((neuron) => found.find((own) => own.neuron === neuron)!) : found;
  return {
    times,
    neurons: Uint32Array.from(places, ({ neuron }) => neuron),
    variables: variables.map(({ name, dimension }, v) => {
      const values = new Float64Array(places.length * times.length);
      places.forEach(({ share, m }, k) => {
        const own = parts[share]!.variables[v]!.values;
        values.set(own.subarray(m * times.length, (m + 1) * times.length), k * times.length);
      });
      return { name, dimension, values };
    }),
  };
}
