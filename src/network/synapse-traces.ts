import { placesOf, type SynapseVariable } from "./synapse-states.ts";

/** States of some synapses of a projection over time, in the order of its connections: sources ascend, then targets. */
export interface SynapseTraces {
  /** What the projection is called, or the place that it has in the document, counted from 0. */
  readonly name: string;
  /** Seconds. */
  readonly times: Float64Array;
  /** Of each synapse. */
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** values[m * samples + k]: of the m-th of these synapses at times[k]. */
  readonly variables: readonly SynapseVariable[];
}

/** Those of several shares as one. The targets of a share come before those of the next one. */
export function mergeSynapseTraces(parts: readonly SynapseTraces[]): SynapseTraces {
  const { name, times, variables } = parts[0]!;
  const samples = times.length;
  const places = placesOf(parts);
  return {
    ...{ name, times },
    source: Uint32Array.from(places, ({ source }) => source),
    target: Uint32Array.from(places, ({ share, k }) => parts[share]!.target[k]!),
    variables: variables.map(({ name, dimension }, v) => {
      const values = new Float64Array(places.length * samples);
      places.forEach(({ share, k }, row) => {
        const own = parts[share]!.variables[v]!.values;
        values.set(own.subarray(k * samples, (k + 1) * samples), row * samples);
      });
      return { name, dimension, values };
    }),
  };
}
