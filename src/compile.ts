import { ExperimentError } from "./errors.ts";
import type { Kernel } from "./kernel/ir.ts";
import { lower, type Steps } from "./kernel/lower.ts";
import type { Model } from "./language/model.ts";
import { chooseMethod, methodNamed } from "./method/index.ts";
import type { Method } from "./method/method.ts";
import { meaningOfNoise } from "./method/noise.ts";
import { everydayUnit } from "./quantity/quantity.ts";

export interface CompileOptions {
  /** A method's name, or "auto". */
  readonly method: string;
  /** Of adaptive methods: error of one step, relative to the size of each variable. */
  readonly tolerance: number;
  readonly spikeTimes: "exact" | "grid";
  /** Parameters with a value for each neuron. */
  readonly perNeuron: ReadonlySet<string>;
  /** States and subexpressions to sample. */
  readonly observed: readonly string[];
}

export interface Compiled {
  readonly model: Model;
  readonly method: Method;
  /** Why this method, in a sentence. */
  readonly reason: string;
  readonly steps: Steps;
  readonly kernel: Kernel;
}

/**
 * From a checked model to a kernel that any target runs.
 *
 *     text ─parse▶ Equation[] ─check▶ Model ─discretise▶ Step ─lower▶ Kernel ─emit▶ WebAssembly ─▶ advance(…) ─▶ Recording
 *          language/parse  language/check  method/     kernel/lower  target/                     run/
 *
 * `language/` turns text into a `Model`, all in SI; the method turns its equations into the assignments of one `Step`;
 * `kernel/` turns those into operations with rates; `target/` emits them; `run/` drives them. Nothing flows back.
 *
 * Throws an ExperimentError where the method does not suit the model.
 */
export function compile(model: Model, options: CompileOptions): Compiled {
  const { method, reason } = choose(model, options.method);
  const steps = discretise(model, method, options.tolerance);
  return { model, method, reason, steps, kernel: lower(model, steps, options) };
}

function choose(model: Model, name: string): { method: Method; reason: string } {
  if (name === "auto") {
    const chosen = chooseMethod(model);
    const refusal = chosen.method.refuses(model);
    if (refusal !== undefined)
      throw new ExperimentError(`"auto" finds no method for these equations: ${refusal}`, "method");
    return { ...chosen, reason: chosen.reason + meaningOfNoise(model, chosen.method) };
  }
  const method = methodNamed(name);
  const refusal = method.refuses(model);
  if (refusal !== undefined) throw new ExperimentError(refusal, "method");
  return { method, reason: `chosen in the document${meaningOfNoise(model, method)}` };
}

/** The method's step for all states, and for those that go on while refractory, the held ones being constants. */
function discretise(model: Model, method: Method, tolerance: number): Steps {
  const unknowns = model.states.map((state) => ({
    name: state.name,
    derivative: state.derivative,
    scale: everydayUnit(state.dimension).factor / 1000,
    noise: state.noise,
    held: state.held,
  }));
  const going = unknowns.filter((unknown) => !unknown.held);
  const holds = model.refractory.kind !== "none" && going.length > 0 && going.length < unknowns.length;
  return {
    free: method.discretise({ unknowns }, { tolerance }),
    held: holds ? method.discretise({ unknowns: going }, { tolerance }) : undefined,
    order: method.order,
  };
}
