import type { Kernel } from "../kernel/ir.ts";
import { interpreterProgram } from "./interpreter.ts";
import { type BlockLayout, layoutOf } from "./layout.ts";
import type { Program, TargetName } from "./target.ts";
import { chooseInterleave, emitModule, wasmProgram } from "./wasm.ts";

export interface CompileOptions {
  /** Default: the fastest that the platform has. */
  readonly target?: TargetName;
  /** How many neurons there will be: for few, blocks are small. */
  readonly neurons: number;
  /** Vectors of a block; default: by the size of the kernel. */
  readonly interleave?: number;
  /** Whether it will be run step by step, as where neurons hear of each other after every step; default false. */
  readonly stepwise?: boolean;
}

/**
 * Makes a kernel ready to run. The bits of the results depend on none of the options.
 * @throws RangeError if the target is asked for and the platform lacks it
 */
export function compileKernel(kernel: Kernel, options: CompileOptions): Program {
  const { target, layout } = choose(kernel, options);
  if (target === "interpreter") return interpreterProgram(kernel, layout);
  const bytes = emitModule(kernel, layout, options.stepwise ?? false);
  return wasmProgram(target, layout, bytes, new WebAssembly.Module(bytes));
}

/** Like `compileKernel`, for a browser's main thread, where large modules must be compiled elsewhere. */
export async function compileKernelAsync(kernel: Kernel, options: CompileOptions): Promise<Program> {
  const { target, layout } = choose(kernel, options);
  if (target === "interpreter") return interpreterProgram(kernel, layout);
  const bytes = emitModule(kernel, layout, options.stepwise ?? false);
  return wasmProgram(target, layout, bytes, await WebAssembly.compile(bytes));
}

/** The fastest target that the platform has: WebAssembly may lack SIMD, or be missing or forbidden. */
export function fastestTarget(): TargetName {
  return runs(simdProbe) ? "wasm-simd" : runs(probe) ? "wasm" : "interpreter";
}

function choose(kernel: Kernel, options: CompileOptions): { target: TargetName; layout: BlockLayout } {
  const fastest = fastestTarget();
  const target = options.target ?? fastest;
  if ((target === "wasm-simd" && fastest !== "wasm-simd") || (target === "wasm" && fastest === "interpreter")) {
    throw new RangeError(`this platform has no ${target}; its fastest target is ${fastest}`);
  }
  // a single neuron has no neighbour: every routine is then written in one form
  const width = target === "wasm-simd" && options.neurons > 1 ? 2 : 1;
  const interleave =
    options.interleave ??
    (target === "interpreter"
      ? Math.min(interpretedLanes, options.neurons)
      : chooseInterleave(kernel, width, options.neurons));
  return { target, layout: layoutOf(kernel, width, interleave) };
}

/** Neurons that the interpreter takes through an operation before it turns to the next. */
const interpretedLanes = 32;

/** A module without content. */
const probe = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A function that makes a vector of zeros and drops it: (i32.const 0) (i8x16.splat) (drop). */
const simdProbe = Uint8Array.of(
  ...probe,
  ...[1, 4, 1, 0x60, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 0x41, 0, 0xfd, 15, 0x1a, 0x0b],
);

/** Whether the platform takes a module. A page's security policy may forbid it although `WebAssembly` is there. */
function runs(bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    return new WebAssembly.Module(bytes) !== undefined;
  } catch {
    return false;
  }
}
