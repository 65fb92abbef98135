import type { BlockLayout, MemoryPlan } from "./layout.ts";

/** What runs a kernel, the fastest first. All give the same bits. */
export const targets = ["wasm-simd", "wasm", "interpreter"] as const;
export type TargetName = (typeof targets)[number];

/** A kernel made ready to run. */
export interface Program {
  readonly target: TargetName;
  readonly layout: BlockLayout;
  /** The module's bytes; undefined for the interpreter. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /**
   * A new instance with its own memory: tables and addresses filled in, everything else 0.
   * @throws RangeError if the platform refuses the memory
   */
  instantiate(plan: MemoryPlan): Machine;
}

/**
 * A kernel with its memory. Blocks are counted from 0 and given as a range [firstBlock, endBlock). The order is: set
 * constants and parameters; `prepare`; `initialise`; then for each window `tabulate`, and `advance` within it.
 */
export interface Machine {
  readonly layout: BlockLayout;
  readonly plan: MemoryPlan;
  /** The memory as it is now; any call may replace it, since room for spikes grows. */
  memory(): ArrayBuffer;
  /**
   * Address of so many bytes more, behind all else but spikes, of which there are none when this is called.
   * @throws RangeError if the platform refuses the memory
   */
  reserve(bytes: number): number;
  /** The module's memory, for other modules to share; undefined for the interpreter. */
  wasmMemory(): WebAssembly.Memory | undefined;
  /** The memory as 64-bit numbers, and as 32-bit words; as long as `memory` they are the same arrays. */
  numbers(): Float64Array;
  words(): Int32Array;
  /** Computes the values that do not change during a run. */
  prepare(firstBlock: number, endBlock: number): void;
  /** Gives every state its initial value. */
  initialise(firstBlock: number, endBlock: number): void;
  /** Opens a window of at most `plan.steps` steps, and computes what is the same for all neurons in each of them. */
  tabulate(firstStep: number, steps: number): void;
  /** Advances the neurons of the blocks over steps of the window: blocks outside, time inside. */
  advance(firstBlock: number, endBlock: number, firstStep: number, steps: number): void;
}
