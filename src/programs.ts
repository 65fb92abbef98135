import { type Compiled, type CompileOptions, compile } from "./compile.ts";
import type { Expression } from "./language/ast.ts";
import { onceEach } from "./language/calculus.ts";
import type { Model } from "./language/model.ts";
import { compileKernel, type CompileOptions as KernelOptions } from "./target/compile-kernel.ts";
import type { Program } from "./target/target.ts";

/**
 * Keeps what was compiled for earlier runs. A kernel names its parameters and does not hold their values, so a run whose
 * equations are the same takes the program of the one before, whatever the numbers in it: a slider that is dragged compiles
 * once. The recording is the same, bit for bit.
 */
export class Programs {
  readonly #made = new Map<string, { readonly compiled: Compiled; readonly program: Program }>();
  readonly #most: number;

  /** @param most how many programs to keep; the one that was not used for longest makes room. */
  constructor(most = 16) {
    if (!(Number.isInteger(most) && most >= 1))
      throw new RangeError(`a whole number of programs, at least 1, is kept, but ${most} is asked for`);
    this.#most = most;
  }

  /** The model compiled and ready to run; `compile` and `compileKernel` are not called where that was done before. */
  of(
    model: Model,
    options: CompileOptions,
    target: KernelOptions,
  ): { readonly compiled: Compiled; readonly program: Program } {
    const key = keyOf(model, options, target);
    const known = this.#made.get(key);
    const made = known ?? compiledFor(model, options, target);
    this.#made.delete(key);
    this.#made.set(key, made);
    if (this.#made.size > this.#most) this.#made.delete(this.#made.keys().next().value!);
    return known ? { compiled: { ...made.compiled, model }, program: made.program } : made;
  }
}

/** The model compiled and ready to run. */
export function compiledFor(
  model: Model,
  options: CompileOptions,
  target: KernelOptions,
): { readonly compiled: Compiled; readonly program: Program } {
  const compiled = compile(model, options);
  return { compiled, program: compileKernel(compiled.kernel, target) };
}

/**
 * All that a program depends on: the model without the values of its parameters and tables. Expressions share parts, of which a
 * text written out would be longer than any memory: each part is written once, and referred to by its place.
 */
function keyOf(model: Model, { perNeuron, ...options }: CompileOptions, target: KernelOptions): string {
  const valueless = {
    ...model,
    parameters: model.parameters.map(({ name, dimension, shared }) => [name, dimension, shared]),
    tables: model.tables.map(({ name, values }) => [name, values.length]),
    initial: [...model.initial],
  };
  const places = new Map<string, number>();
  const placeOf: (e: Expression) => number = onceEach((e) => {
    const text = partOf(e, placeOf);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  const whole = JSON.stringify([valueless, options, [...perNeuron], target], (_, value: unknown) =>
    isExpression(value) ? placeOf(value) : written(value),
  );
  return [whole, ...places.keys()].join("\n");
}

/** `b+ 3 7`: the sum of the parts 3 and 7. */
function partOf(e: Expression, placeOf: (e: Expression) => number): string {
  switch (e.kind) {
    case "number":
      return `n${JSON.stringify(written(e.value))}`;
    case "name":
      return `v${e.name}`;
    case "unary":
      return `u${e.operator} ${placeOf(e.operand)}`;
    case "binary":
      return `b${e.operator} ${placeOf(e.left)} ${placeOf(e.right)}`;
    case "call":
      return `c${e.name} ${e.args.map(placeOf).join(" ")}`;
  }
}

function isExpression(value: unknown): value is Expression {
  return typeof value === "object" && value !== null && "kind" in value && "span" in value;
}

/** JSON has neither infinities nor -0. */
function written(value: unknown): unknown {
  const isPlain = typeof value !== "number" || (Number.isFinite(value) && !Object.is(value, -0));
  return isPlain ? value : { number: Object.is(value, -0) ? "-0" : String(value) };
}
