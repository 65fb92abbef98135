import { keyOf } from "../kernel/random.ts";
import { arrivalRow } from "../target/memory.ts";
import { groupsOfVector, poissonModule, sharing } from "../target/poisson-module.ts";
import type { Network } from "./network.ts";
import type { Part } from "./part.ts";
import { poissonLaw, tableBits, undecided } from "./poisson-law.ts";
import type { PoissonInput } from "./poisson-sources.ts";
import { purposeWord, RandomStream } from "./random-stream.ts";

/** Adds what Poisson sources bring in a step to the arrivals of its neurons. */
export type PoissonFill = (step: number) => void;

type Fill = (
  ...args: [
    base: number,
    stride: number,
    lanesLog2: number,
    group: number,
    endGroup: number,
    firstGroup: number,
    table: number,
    list: number,
    step: number,
    purpose: number,
    keyLow: number,
    keyHigh: number,
    amount: number,
  ]
) => number;

interface Fills {
  readonly fill: Fill;
  readonly fillBeside: Fill;
  /** With SIMD. */
  readonly fillVectors?: Fill;
}

/** Without SIMD, and with it. */
const compiled: [WebAssembly.Module?, WebAssembly.Module?] = [];

/**
 * The Poisson numbers of a part on the grid. Each neuron has 16 bits of a counter that eight share, which are the beginning of a
 * uniform number u; they nearly always say which count has P(K < k) <= u < P(K <= k), and where they leave it open the rest of u is
 * drawn.
 */
export function poissonFills(part: Part, { dt, seed }: Network): PoissonFill[] {
  return part.population.poisson.map((input) => fillOf(part, input, dt, seed));
}

function fillOf(part: Part, input: PoissonInput, dt: number, seed: number): PoissonFill {
  const { machine, firstNeuron, endNeuron, ports } = part;
  const { layout } = machine;
  const law = poissonLaw((input.rate as number) * dt);
  const rest = new RandomStream(seed, input.object, "poisson", 1);
  const first = Math.round(input.start / dt);
  const end = Math.round(input.stop / dt);
  const offsets = input.increments.map(({ target, amount }) => ({
    amount,
    offset: ports.indexOf(target) * layout.lanes * 8,
  }));
  const place = (neuron: number): number =>
    Math.floor(neuron / layout.lanes) * layout.arrivalBytes + (neuron % layout.lanes) * 8;

  /** The count of a neuron whose 16 bits leave it open. */
  const whole = (neuron: number, step: number, bits: number): number => {
    rest.open(neuron, step);
    return law.quantile((bits + rest.uniform()) / 2 ** 16);
  };
  const stream = new RandomStream(seed, input.object, "poisson");
  let openGroup = -1;
  let openStep = -1;
  const bitsOf = (neuron: number, step: number): number => {
    const group = Math.floor(neuron / sharing);
    if (group !== openGroup || step !== openStep) {
      [openGroup, openStep] = [group, step];
      stream.open(group, step);
    }
    stream.seek(Math.floor((neuron % sharing) / 2));
    return (stream.bits() >>> (16 * (neuron % 2))) & 0xffff;
  };
  const add = (neuron: number, step: number, count: number): void => {
    const numbers = machine.numbers();
    const at = arrivalRow(machine, step) + place(neuron - firstNeuron);
    for (const { amount, offset } of offsets) numbers[(at + offset) / 8]! += count * amount;
  };

  const memory = machine.wasmMemory();
  const full = Math.floor((endNeuron - firstNeuron) / sharing);
  const firstGroup = firstNeuron / sharing;
  const slowly = (step: number, from: number): void => {
    for (let neuron = from; neuron < endNeuron; neuron++) {
      const bits = bitsOf(neuron, step);
      const count = law.table[bits >> (16 - tableBits)]!;
      add(neuron, step, count === undecided ? whole(neuron, step, bits) : count);
    }
  };
  if (!memory)
    return (step) => {
      if (step >= first && step < end) slowly(step, firstNeuron);
    };

  const simd = layout.width === 1 ? 0 : 1;
  compiled[simd] ??= new WebAssembly.Module(poissonModule(tableBits, undecided, simd === 1));
  const functions = new WebAssembly.Instance(compiled[simd], { rheobase: { memory } }).exports as unknown as Fills;
  const isBeside = layout.lanes % sharing === 0;
  const fillVectors = isBeside ? functions.fillVectors : undefined;
  const endOfVectors = firstGroup + (fillVectors ? full - (full % groupsOfVector) : 0);
  const pieces = [
    ...(fillVectors ? [{ fill: fillVectors, from: firstGroup, to: endOfVectors }] : []),
    { fill: isBeside ? functions.fillBeside : functions.fill, from: endOfVectors, to: firstGroup + full },
  ].filter(({ from, to }) => from < to);
  const table = machine.reserve(law.table.length + 4 * sharing * full);
  new Uint8Array(machine.memory()).set(law.table, table);
  const list = table + law.table.length;
  const key = new DataView(Float64Array.of(keyOf(seed, input.object)).buffer);
  const [keyLow, keyHigh] = [key.getUint32(0, true), key.getUint32(4, true)];
  // lanes are a power of two
  const purpose = purposeWord("poisson");
  const lanesLog2 = 31 - Math.clz32(layout.lanes);
  return (step) => {
    if (step < first || step >= end) return;
    const row = arrivalRow(machine, step);
    for (const { amount, offset } of offsets) {
      const base = row + offset;
      let listed = list;
      for (const { fill, from, to } of pieces)
        // biome-ignore format: the parameters of the module, in its order
        listed = fill(base, layout.arrivalBytes, lanesLog2, from, to, firstGroup, table, listed, step, purpose, keyLow, keyHigh, amount);
      const open = machine.words().subarray(list / 4, listed / 4);
      const numbers = machine.numbers();
      for (const own of open) {
        const neuron = firstNeuron + own;
        numbers[(row + place(own) + offset) / 8]! += amount * whole(neuron, step, bitsOf(neuron, step));
      }
    }
    slowly(step, firstNeuron + full * sharing);
  };
}
