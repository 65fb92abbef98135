import { hidden } from "../kernel/event.ts";
import { type Delivery, deliveryFor } from "../target/deliver.ts";
import type { Machine } from "../target/target.ts";
import type { CompiledPopulation, Part } from "./part.ts";
import type { Projection, Synapses } from "./projection.ts";
import { stepsOf } from "./rhythm.ts";

/** The synapses of a projection onto the neurons of a part, as rows in its memory. */
export interface Rows {
  /** Delivers what a spike of source neuron `source` in step `step` brings. */
  deliver(source: number, step: number): void;
  readonly atOnce: boolean;
}

/** Hands out addresses in the room of a machine's memory. */
export class Room {
  #next: number;

  constructor(machine: Machine) {
    this.#next = machine.plan.roomBase;
  }

  /** Address of so many bytes, a multiple of 8. */
  take(bytes: number): number {
    const address = this.#next;
    this.#next = Math.ceil((address + bytes) / 8) * 8;
    return address;
  }
}

/** Puts the rows of a projection into a part's memory. */
export function placeRows(
  part: Part,
  { ports, compiled }: CompiledPopulation,
  projection: Projection,
  synapses: Synapses,
  { dt, room, atOnce }: { readonly dt: number; readonly room: Room; readonly atOnce: boolean },
): Rows {
  const { machine } = part;
  const { layout, plan } = machine;
  const { connections, weight, delay } = synapses;
  const { first, target } = connections;
  const count = target.length;
  const slotOf = (state: string): number => compiled.kernel.states.indexOf(state);
  // bytes from the place of one target state to that of another, in the same block
  const placeOf = (state: string): number =>
    atOnce ? layout.state(slotOf(state)) : ports.indexOf(state) * layout.lanes * 8;
  const stride = atOnce ? layout.blockBytes : layout.arrivalBytes;

  const targets = room.take(4 * count);
  const words = new Uint32Array(machine.memory(), targets, count);
  for (let k = 0; k < count; k++) {
    const neuron = target[k]! - part.firstNeuron;
    words[k] = Math.floor(neuron / layout.lanes) * stride + (neuron % layout.lanes) * 8;
  }
  let delays = 0;
  if (typeof delay !== "number") {
    delays = room.take(2 * count);
    const shorts = new Uint16Array(machine.memory(), delays, count);
    for (let k = 0; k < count; k++) shorts[k] = stepsOf(delay[k]!, dt, false);
  }
  const steps = typeof delay === "number" ? stepsOf(delay, dt, false) : 0;
  const increments = projection.increments.map(({ target, amount }) => {
    if (typeof weight === "number")
      return { offset: placeOf(target), amount: amount(weight), weights: 0, guard: guardOf(target) };
    const weights = room.take(8 * count);
    const numbers = new Float64Array(machine.memory(), weights, count);
    for (let k = 0; k < count; k++) numbers[k] = amount(weight[k]!);
    return { offset: placeOf(target), amount: 0, weights, guard: guardOf(target) };
  });

  /** Bytes from a held state to the step in which the neuron's refractory period ends; undefined where it is not held. */
  function guardOf(target: string): number | undefined {
    const release = slotOf(hidden.release);
    const isHeld = compiled.model.states.find(({ name }) => name === target)!.held;
    return atOnce && isHeld && release >= 0 ? layout.state(release) - layout.state(slotOf(target)) : undefined;
  }

  const delivery: Delivery = deliveryFor(machine);
  const rowBytes = plan.blocks * layout.arrivalBytes;
  const destination = { base: 0, row: 0, rows: Math.max(1, plan.arrivalSteps), rowBytes };
  return {
    atOnce,
    deliver(source, step) {
      const from = first[source]!;
      const length = first[source + 1]! - from;
      if (length === 0) return;
      for (const { offset, amount, weights, guard } of increments) {
        const row = {
          targets: targets + 4 * from,
          count: length,
          amount,
          weights: weights && weights + 8 * from,
          delays: delays && delays + 2 * from,
        };
        if (guard !== undefined) delivery.deliverUnless(row, plan.blockBase + offset, guard, step);
        else if (atOnce) delivery.deliver(row, { ...destination, base: plan.blockBase + offset });
        else if (delays !== 0)
          delivery.deliver(row, { ...destination, base: plan.arrivalBase + offset, row: step % plan.arrivalSteps });
        else
          delivery.deliver(row, {
            ...destination,
            base: plan.arrivalBase + ((step + steps) % plan.arrivalSteps) * rowBytes + offset,
          });
      }
    },
  };
}
