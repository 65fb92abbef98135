import type { Dimension } from "../quantity/dimension.ts";

/** States of a projection's synapses at the end of a run, in the order of its connections: sources ascend, then targets. */
export interface SynapseStates {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly variables: readonly SynapseVariable[];
}

export interface SynapseVariable {
  readonly name: string;
  readonly dimension: Dimension;
  /** SI, for each synapse. */
  readonly values: Float64Array;
}

/** The synapses of several shares in the order of the whole projection. */
export function placesOf(
  parts: readonly Pick<SynapseStates, "source">[],
): { readonly source: number; readonly share: number; readonly k: number }[] {
  const places = parts.flatMap((part, share) => Array.from(part.source, (source, k) => ({ source, share, k })));
  // a stable sort: within a source, share after share
  return places.sort((a, b) => a.source - b.source);
}

/** Those of several shares as one. The targets of a share come before those of the next one. */
export function mergeStates(parts: readonly SynapseStates[]): SynapseStates {
  const places = placesOf(parts);
  return {
    source: Uint32Array.from(places, ({ source }) => source),
    target: Uint32Array.from(places, ({ share, k }) => parts[share]!.target[k]!),
    variables: parts[0]!.variables.map(({ name, dimension }, v) => ({
      name,
      dimension,
      values: Float64Array.from(places, ({ share, k }) => parts[share]!.variables[v]!.values[k]!),
    })),
  };
}
