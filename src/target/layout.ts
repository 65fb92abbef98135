import type { Kernel, Value } from "../kernel/ir.ts";
import { partsOfOctave } from "../kernel/roots.ts";

/** The first words of the memory, as byte offsets. Addresses and counts are i32, the rest f64. */
export const header = {
  /** Address of the first block. */
  blocks: 0,
  /** Address of the row of columns of the window's first step. */
  columns: 4,
  /** Address of the samples, and the bytes a block has for them. */
  samples: 8,
  samplesOfBlock: 12,
  /** A sample is taken at every step that this divides; 0: never. */
  every: 16,
  /** Where the next spike is written, and the end of the room for spikes. */
  spikePointer: 20,
  spikeLimit: 24,
  failureCode: 28,
  failedNeuron: 32,
  failedTime: 40,
  /** Number of the first neuron in this memory, and the number after the last: lanes beyond it are copies. */
  firstNeuron: 48,
  endNeuron: 56,
  /** The steps that `tabulate` was last called for. */
  windowStart: 64,
  windowSteps: 72,
  /** Address of what arrives in the window's first step, and bytes from one step to the next. */
  arrivals: 76,
  arrivalRow: 80,
  /** Not 0: a neuron of the block that advances has failed. */
  failing: 84,
  /** The roots of `root` and `rest` (kernel/roots.ts), half of each and its rest: at the same place in every memory. */
  roots: 96,
  /** From here for each table its address and its last index. */
  tables: 96 + 16 * partsOfOctave,
} as const;

export const pageBytes = 65536;
const most = 2 ** 31;

/**
 * Where a kernel's numbers are: what does not depend on the number of neurons. A block holds `lanes` neurons; its slots
 * (parameters, prepared values, states, next states) are `lanes` consecutive numbers each. All offsets in bytes.
 */
export interface BlockLayout {
  /** Neurons of a vector: 2 with SIMD. */
  readonly width: number;
  /** Vectors of a block. */
  readonly interleave: number;
  /** width * interleave: neurons of a block. */
  readonly lanes: number;
  readonly blockBytes: number;
  readonly columnBytes: number;
  /** Bytes of one sample of a block. */
  readonly sampleBytes: number;
  /** Bytes of what arrives at a block in one step. */
  readonly arrivalBytes: number;
  /** Where the constants end. */
  readonly headBytes: number;
  readonly tables: number;
  /** Address of a constant. */
  constant(slot: number): number;
  /** Offsets from the block's address. */
  parameter(slot: number): number;
  state(slot: number): number;
  /** The states that steps change; the others only events change. */
  readonly moving: readonly number[];
  /** Where a state for the end of the step is: of one that steps leave alone, where the state is. */
  next(slot: number): number;
  /** Where a prepared value is kept: an address, an offset in its block or in its row of columns. */
  readonly prepared: ReadonlyMap<Value, Prepared>;
  /** Addresses of the literal numbers, each there twice: V8 makes a vector constant anew each time; a load is cheaper. */
  readonly literals: ReadonlyMap<number, number>;
}

export interface Prepared {
  readonly kept: "constant" | "neuron" | "column";
  readonly offset: number;
}

/** The layout of `kernel` in blocks of `width` * `interleave` neurons. */
export function layoutOf(kernel: Kernel, width: number, interleave: number): BlockLayout {
  const lanes = width * interleave;
  const slotBytes = lanes * 8;
  const constants = header.tables + 8 * kernel.tables.length;
  const preparedConstants = constants + 8 * kernel.constants.length;
  const preparedNeurons = slotBytes * kernel.parameters.length;
  const states = preparedNeurons + slotBytes * kernel.preparedNeurons.length;
  const next = states + slotBytes * kernel.states.length;
  const literals = Math.ceil((preparedConstants + 8 * kernel.preparedConstants.length) / 16) * 16;
  const moving = [...kernel.states.keys()].filter((slot) => {
    const value = kernel.ops[kernel.next[slot]!]!;
    return value.op !== "state" || value.slot !== slot;
  });
  const nextOf = kernel.states.map((_, slot) => {
    const place = moving.indexOf(slot);
    return place < 0 ? states + slotBytes * slot : next + slotBytes * place;
  });
  const all = [kernel, ...kernel.routines].flatMap(({ ops }) => ops.filter(({ op }) => op === "literal"));
  const numbers = [...new Set(all.map(({ literal }) => literal))].filter((number) => number !== 0);
  return {
    width,
    interleave,
    lanes,
    blockBytes: next + slotBytes * moving.length,
    columnBytes: 8 * kernel.columns.length,
    sampleBytes: slotBytes * kernel.observed.length,
    arrivalBytes: slotBytes * kernel.arrivals,
    headBytes: literals + 16 * numbers.length,
    tables: kernel.tables.length,
    constant: (index) => constants + 8 * index,
    parameter: (index) => slotBytes * index,
    state: (index) => states + slotBytes * index,
    moving,
    next: (index) => nextOf[index]!,
    prepared: new Map<Value, Prepared>([
      ...kept(kernel.preparedConstants, "constant", preparedConstants, 8),
      ...kept(kernel.preparedNeurons, "neuron", preparedNeurons, slotBytes),
      ...kept(kernel.columns, "column", 0, 8),
    ]),
    literals: new Map(numbers.map((number, index) => [number, literals + 16 * index])),
  };
}

/** Every kind of prepared value: all are at hand once a step is computed. */
export const allKept = ["constant", "neuron", "column"] as const;

function kept(values: readonly Value[], kept: Prepared["kept"], base: number, stride: number): [Value, Prepared][] {
  return values.map((value, index) => [value, { kept, offset: base + stride * index }]);
}

export interface MemoryNeeds {
  readonly neurons: number;
  /** Number of the first neuron, a multiple of the layout's width; default 0. */
  readonly firstNeuron?: number;
  /** The most steps of a window, that is between two calls of `tabulate`. */
  readonly steps: number;
  /** A sample is taken at every step that this divides; 0 (the default): never. */
  readonly every?: number;
  /** The kernel's tables, in slots; none may be empty. */
  readonly tables?: readonly Float64Array[];
  /** Steps for which arrivals are kept; those of a window must be beside each other. Needed where the kernel reads arrivals. */
  readonly arrivalSteps?: number;
  /** Bytes for what the run keeps in this memory beside the neurons, such as their synapses; default 0. */
  readonly room?: number;
  /** Room for so many spikes at first (default 4096); it grows. */
  readonly spikes?: number;
}

/** A memory in bytes: [head][tables][blocks][columns][samples][arrivals][room][spikes]. */
export interface MemoryPlan {
  readonly neurons: number;
  readonly firstNeuron: number;
  readonly blocks: number;
  readonly steps: number;
  readonly every: number;
  readonly tables: readonly { readonly address: number; readonly values: Float64Array }[];
  readonly blockBase: number;
  readonly columnBase: number;
  readonly sampleBase: number;
  readonly samplesOfBlock: number;
  readonly arrivalBase: number;
  readonly arrivalSteps: number;
  readonly roomBase: number;
  readonly spikeBase: number;
  /** A whole number of pages. */
  readonly bytes: number;
}

/**
 * Places everything a run needs.
 * @throws RangeError if it needs more than 2 GiB, or the tables do not suit the kernel
 */
export function planMemory(layout: BlockLayout, needs: MemoryNeeds): MemoryPlan {
  const { neurons, steps, firstNeuron = 0, every = 0, tables = [], spikes = 4096, arrivalSteps = 0, room = 0 } = needs;
  if (!(neurons >= 1 && steps >= 1)) throw new RangeError(`a memory needs neurons and steps: ${neurons}, ${steps}`);
  if (firstNeuron % layout.width !== 0) {
    throw new RangeError(`the first neuron of a memory must be a multiple of ${layout.width}, not ${firstNeuron}`);
  }
  if (tables.length !== layout.tables || tables.some((table) => table.length === 0)) {
    throw new RangeError(
      `the kernel reads ${layout.tables} tables with entries; given lengths: ${tables.map((t) => t.length)}`,
    );
  }
  if (layout.arrivalBytes > 0 && !(arrivalSteps >= 1))
    throw new RangeError("the kernel reads what arrives: arrivalSteps must be at least 1");
  let end = layout.headBytes;
  const place = (bytes: number): number => {
    const address = Math.ceil(end / 64) * 64;
    end = address + bytes;
    return address;
  };
  const blocks = Math.ceil(neurons / layout.lanes);
  const samplesOfBlock = every > 0 ? Math.ceil(steps / every) * layout.sampleBytes : 0;
  const placed = tables.map((values) => ({ address: place(values.byteLength), values }));
  const blockBase = place(blocks * layout.blockBytes);
  const columnBase = place(steps * layout.columnBytes);
  const sampleBase = place(blocks * samplesOfBlock);
  const arrivalBase = place(arrivalSteps * blocks * layout.arrivalBytes);
  const roomBase = place(room);
  const spikeBase = place(spikes * 16);
  const bytes = Math.ceil(end / pageBytes) * pageBytes;
  if (bytes > most) {
    throw new RangeError(
      `${neurons} neurons and ${steps} steps at a time need ${(bytes / 2 ** 30).toFixed(1)} GiB, more than 2 GiB; ` +
        "take fewer neurons, shorter chunks or fewer samples",
    );
  }
  return {
    ...{ neurons, firstNeuron, blocks, steps, every, tables: placed },
    ...{ blockBase, columnBase, sampleBase, samplesOfBlock, arrivalBase, arrivalSteps, roomBase, spikeBase, bytes },
  };
}
