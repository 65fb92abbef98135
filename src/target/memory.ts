import { roots } from "../kernel/roots.ts";
import { type BlockLayout, header, type MemoryPlan, pageBytes } from "./layout.ts";
import type { Machine } from "./target.ts";

/** Writes addresses, counts and tables into a new memory. */
export function fillHead(memory: ArrayBuffer, layout: BlockLayout, plan: MemoryPlan): void {
  const words = new Int32Array(memory);
  const numbers = new Float64Array(memory);
  words[header.blocks / 4] = plan.blockBase;
  words[header.columns / 4] = plan.columnBase;
  words[header.samples / 4] = plan.sampleBase;
  words[header.samplesOfBlock / 4] = plan.samplesOfBlock;
  words[header.every / 4] = plan.every;
  words[header.arrivals / 4] = plan.arrivalBase;
  words[header.arrivalRow / 4] = plan.blocks * layout.arrivalBytes;
  words[header.spikePointer / 4] = plan.spikeBase;
  words[header.spikeLimit / 4] = plan.bytes;
  numbers[header.firstNeuron / 8] = plan.firstNeuron;
  numbers[header.endNeuron / 8] = plan.firstNeuron + plan.neurons;
  for (const [index, { address, values }] of plan.tables.entries()) {
    words[header.tables / 4 + 2 * index] = address;
    words[header.tables / 4 + 2 * index + 1] = values.length - 1;
    numbers.set(values, address / 8);
  }
  for (const [part, [root, rest]] of roots.entries()) numbers.set([root / 2, rest], header.roots / 8 + 2 * part);
  for (const [number, address] of layout.literals) numbers.fill(number, address / 8, address / 8 + 2);
  if (layout.tables !== plan.tables.length) throw new RangeError("the plan was made for another kernel");
}

/** Opens a window in the head. */
export function openWindow(machine: Machine, firstStep: number, steps: number): void {
  if (!(steps >= 1 && steps <= machine.plan.steps)) {
    throw new RangeError(`a window has 1 to ${machine.plan.steps} steps, as planned, not ${steps}`);
  }
  machine.numbers()[header.windowStart / 8] = firstStep;
  const words = machine.words();
  words[header.windowSteps / 4] = steps;
  words[header.arrivals / 4] = arrivalRow(machine, firstStep);
}

/** Address of what arrives in a step. */
export function arrivalRow({ plan, layout }: Machine, step: number): number {
  const row = plan.arrivalSteps > 0 ? step % plan.arrivalSteps : 0;
  return plan.arrivalBase + row * plan.blocks * layout.arrivalBytes;
}

/** The open window: its first step, and its number of steps. */
function openedWindow(machine: Machine): { readonly firstStep: number; readonly steps: number } {
  return {
    firstStep: machine.numbers()[header.windowStart / 8]!,
    steps: machine.words()[header.windowSteps / 4]!,
  };
}

/** The open window. @throws RangeError if the steps are not within it */
export function checkWindow(
  machine: Machine,
  firstStep: number,
  steps: number,
): { readonly firstStep: number; readonly steps: number } {
  const window = openedWindow(machine);
  if (!(steps >= 1 && firstStep >= window.firstStep && firstStep + steps <= window.firstStep + window.steps)) {
    throw new RangeError(
      `steps ${firstStep} to ${firstStep + steps} are not within the window ${window.firstStep} to ${window.firstStep + window.steps}; call tabulate first`,
    );
  }
  return window;
}

/** Sets a shared parameter. */
export function setConstant(machine: Machine, slot: number, value: number): void {
  machine.numbers()[machine.layout.constant(slot) / 8] = value;
}

/** Sets a parameter of every neuron: one number for all, or one for each. */
export function setParameter(machine: Machine, slot: number, value: number | ArrayLike<number>): void {
  write(machine, machine.layout.parameter(slot), value);
}

/** Sets a state of every neuron: one number for all, or one for each. */
export function writeState(machine: Machine, slot: number, value: number | ArrayLike<number>): void {
  write(machine, machine.layout.state(slot), value);
}

/** A state of every neuron, copied. */
export function readState(machine: Machine, slot: number): Float64Array {
  const values = new Float64Array(machine.plan.neurons);
  readStateInto(machine, slot, values);
  return values;
}

/** A state of every neuron, into an array with as many numbers. */
export function readStateInto(machine: Machine, slot: number, into: Float64Array): void {
  const numbers = machine.numbers();
  const offset = machine.layout.state(slot);
  for (let neuron = 0; neuron < into.length; neuron++) into[neuron] = numbers[at(machine, offset, neuron)]!;
}

/** A state of one neuron, by its number in the machine. */
export function readStateOf(machine: Machine, slot: number, neuron: number): number {
  return machine.numbers()[at(machine, machine.layout.state(slot), neuron)]!;
}

/** The lanes behind the last neuron get its value. */
function write(machine: Machine, offset: number, value: number | ArrayLike<number>): void {
  const { layout, plan } = machine;
  if (typeof value !== "number" && value.length !== plan.neurons) {
    throw new RangeError(`${value.length} values for ${plan.neurons} neurons`);
  }
  const numbers = machine.numbers();
  for (let lane = 0; lane < plan.blocks * layout.lanes; lane++) {
    numbers[at(machine, offset, lane)] = typeof value === "number" ? value : value[Math.min(lane, plan.neurons - 1)]!;
  }
}

/** Index, in numbers, of a neuron's entry in the slot at `offset` bytes. */
function at({ layout, plan }: Machine, offset: number, neuron: number): number {
  const block = Math.floor(neuron / layout.lanes);
  return (plan.blockBase + block * layout.blockBytes + offset) / 8 + (neuron % layout.lanes);
}

/** Hands over the spikes since the last call, as `takeRecords`. */
export function takeSpikes(machine: Machine, each: (neuron: number, time: number) => void): void {
  const records = openRecords(machine);
  for (let i = 0; i < records.length; i += 2) each(records[i + 1]!, records[i]!);
}

/**
 * The spikes since the last call, each as its time in seconds and its neuron, copied; makes room for new ones. Times ascend for each
 * neuron; in which order the neurons come depends on the target.
 */
export function takeRecords(machine: Machine): Float64Array {
  return openRecords(machine).slice();
}

/** The same as a view, valid until the machine goes on. */
export function openRecords(machine: Machine): Float64Array {
  const words = machine.words();
  const end = words[header.spikePointer / 4]! >>> 0;
  words[header.spikePointer / 4] = machine.plan.spikeBase;
  return machine.numbers().subarray(machine.plan.spikeBase / 8, end / 8);
}

/** The plan with so many bytes more before the room for spikes. */
export function withRoom(plan: MemoryPlan, bytes: number): MemoryPlan {
  const spikeBase = Math.ceil((plan.spikeBase + bytes) / 64) * 64;
  const spikes = plan.bytes - plan.spikeBase;
  return { ...plan, spikeBase, bytes: Math.ceil((spikeBase + spikes) / pageBytes) * pageBytes };
}

/** Tells the module where spikes go. */
export function placeSpikes(machine: Machine): void {
  const words = machine.words();
  words[header.spikePointer / 4] = machine.plan.spikeBase;
  words[header.spikeLimit / 4] = machine.memory().byteLength;
}

/** The steps of the open window at which samples are taken: the first, and how many. */
export function sampledSteps(machine: Machine): { readonly first: number; readonly count: number } {
  const { firstStep, steps } = openedWindow(machine);
  const { every } = machine.plan;
  if (every === 0) return { first: firstStep, count: 0 };
  const first = Math.ceil(firstStep / every);
  return { first: first * every, count: Math.ceil((firstStep + steps) / every) - first };
}

/** What was observed of a neuron in the open window, once `advance` went through it, copied: `into[start + k * stride]`. */
export function readTrace(
  machine: Machine,
  observed: number,
  neuron: number,
  into: Float64Array,
  { start = 0, stride = 1 }: { readonly start?: number; readonly stride?: number } = {},
): void {
  const { layout, plan } = machine;
  const numbers = machine.numbers();
  const block = Math.floor(neuron / layout.lanes);
  const first = (plan.sampleBase + block * plan.samplesOfBlock) / 8 + observed * layout.lanes + (neuron % layout.lanes);
  const { count } = sampledSteps(machine);
  for (let k = 0; k < count; k++) into[start + k * stride] = numbers[first + (k * layout.sampleBytes) / 8]!;
}

export interface Failure {
  /** One of `failures` in kernel/ir.ts. */
  readonly code: number;
  readonly neuron: number;
  /** Seconds. */
  readonly time: number;
}

/** The earliest failure so far; undefined if all went well. */
export function readFailure(machine: Machine): Failure | undefined {
  const code = machine.words()[header.failureCode / 4]!;
  if (code === 0) return undefined;
  return {
    code,
    neuron: machine.numbers()[header.failedNeuron / 8]!,
    time: machine.numbers()[header.failedTime / 8]!,
  };
}

/** Forgets the failure of a step that is done again. */
export function forgetFailure(machine: Machine): void {
  new Int32Array(machine.memory(), header.failureCode, 1)[0] = 0;
}
