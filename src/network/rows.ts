import { hidden } from "../kernel/event.ts";
import { type Delivery, deliveryFor } from "../target/deliver.ts";
import type { EntryBytes } from "../target/delivery-module.ts";
import type { BlockLayout } from "../target/layout.ts";
import type { CompiledPopulation, Part } from "./part.ts";
import type { PlasticSynapses } from "./plastic-synapses.ts";
import type { Projection, Synapses } from "./projection.ts";
import { stepsOf } from "./rhythm.ts";
import type { Room } from "./room.ts";

/** The synapses of a projection onto the neurons of a part, as rows in its memory. */
export interface Rows {
  /** Delivers what spikes of the source neurons `sources[begin]` to `sources[end - 1]` in step `step` bring, one after the other. */
  deliver(sources: Uint32Array, begin: number, end: number, step: number): void;
  readonly atOnce: boolean;
  /** Where synapses have states of their own. */
  readonly plastic?: PlasticRows;
}

/** What synapses with states of their own hear of beside the spikes of their sources. */
export interface PlasticRows {
  /** The step is about to be run: what it brings at its end is made ready. */
  arrive(step: number): void;
  /** A source neuron had fired in a step before a run goes on: of what it sends, that from the step `since` on is not past. */
  recall(source: number, step: number, since: number): void;
  /** The step has been run: what reads states of the targets arrives. */
  settle(step: number): void;
  /** A neuron of the part has fired in a step. */
  fire(neuron: number, step: number): void;
  /** Whether that changes anything. */
  readonly hears: boolean;
  readonly synapses: PlasticSynapses;
}

/** Where rows go. */
export interface RowPlace {
  readonly dt: number;
  readonly room: Room;
  readonly atOnce: boolean;
}

/** Puts the rows of a projection whose increments are known into a part's memory. */
export function placeRows(
  part: Part,
  compiled: CompiledPopulation,
  { increments }: Projection,
  synapses: Synapses,
  place: RowPlace,
): Rows {
  const { weight, connections } = synapses;
  const { first } = connections;
  const targets = new RowTargets(
    part,
    compiled,
    increments.map(({ target }) => target),
    synapses,
    place,
  );
  const amounts = increments.map(({ amount }) => {
    if (typeof weight === "number") return { amount: amount(weight), weights: 0 };
    const weights = place.room.take(8 * weight.length);
    const numbers = new Float64Array(part.machine.memory(), weights, weight.length);
    for (let k = 0; k < weight.length; k++) numbers[k] = amount(weight[k]!);
    return { amount: 0, weights };
  });
  const one = (source: number, step: number): void => {
    const from = first[source]!;
    const count = first[source + 1]! - from;
    if (count === 0) return;
    for (let k = 0; k < amounts.length; k++) {
      const { amount, weights } = amounts[k]!;
      targets.deliver(k, { from, count, step, amount, weights: weights && weights + 8 * from });
    }
  };
  if (targets.isPlain && amounts.length === 1 && amounts[0]!.weights === 0) {
    const all = targets.together(first, place.room);
    const { amount } = amounts[0]!;
    return { atOnce: place.atOnce, deliver: (sources, begin, end, step) => all(sources, begin, end, step, amount) };
  }
  return {
    atOnce: place.atOnce,
    deliver(sources, begin, end, step) {
      for (let next = begin; next < end; next++) one(sources[next]!, step);
    },
  };
}

/** Synapses beside each other whose source fired in a step, and what they add: one number, or the address of one for each. */
export interface RowEvent {
  readonly from: number;
  readonly count: number;
  readonly step: number;
  readonly amount: number;
  readonly weights: number;
}

/** Bytes of a synapse's target: 16 bits where they reach the numbers of all the neurons of a part. */
export function entryBytesOf(layout: BlockLayout, neurons: number, atOnce: boolean): EntryBytes {
  return Math.ceil(neurons / layout.lanes) * strideOf(layout, atOnce) <= 8 * 2 ** 16 ? 2 : 4;
}

/** Bytes from a block's number to the next block's. */
function strideOf(layout: BlockLayout, atOnce: boolean): number {
  return atOnce ? layout.blockBytes : layout.arrivalBytes;
}

/** To what, and when, the synapses of a projection add, in a part's memory. */
export class RowTargets {
  /** Steps to the arrival; undefined where each synapse has its own. */
  readonly steps: number | undefined;
  readonly #delivery: Delivery;
  readonly #part: Part;
  readonly #atOnce: boolean;
  readonly #entry: EntryBytes;
  readonly #targets: number;
  readonly #delays: number;
  readonly #rowBytes: number;
  /** By state: its offset, and of one that is held the bytes to the step in which the refractory period ends. */
  readonly #states: readonly { readonly offset: number; readonly guard: number | undefined }[];

  /** @param states of the target population, those that are increased */
  constructor(
    part: Part,
    { ports, compiled }: CompiledPopulation,
    states: readonly string[],
    { connections: { target }, delay }: Synapses,
    { dt, room, atOnce }: RowPlace,
  ) {
    const { machine } = part;
    const { layout } = machine;
    const count = target.length;
    const slotOf = (state: string): number => compiled.kernel.states.indexOf(state);
    // bytes from the place of one target state to that of another, in the same block
    const offsetOf = (state: string): number =>
      atOnce ? layout.state(slotOf(state)) : ports.indexOf(state) * layout.lanes * 8;
    /** Bytes from a held state to the step in which the neuron's refractory period ends; undefined where it is not held. */
    const guardOf = (state: string): number | undefined => {
      const release = slotOf(hidden.release);
      const isHeld = compiled.model.states.find(({ name }) => name === state)!.held;
      return atOnce && isHeld && release >= 0 ? layout.state(release) - layout.state(slotOf(state)) : undefined;
    };
    this.#entry = entryBytesOf(layout, part.endNeuron - part.firstNeuron, atOnce);
    this.#delivery = deliveryFor(machine, this.#entry);
    this.#part = part;
    this.#atOnce = atOnce;
    this.#rowBytes = machine.plan.blocks * layout.arrivalBytes;
    this.#states = states.map((state) => ({ offset: offsetOf(state), guard: guardOf(state) }));
    this.#targets = room.take(this.#entry * count);
    const stride = strideOf(layout, atOnce);
    const entries = new (this.#entry === 4 ? Uint32Array : Uint16Array)(machine.memory(), this.#targets, count);
    const unit = this.#entry === 4 ? 1 : 8;
    for (let k = 0; k < count; k++) {
      const neuron = target[k]! - part.firstNeuron;
      entries[k] = (Math.floor(neuron / layout.lanes) * stride + (neuron % layout.lanes) * 8) / unit;
    }
    this.steps = typeof delay === "number" ? stepsOf(delay, dt, false) : undefined;
    this.#delays = 0;
    if (typeof delay === "number") return;
    this.#delays = room.take(2 * count);
    const shorts = new Uint16Array(machine.memory(), this.#delays, count);
    for (let k = 0; k < count; k++) shorts[k] = stepsOf(delay[k]!, dt, false);
  }

  /** Whether the first state takes whatever arrives, and all synapses have one delay. */
  get isPlain(): boolean {
    return this.#states[0]?.guard === undefined && this.#delays === 0;
  }

  /**
   * Adds an amount to the first state for the spikes of `sources[begin]` to `sources[end - 1]`, in one call; only where `isPlain`.
   *
   * @param first of each source its first synapse, and the end of all
   */
  together(
    first: ArrayLike<number>,
    room: Room,
  ): (sources: Uint32Array, begin: number, end: number, step: number, amount: number) => void {
    const { machine } = this.#part;
    const [rows, list] = [room.take(4 * first.length), room.take(4 * first.length)];
    const words = machine.words();
    for (let source = 0; source < first.length; source++)
      words[rows / 4 + source] = this.#targets + this.#entry * first[source]!;
    return (sources, begin, end, step, amount) => {
      if (begin === end) return;
      machine.words().set(sources.subarray(begin, end), list / 4);
      const base = this.#base(step) + this.#states[0]!.offset;
      this.#delivery.deliverAll(list, list + 4 * (end - begin), rows, base, amount);
    };
  }

  /** Adds to the state with this number. */
  deliver(state: number, { from, count, step, amount, weights }: RowEvent): void {
    const { plan } = this.#part.machine;
    const { offset, guard } = this.#states[state]!;
    const delays = this.#delays && this.#delays + 2 * from;
    const row = { targets: this.#targets + this.#entry * from, count, amount, weights, delays };
    if (guard !== undefined) {
      this.#delivery.deliverUnless(row, plan.blockBase + offset, guard, step);
      return;
    }
    const rows = Math.max(1, plan.arrivalSteps);
    this.#delivery.deliver(row, { base: this.#base(step) + offset, row: step % rows, rows, rowBytes: this.#rowBytes });
  }

  /** Where the first target's numbers are: those that arrive with a spike of this step, or where delays differ the first of all. */
  #base(step: number): number {
    const { blockBase, arrivalBase, arrivalSteps } = this.#part.machine.plan;
    if (this.#atOnce) return blockBase;
    return arrivalBase + (this.steps === undefined ? 0 : ((step + this.steps) % arrivalSteps) * this.#rowBytes);
  }
}
