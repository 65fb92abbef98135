import type { ArrivalLists } from "./arrival-lists.ts";
import { type Checkpoint, type Column, type Columns, damaged, requiredColumn } from "./checkpoint.ts";
import { keepNeurons, type Overlap, restoreNeurons } from "./kept-neurons.ts";
import { keepSpikes, keepTraces, keptSpikes, restoreTraces } from "./kept-recording.ts";
import { keepSynapses, restoreSynapses } from "./kept-synapses.ts";
import type { Network } from "./network.ts";
import type { Part } from "./part.ts";
import type { NetworkPlan } from "./plan-network.ts";
import type { Sampler } from "./sampler.ts";
import type { Plasticity } from "./send.ts";
import type { TrainStore } from "./train-store.ts";

/** All that changes while a share of a network runs; random numbers are functions of the step. */
export interface ShareState {
  readonly plan: NetworkPlan;
  /** By part. */
  readonly samplers: readonly Sampler[];
  /** By population of the document. */
  readonly stores: readonly TrainStore[];
  readonly lists: ReadonlyMap<Part, ArrivalLists> | undefined;
  readonly plasticity: ReadonlyMap<Part, Plasticity>;
}

/** A share at the start of a step, copied. */
export function keepShare({ plan, samplers, stores, lists }: ShareState, step: number): Columns {
  const { network, parts, plastic } = plan;
  const names = Object.keys(network.document.populations);
  const under = (place: string, columns: [string, Column][]): [string, Column][] =>
    columns.map(([name, column]) => [`${place}.${name}`, column]);
  return new Map([
    ...parts.flatMap((part, k) => [
      ...under(placeOf(network, part), keepNeurons(part, lists?.get(part), step)),
      ...under(placeOf(network, part), keepSpikes(stores[names.indexOf(part.population.name)]!)),
      ...under(placeOf(network, part), keepTraces(samplers[k]!, step)),
    ]),
    ...plastic.flatMap((own, k) => (own ? under(`projections[${k}]`, keepSynapses(own, plan.recorders[k])) : [])),
  ]);
}

/**
 * Gives a share what a checkpoint holds of it, whatever shares that was made of.
 *
 * @throws ExperimentError where the checkpoint does not hold all of it
 */
export function restoreShare(state: ShareState, checkpoint: Checkpoint): void {
  const { plan, samplers, stores, lists } = state;
  const { network, parts, plastic } = plan;
  const names = Object.keys(network.document.populations);
  const { step } = checkpoint;
  for (const [k, part] of parts.entries()) {
    const { firstNeuron, endNeuron } = part;
    const overlaps = overlapsOf(checkpoint, placeOf(network, part), part);
    const held = overlaps.reduce((sum, own) => sum + own.endNeuron - own.firstNeuron, 0);
    if (held !== endNeuron - firstNeuron) throw damaged();
    restoreNeurons(part, lists?.get(part), overlaps, step);
    restoreTraces(samplers[k]!, overlaps, step);
    const { times, neurons } = keptSpikes(overlaps);
    const isOwn = (_: number, spike: number): boolean => neurons[spike]! >= firstNeuron && neurons[spike]! < endNeuron;
    const store = stores[names.indexOf(part.population.name)]!;
    store.record({ times: times.filter(isOwn), neurons: neurons.filter(isOwn) });
  }
  plastic.forEach((own, k) => {
    if (own) restoreSynapses(own, plan.recorders[k], checkpoint, `projections[${k}]`);
  });
  recall(state, checkpoint);
}

/** What waits until the step in which it arrives, since its target has a say: sent again by the last spikes. */
function recall({ plan, plasticity, stores }: ShareState, checkpoint: Checkpoint): void {
  const { network, rhythm, parts, rows } = plan;
  const { dt } = network;
  const { step } = checkpoint;
  for (const [k, { from, to }] of network.projections.entries()) {
    if (!plan.plastic[k]?.waits) continue;
    const part = parts.find(({ population }) => population.name === to)!;
    const send = plasticity.get(part)?.senders.get(k);
    const source = network.populations.findIndex(({ name }) => name === from);
    const place = `populations[${source}]`;
    const { times, neurons } =
      source < 0
        ? stores[Object.keys(network.document.populations).indexOf(from)]!.finish()
        : keptSpikes(overlapsOf(checkpoint, place, { firstNeuron: 0, endNeuron: network.populations[source]!.size }));
    const since = times.findIndex((time) => time >= (step - rhythm.rows) * dt);
    for (let spike = since < 0 ? times.length : since; spike < times.length; spike++) {
      if (send) send(neurons[spike]!, times[spike]!, step);
      else rows[k]!.plastic!.recall(neurons[spike]!, Math.round(times[spike]! / dt), step);
    }
  }
}

function placeOf(network: Network, { population }: Part): string {
  return `populations[${network.populations.findIndex(({ name }) => name === population.name)}]`;
}

/** What each share of a checkpoint holds of a population's neurons from `firstNeuron` to `endNeuron - 1`. */
function overlapsOf(
  { shares }: Checkpoint,
  place: string,
  { firstNeuron, endNeuron }: { readonly firstNeuron: number; readonly endNeuron: number },
): Overlap[] {
  return shares.flatMap((columns) => {
    if (!columns.has(`${place}.range`)) return [];
    const [firstKept, endKept] = requiredColumn(columns, `${place}.range`, "u32", 2) as unknown as [number, number];
    const [first, end] = [Math.max(firstNeuron, firstKept), Math.min(endNeuron, endKept)];
    if (first >= end) return [];
    return [{ columns, place, firstKept, kept: endKept - firstKept, firstNeuron: first, endNeuron: end }];
  });
}
