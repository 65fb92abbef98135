import type { Kernel } from "../kernel/ir.ts";
import { advanceFunction, flushEvery } from "./advance.ts";
import { encodeModule } from "./assembler.ts";
import { eventFunction, failFunction, spikeFunction } from "./event.ts";
import { type Lanes, pair, scalar } from "./lanes.ts";
import { type BlockLayout, type MemoryPlan, pageBytes } from "./layout.ts";
import { checkWindow, fillHead, openWindow, placeSpikes, withRoom } from "./memory.ts";
import { depthOf, stepOf } from "./needed.ts";
import { oneStepFunction } from "./one-step.ts";
import { Routines } from "./routines.ts";
import { columnsFunction, constantsFunction, initialFunction, neuronsFunction } from "./single.ts";
import type { Machine, Program, TargetName } from "./target.ts";

/** What a module exports. Ranges are not empty. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  constants(): void;
  neurons(firstLane: number, endLane: number): void;
  initial(firstLane: number, endLane: number): void;
  columns(firstStep: number, steps: number): void;
  advance(firstBlock: number, endBlock: number, firstStep: number, steps: number): void;
  /** For one step that neither flushes nor samples; where the module was asked for it. */
  readonly oneStep?: (firstBlock: number, endBlock: number, step: number) => void;
}

/**
 * The module of a kernel, without imports; with f64x2 instructions where the layout's vectors are two wide.
 *
 * @param stepwise with a function of its own for single steps
 */
export function emitModule(kernel: Kernel, layout: BlockLayout, stepwise: boolean): Uint8Array<ArrayBuffer> {
  const lanes: Lanes = layout.width === 2 ? pair : scalar;
  const [fail, spike, event] = [0, 1, 2] as const;
  const firstRoutine = stepwise ? 9 : 8;
  const routines = new Routines(kernel, layout, firstRoutine);
  const functions = [
    { code: failFunction() },
    { code: spikeFunction(fail) },
    { code: eventFunction(kernel, layout, routines, { fail, spike }) },
    { code: advanceFunction(kernel, layout, lanes, routines, event), name: "advance" },
    { code: columnsFunction(kernel, layout, routines), name: "columns" },
    { code: constantsFunction(kernel, layout, routines), name: "constants" },
    { code: neuronsFunction(kernel, layout, routines), name: "neurons" },
    { code: initialFunction(kernel, layout, routines), name: "initial" },
    ...(stepwise ? [{ code: oneStepFunction(kernel, layout, lanes, routines, event), name: "oneStep" }] : []),
  ];
  return encodeModule([...functions, ...routines.write().map((code) => ({ code }))]);
}

/**
 * How many vectors run side by side. Each waits for its own results, so that eight of a short kernel take hardly longer than
 * one; of a long one, more than a few only make the code long. Where a step has many operations, and few that wait for each
 * other, four are enough (measured over the models of the catalogue), and a spike interrupts fewer neurons. Few neurons make few
 * vectors.
 */
export function chooseInterleave(kernel: Kernel, width: number, neurons: number): number {
  if (neurons <= width) return 1;
  const work = stepOf(kernel).length;
  const most = work > 1200 ? 2 : work > 320 || 2 * work >= depthOf(kernel) ** 2 ? 4 : 8;
  let interleave = 1;
  while (interleave < most && interleave * width < neurons) interleave *= 2;
  return interleave;
}

/** A program from a compiled module. */
export function wasmProgram(
  target: TargetName,
  layout: BlockLayout,
  bytes: Uint8Array<ArrayBuffer>,
  module: WebAssembly.Module,
): Program {
  return { target, layout, bytes, instantiate: (plan) => new WasmMachine(layout, plan, module) };
}

/**
 * Block-steps of one call. A call that starts in V8's baseline code stays there until it returns, so long work is done in
 * many calls: the first ones are slow, the others run optimised.
 */
const callLength = 32768;

class WasmMachine implements Machine {
  readonly layout: BlockLayout;
  plan: MemoryPlan;
  readonly #exports: Exports;
  #numbers = new Float64Array(0);
  #words = new Int32Array(0);

  constructor(layout: BlockLayout, plan: MemoryPlan, module: WebAssembly.Module) {
    this.layout = layout;
    this.plan = plan;
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.#exports.memory.grow(plan.bytes / pageBytes - 1);
    fillHead(this.memory(), layout, plan);
  }

  memory(): ArrayBuffer {
    return this.numbers().buffer;
  }

  numbers(): Float64Array<ArrayBuffer> {
    // a memory that has grown leaves empty arrays behind
    if (this.#numbers.length === 0) this.#look();
    return this.#numbers;
  }

  words(): Int32Array<ArrayBuffer> {
    if (this.#words.length === 0) this.#look();
    return this.#words;
  }

  #look(): void {
    const { buffer } = this.#exports.memory;
    this.#numbers = new Float64Array(buffer);
    this.#words = new Int32Array(buffer);
  }

  reserve(bytes: number): number {
    const address = this.plan.spikeBase;
    this.plan = withRoom(this.plan, bytes);
    const missing = this.plan.bytes - this.memory().byteLength;
    if (missing > 0) this.#exports.memory.grow(missing / pageBytes);
    placeSpikes(this);
    return address;
  }

  wasmMemory(): WebAssembly.Memory {
    return this.#exports.memory;
  }

  prepare(firstBlock: number, endBlock: number): void {
    this.#exports.constants();
    if (firstBlock < endBlock) this.#exports.neurons(firstBlock * this.layout.lanes, endBlock * this.layout.lanes);
  }

  initialise(firstBlock: number, endBlock: number): void {
    if (firstBlock < endBlock) this.#exports.initial(firstBlock * this.layout.lanes, endBlock * this.layout.lanes);
  }

  tabulate(firstStep: number, steps: number): void {
    openWindow(this, firstStep, steps);
    if (this.layout.columnBytes > 0) this.#exports.columns(firstStep, steps);
  }

  advance(firstBlock: number, endBlock: number, firstStep: number, steps: number): void {
    checkWindow(this, firstStep, steps);
    const { every } = this.plan;
    const { oneStep } = this.#exports;
    if (oneStep && steps === 1 && firstStep % flushEvery !== 0 && (every === 0 || firstStep % every !== 0)) {
      oneStep(firstBlock, endBlock, firstStep);
      return;
    }
    const stretch = Math.min(steps, callLength);
    const blocks = Math.max(1, Math.floor(callLength / stretch));
    for (let step = 0; step < steps; step += stretch) {
      const now = Math.min(stretch, steps - step);
      for (let block = firstBlock; block < endBlock; block += blocks) {
        this.#exports.advance(block, Math.min(block + blocks, endBlock), firstStep + step, now);
      }
    }
  }
}
