import { ExperimentError } from "../errors.ts";
import type { Quantity } from "../quantity/quantity.ts";
import type { Positions } from "./positions.ts";

/**
 * The synapses of a projection as the rows of a sparse matrix, one row a source. Within a row targets ascend; several synapses of
 * one pair (multapses) stand side by side.
 */
export interface Connections {
  readonly sources: number;
  /** Number of target neurons. */
  readonly targets: number;
  /** The synapses of source i are those from `first[i]` to `first[i + 1] - 1`; length `sources + 1`. */
  readonly first: Uint32Array;
  /** The target neuron of each synapse. */
  readonly target: Uint32Array;
  /** What a list says of each synapse beside its ends; in the order of `target`. */
  readonly listed?: Readonly<Partial<Record<"weight" | "delay", Listed>>>;
}

/** A column of a list, in SI. */
export interface Listed extends Pick<Quantity, "dimension"> {
  readonly values: Float64Array;
  /** Its place in the document. */
  readonly path: string;
}

/** What a rule connects. */
export interface Ends {
  /** Sizes of the two populations. */
  readonly sources: number;
  readonly targets: number;
  /** Whether the two are one population, so that source i and target i are the same neuron. */
  readonly same: boolean;
  readonly seed: number;
  /** The number of the projection among all that draws random numbers, from 0 to 1022. */
  readonly object: number;
  /** Where the neurons are; only rules of distance ask. */
  readonly positions?: { readonly source: Positions; readonly target: Positions };
  /** Only synapses onto the targets from `firstTarget` to `endTarget - 1` are wanted. */
  readonly firstTarget: number;
  readonly endTarget: number;
  /** The place of the rule in the document, such as `projections[0].connect`. */
  readonly path: string;
}

/** More synapses than this cannot be numbered. */
export const mostSynapses = 2 ** 32 - 2;

/** Rows that are written one after the other, in a target array that grows. */
export class Rows {
  readonly first: Uint32Array;
  target: Uint32Array;
  /** How many synapses there are so far; where the next target is written. */
  count = 0;
  readonly #ends: Ends;
  #row = 0;

  /** @param expected about how many synapses there will be */
  constructor(ends: Ends, expected: number) {
    this.#ends = ends;
    this.first = new Uint32Array(ends.sources + 1);
    this.target = new Uint32Array(Math.ceil(expected + 6 * Math.sqrt(expected)));
  }

  /** The target array, with room for `more` synapses. */
  reserve(more: number): Uint32Array {
    const needed = this.count + more;
    if (needed > this.target.length) {
      if (needed > mostSynapses) throw tooMany(needed, this.#ends.path);
      const larger = new Uint32Array(Math.min(mostSynapses, Math.ceil(needed * 1.25)));
      larger.set(this.target.subarray(0, this.count));
      this.target = larger;
    }
    return this.target;
  }

  endRow(): void {
    this.first[++this.#row] = this.count;
  }

  connections(): Connections {
    const { sources, targets } = this.#ends;
    const exact = this.count === this.target.length ? this.target : this.target.slice(0, this.count);
    return { sources, targets, first: this.first, target: exact };
  }
}

export function tooMany(count: number, path: string): ExperimentError {
  return new ExperimentError(
    `these are ${count} synapses, but one projection has at most ${mostSynapses}`,
    path,
    "make several projections of it, or connect fewer neurons",
  );
}

/** The same synapses by their targets: those of target `firstTarget + j` have the sources from `first[j]` to `first[j + 1] - 1`. */
export interface Incoming {
  readonly first: Uint32Array;
  readonly source: Uint32Array;
}

/** Rows from columns: a counting sort by the source, which keeps the targets' order. `places`, where wanted, says which synapse of `incoming` each one was. */
export function rowsOf(incoming: Incoming, ends: Ends, places?: Uint32Array): Connections {
  const { source } = incoming;
  const first = new Uint32Array(ends.sources + 1);
  for (let k = 0; k < source.length; k++) first[source[k]! + 1]!++;
  for (let row = 0; row < ends.sources; row++) first[row + 1]! += first[row]!;
  const next = first.slice(0, -1);
  const target = new Uint32Array(source.length);
  for (let j = 0; j + 1 < incoming.first.length; j++) {
    const end = incoming.first[j + 1]!;
    for (let k = incoming.first[j]!; k < end; k++) {
      const place = next[source[k]!]!++;
      target[place] = ends.firstTarget + j;
      if (places) places[place] = k;
    }
  }
  return { sources: ends.sources, targets: ends.targets, first, target };
}

/** Pairs in any order by their targets; those outside the range are left out. The order of one target's pairs stays. */
export function incomingOf(source: Uint32Array, target: Uint32Array, ends: Ends, places?: Uint32Array): Incoming {
  const { firstTarget, endTarget } = ends;
  const first = new Uint32Array(endTarget - firstTarget + 1);
  for (let k = 0; k < target.length; k++) {
    const at = target[k]!;
    if (at >= firstTarget && at < endTarget) first[at - firstTarget + 1]!++;
  }
  for (let j = 0; j + 1 < first.length; j++) first[j + 1]! += first[j]!;
  const next = first.slice(0, -1);
  const kept = new Uint32Array(first[first.length - 1]!);
  for (let k = 0; k < target.length; k++) {
    const at = target[k]!;
    if (at < firstTarget || at >= endTarget) continue;
    const place = next[at - firstTarget]!++;
    kept[place] = source[k]!;
    if (places) places[place] = k;
  }
  return { first, source: kept };
}
