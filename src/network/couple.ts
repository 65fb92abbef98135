import { type DenseSum, denseSum } from "../target/accumulate.ts";
import { readStateInto, writeState } from "../target/memory.ts";
import type { Coupling } from "./coupling.ts";
import type { Part } from "./part.ts";
import type { NetworkPlan } from "./plan-network.ts";
import type { Synapses } from "./projection.ts";

/** Gives every variable that is a sum its value, from the states as they are now. */
export type Couple = () => void;

/** Adds one coupling's terms to the sums of the target neurons. */
type AddTerms = (sums: Float64Array) => void;

/** A state of all neurons of a population, read once for all that sum it up. */
interface SourceState {
  readonly part: Part;
  readonly slot: number;
  readonly values: Float64Array;
  /** The sum of all values; NaN until it is asked for. */
  total: number;
}

/**
 * What couples the neurons of a plan between its steps. The plan holds all neurons: one thread runs it. Sums of weights alone come
 * first, then the projections in the document's order, and each adds its sources in their order; where every target has every
 * source with one weight, that sum is the same for all.
 */
export function coupler(plan: NetworkPlan): Couple {
  const { network, parts } = plan;
  const partOf = (name: string): Part => parts.find(({ population }) => population.name === name)!;
  const slotOf = ({ compiled }: Part, state: string): number => compiled.kernel.states.indexOf(state);
  const read = new Map<string, SourceState>();
  const sourceOf = ({ from, state }: NonNullable<Coupling["source"]>): SourceState => {
    const key = JSON.stringify([from, state]);
    const part = partOf(from);
    const values = new Float64Array(part.population.size);
    const own = read.get(key) ?? { part, slot: slotOf(part, state), values, total: Number.NaN };
    read.set(key, own);
    return own;
  };
  const targets = new Map<string, Coupling[]>();
  for (const coupling of network.couplings) {
    const key = JSON.stringify([coupling.to, coupling.target]);
    targets.set(key, [...(targets.get(key) ?? []), coupling]);
  }
  const sums = [...targets.values()].map((couplings) => {
    const part = partOf(couplings[0]!.to);
    const base = new Float64Array(part.population.size);
    const adders = couplings.flatMap((coupling) => {
      const synapses = plan.synapses[coupling.projection]!;
      if (coupling.source) return [adderOf(coupling, synapses, sourceOf(coupling.source), part)];
      addSparse(base, synapses, undefined, true);
      return [];
    });
    return { part, slot: slotOf(part, couplings[0]!.target), base, adders, values: new Float64Array(base.length) };
  });
  return () => {
    for (const own of read.values()) {
      readStateInto(own.part.machine, own.slot, own.values);
      own.total = Number.NaN;
    }
    for (const { part, slot, base, adders, values } of sums) {
      values.set(base);
      for (const add of adders) add(values);
      writeState(part.machine, slot, values);
    }
  };
}

function adderOf({ weighted }: Coupling, synapses: Synapses, source: SourceState, part: Part): AddTerms {
  const { weight, connections } = synapses;
  if (!isComplete(synapses)) return (sums) => addSparse(sums, synapses, source.values, weighted);
  if (weighted && typeof weight !== "number") {
    const dense: DenseSum = denseSum(part.machine, weight, connections.targets);
    return (sums) => dense.add(sums, source.values);
  }
  const factor = weighted ? (weight as number) : 1;
  return (sums) => {
    if (Number.isNaN(source.total)) source.total = source.values.reduce((sum, value) => sum + value, 0);
    const term = factor * source.total;
    for (let j = 0; j < sums.length; j++) sums[j] = sums[j]! + term;
  };
}

/** Whether every source has one synapse with every target. */
function isComplete({ connections: { sources, targets, target, first } }: Synapses): boolean {
  if (target.length !== sources * targets) return false;
  return first.every((from, source) => from === source * targets) && target.every((own, k) => own === k % targets);
}

/** Adds the terms of each synapse: of weights alone where there are no values. */
function addSparse(
  sums: Float64Array,
  { connections: { sources, first, target }, weight }: Synapses,
  values: Float64Array | undefined,
  weighted: boolean,
): void {
  for (let source = 0; source < sources; source++) {
    const value = values ? values[source]! : 1;
    const end = first[source + 1]!;
    for (let k = first[source]!; k < end; k++) {
      const factor = weighted ? (typeof weight === "number" ? weight : weight[k]!) : 1;
      const j = target[k]!;
      sums[j] = sums[j]! + value * factor;
    }
  }
}
