import type { CompiledPopulation, Part } from "./part.ts";
import { PlasticSynapses } from "./plastic-synapses.ts";
import type { Projection, Synapses } from "./projection.ts";
import { stepsOf } from "./rhythm.ts";
import { type RowPlace, type Rows, RowTargets } from "./rows.ts";

/**
 * On the grid, the synapses of a projection with states of their own. The time of an event is its step: a spike of step k with a
 * delay of d steps acts on its synapses, and adds to their targets, at the end of step k + d; a spike of a target in step k acts at
 * the end of step k, after what arrives then. This is Brian2's order: pathways "pre" before pathways "post".
 *
 * Where spikes of the targets change nothing, a synapse's events are known, in their order, when its source fires. Elsewhere what
 * arrives waits for the spikes that the targets fire before; the rhythm then is one step a chunk. What reads states of its target arrives
 * after the step has been run, between the steps, one source after the other: it sees what the step and the sources before have brought,
 * and the reset.
 *
 * @param steps of the run: later arrivals change nothing
 */
export function placePlasticRows(
  part: Part,
  compiled: CompiledPopulation,
  { plastic, increased }: Projection,
  synapses: Synapses,
  place: RowPlace & { readonly steps: number },
): Rows {
  const { dt, room, steps, atOnce } = place;
  const { first } = synapses.connections;
  const reads = plastic!.reads.length > 0;
  const targets = new RowTargets(part, compiled, increased, reads ? { ...synapses, delay: 0 } : synapses, place);
  const own = new PlasticSynapses(part, plastic!, synapses, { room, unit: dt, dt });
  const { delay } = synapses;
  const common = typeof delay === "number" ? stepsOf(delay, dt, false) : undefined;
  const delayOf = (synapse: number): number => common ?? stepsOf((delay as Float64Array)[synapse]!, dt, false);
  /** By step of arrival: first synapse, the one after the last, and step in which the source fired; again and again. */
  const waiting = new Map<number, number[]>();

  const bring = (from: number, end: number, sent: number): void => {
    const arrival = sent + delayOf(from);
    own.arrive(from, end, arrival);
    const step = reads ? arrival : sent;
    for (let k = 0; k < increased.length; k++)
      targets.deliver(k, { from, count: end - from, step, amount: 0, weights: own.amounts + k * own.stride });
  };
  const send = (from: number, end: number, sent: number, since: number): void => {
    const arrival = sent + delayOf(from);
    if (arrival >= steps || arrival < since) return;
    if (arrival === sent || !own.waits) {
      bring(from, end, sent);
      return;
    }
    const known = waiting.get(arrival);
    if (known) known.push(from, end, sent);
    else waiting.set(arrival, [from, end, sent]);
  };
  const sendAll = (source: number, step: number, since: number): void => {
    const [from, end] = [first[source]!, first[source + 1]!];
    if (common !== undefined && from < end) send(from, end, step, since);
    else for (let synapse = from; synapse < end; synapse++) send(synapse, synapse + 1, step, since);
  };
  const bringWaiting = (step: number): void => {
    const arrivals = waiting.get(step) ?? [];
    for (let k = 0; k < arrivals.length; k += 3) bring(arrivals[k]!, arrivals[k + 1]!, arrivals[k + 2]!);
    waiting.delete(step);
  };
  return {
    atOnce,
    deliver(sources, begin, end, step) {
      for (let k = begin; k < end; k++) sendAll(sources[k]!, step, 0);
    },
    plastic: {
      hears: own.hears,
      recall: sendAll,
      synapses: own,
      arrive: reads ? () => {} : bringWaiting,
      settle: reads ? bringWaiting : () => {},
      fire: (neuron, step) => own.fire(neuron, step),
    },
  };
}
