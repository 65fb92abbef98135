import type { Compiled } from "../compile.ts";
import { lowerSynapse, type SynapseKernel } from "../kernel/synapse.ts";
import { readStateOf } from "../target/memory.ts";
import type { SynapseExports } from "../target/synapse-module.ts";
import type { Machine } from "../target/target.ts";
import type { Projection, Synapses } from "./projection.ts";
import type { Room } from "./room.ts";
import { RecordTape, synapseEvents } from "./synapse-program.ts";
import type { SynapseStates } from "./synapse-states.ts";
import type { PlasticText } from "./synapse-text.ts";

/** Bytes in a machine's memory for the states of a projection's synapses. */
export function plasticBytes({ plastic }: Projection, { connections }: Synapses): number {
  if (!plastic) return 0;
  const adds = plastic.onPre.filter(({ kind }) => kind === "add").length;
  // one record more for trials; every part begins at a multiple of 8
  return plasticBytesOfOne(plastic) * (connections.target.length + 1) + 8 * adds * longestRow(connections) + 24;
}

/** Bytes of one synapse: states, weight if it is none of them, time of its last event; its place among those of its target. */
export function plasticBytesOfOne({ states, weightIsState, reads, onPost }: PlasticText): number {
  return 8 * (states.length + (weightIsState ? 1 : 2) + reads.length) + (onPost.length > 0 ? 4 : 0);
}

/** Whether spikes or states of their targets change synapses, so that each event waits for its time, and each step is a chunk. */
export function waitsForTargets({ onPost, reads }: PlasticText): boolean {
  return onPost.length > 0 || reads.length > 0;
}

function longestRow({ first }: Synapses["connections"]): number {
  let longest = 1;
  for (let source = 0; source + 1 < first.length; source++)
    longest = Math.max(longest, first[source + 1]! - first[source]!);
  return longest;
}

/** Neurons in a machine's memory, and their numbers. */
interface Neurons {
  readonly machine: Machine;
  readonly compiled: Pick<Compiled, "kernel">;
  readonly firstNeuron: number;
  readonly endNeuron: number;
}

/** Hears of events before they act. */
export interface EventWatch {
  /** The synapses from `from` to `end - 1` are about to go through one; the one behind the last is that for trials. */
  before(from: number, end: number, now: number): void;
}

/**
 * The synapses of a projection onto the neurons of a part, with states of their own: a record for each in the part's memory, in the
 * order of the connections, and one more for trials. Times are in the unit given: steps, or seconds.
 */
export class PlasticSynapses {
  /** Address of what the last arrivals add: all of the first line of the text, then all of the second. */
  readonly amounts: number;
  /** Bytes between the amounts of two lines. */
  readonly stride: number;
  /** States of the target neuron that the lines add to. */
  readonly adds: readonly string[];
  readonly connections: Synapses["connections"];
  readonly machine: Machine;
  readonly text: PlasticText;
  readonly kernel: SynapseKernel;
  /** Address of the first record. */
  readonly records: number;
  readonly #events: SynapseExports;
  /** Addresses of the offsets of each neuron's records, by neuron of the part; empty where firing does nothing. */
  readonly #columns: Uint32Array;
  /** Address of the offset of the record for trials. */
  readonly #trial: number;
  readonly #firstNeuron: number;
  /** Slots of the states of the target neurons that events read. */
  readonly #reads: readonly number[];
  #watching: EventWatch | undefined;

  constructor(
    { machine, compiled, firstNeuron, endNeuron }: Neurons,
    text: PlasticText,
    { connections, weight }: Synapses,
    { room, unit, dt }: { readonly room: Room; readonly unit: number; readonly dt: number },
  ) {
    const kernel = lowerSynapse(text, unit, dt);
    const count = connections.target.length;
    const longest = longestRow(connections);
    this.connections = connections;
    this.adds = text.onPre.flatMap((own) => (own.kind === "add" ? [own.target] : []));
    this.stride = 8 * longest;
    this.machine = machine;
    this.text = text;
    this.kernel = kernel;
    this.#firstNeuron = firstNeuron;
    this.#reads = text.reads.map(({ state }) => compiled.kernel.states.indexOf(state));
    this.records = room.take(8 * kernel.slots * (count + 1));
    this.amounts = room.take(this.stride * this.adds.length);
    this.#events = synapseEvents(machine, kernel, longest);
    this.#begin(count, weight);
    const list = this.hears ? room.take(4 * (count + 1)) : 0;
    this.#columns = new Uint32Array(this.hears ? endNeuron - firstNeuron + 1 : 0);
    this.#trial = list + 4 * count;
    if (this.hears) this.#sort(list, count);
  }

  /** From now on `watching` hears of events. */
  watch(watching: EventWatch): void {
    this.#watching = watching;
  }

  /** A spike arrives at the synapses from `from` to `end - 1`; what it adds is then at `amounts`. */
  arrive(from: number, end: number, now: number): void {
    this.#watching?.before(from, end, now);
    if (this.#reads.length > 0) for (let synapse = from; synapse < end; synapse++) this.#read(synapse);
    const { slots } = this.kernel;
    const record = (synapse: number): number => this.records + 8 * slots * synapse;
    this.#events.onPre(record(from), record(end), now, this.amounts);
  }

  /** A neuron that synapses of this part lead to has fired. */
  fire(neuron: number, now: number): void {
    const at = neuron - this.#firstNeuron;
    const [list, end] = [this.#columns[at]!, this.#columns[at + 1]!];
    if (this.#watching || this.#reads.length > 0) {
      const bytes = 8 * this.kernel.slots;
      for (const offset of new Uint32Array(this.machine.memory(), list, (end - list) / 4)) {
        this.#watching?.before(offset / bytes, offset / bytes + 1, now);
        this.#read(offset / bytes);
      }
    }
    this.#events.onPost(list, end, this.records, now);
  }

  /** Puts what the next event of a synapse reads of its target into its record. */
  #read(synapse: number): void {
    const { slots, reads } = this.kernel;
    const at = this.records / 8 + slots * synapse + reads;
    const neuron = this.connections.target[synapse]! - this.#firstNeuron;
    for (let k = 0; k < this.#reads.length; k++)
      this.machine.numbers()[at + k] = readStateOf(this.machine, this.#reads[k]!, neuron);
  }

  /**
   * What arrivals at one synapse would add if its target fired at `fired`: line by line for each of them. Both ascend; of an arrival
   * and a spike at the same time the arrival is first. The synapse stays as it is.
   */
  tryOut(synapse: number, arrivals: readonly number[], fired: readonly number[]): number[] {
    const trial = this.connections.target.length;
    const { slots } = this.kernel;
    const numbers = this.machine.numbers();
    const at = this.records / 8;
    numbers.copyWithin(at + slots * trial, at + slots * synapse, at + slots * (synapse + 1));
    const amounts: number[] = [];
    let spike = 0;
    for (const arrival of arrivals) {
      for (; spike < fired.length && fired[spike]! < arrival; spike++)
        this.#events.onPost(this.#trial, this.#trial + 4, this.records, fired[spike]!);
      this.arrive(trial, trial + 1, arrival);
      for (let line = 0; line < this.adds.length; line++)
        amounts.push(this.machine.numbers()[(this.amounts + line * this.stride) / 8]!);
    }
    return amounts;
  }

  /** What the last arrival at one synapse adds, line by line. */
  amountsOfOne(): number[] {
    const numbers = this.machine.numbers();
    return this.adds.map((_, line) => numbers[(this.amounts + line * this.stride) / 8]!);
  }

  /** Whether spikes of their targets change them. */
  get hears(): boolean {
    return this.text.onPost.length > 0;
  }

  /** Whether each event waits for its time. */
  get waits(): boolean {
    return waitsForTargets(this.text);
  }

  /** Numbers that are kept of a synapse. */
  get slots(): number {
    return this.kernel.slots;
  }

  /** What is kept of all synapses, copied: `slots` numbers of each, in the order of the connections. */
  copyRecords(): Float64Array {
    const at = this.records / 8;
    return this.machine.numbers().slice(at, at + this.slots * this.connections.target.length);
  }

  /** Gives a synapse what was kept of it. */
  setRecord(synapse: number, record: Float64Array): void {
    this.machine.numbers().set(record, this.records / 8 + this.slots * synapse);
  }

  /** The source neuron of each synapse. */
  sources(): Uint32Array {
    const { first, target } = this.connections;
    const source = new Uint32Array(target.length);
    for (let row = 0; row + 1 < first.length; row++) source.fill(row, first[row], first[row + 1]);
    return source;
  }

  /** All states at a time not before the last event. */
  statesAt(now: number): SynapseStates {
    const { target } = this.connections;
    const { slots, rest } = this.kernel;
    const { states, dimensions } = this.text;
    const tape = new RecordTape(this.kernel, rest);
    const values = states.map(() => new Float64Array(target.length));
    const numbers = this.machine.numbers();
    for (let k = 0; k < target.length; k++) {
      tape.run(numbers, this.records / 8 + slots * k, now);
      values.forEach((own, state) => {
        own[k] = tape.output[state]!;
      });
    }
    return {
      ...{ source: this.sources(), target },
      variables: states.map(({ name }, k) => ({ name, dimension: dimensions[k]!, values: values[k]! })),
    };
  }

  #begin(count: number, weight: number | Float64Array): void {
    const { slots, weight: place, initial } = this.kernel;
    const tape = new RecordTape(this.kernel, initial);
    const numbers = this.machine.numbers();
    for (let k = 0, at = this.records / 8; k < count; k++, at += slots) {
      numbers[at + place] = typeof weight === "number" ? weight : weight[k]!;
      tape.run(numbers, at, 0);
      numbers.set(tape.output, at);
    }
  }

  /** The synapses by their targets: a counting sort. */
  #sort(list: number, count: number): void {
    const { target } = this.connections;
    const columns = this.#columns;
    for (let k = 0; k < count; k++) columns[target[k]! - this.#firstNeuron + 1]!++;
    for (let at = 1; at < columns.length; at++) columns[at]! += columns[at - 1]!;
    const next = columns.slice();
    const offsets = new Uint32Array(this.machine.memory(), list, count + 1);
    const bytes = 8 * this.kernel.slots;
    for (let k = 0; k < count; k++) offsets[next[target[k]! - this.#firstNeuron]!++] = bytes * k;
    offsets[count] = bytes * count;
    for (let at = 0; at < columns.length; at++) columns[at] = list + 4 * columns[at]!;
  }
}
