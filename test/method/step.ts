import type { Model } from "../../src/language/model.ts";
import { type Method, type Step, type System, stepLength } from "../../src/method/method.ts";
import { evaluate, formula } from "../language/formula.ts";

/** A system from the texts of its derivatives (powers are `^`). */
export function system(derivatives: Record<string, string>, scale = 1): System {
  const unknowns = Object.entries(derivatives).map(([name, text]) => ({ name, derivative: formula(text), scale }));
  return { unknowns };
}

/** A model that holds derivatives and nothing else; `noise` is the coefficient of `xi` in each. */
export function model(derivatives: Record<string, string>, noise: Record<string, string> = {}): Model {
  const dimension = [0, 0, 0, 0, 0, 0, 0] as unknown as Model["states"][number]["dimension"];
  return {
    states: Object.entries(derivatives).map(([name, text]) => ({
      name,
      dimension,
      derivative: formula(text),
      held: false,
      noise: noise[name] ? [{ source: "xi", coefficient: formula(noise[name]) }] : [],
    })),
    parameters: [],
    subexpressions: [],
    tables: [],
    edges: [],
    threshold: undefined,
    reset: [],
    refractory: { kind: "none" },
    initial: new Map(),
    inputs: [],
  };
}

/** Takes a step from t of length h: the unknowns afterwards, in their order, and the error estimate. */
export function take(
  step: Step,
  names: readonly string[],
  from: readonly number[],
  { t = 0, h, parameters = {} }: { t?: number; h: number; parameters?: Record<string, number> },
): { next: number[]; error: number } {
  const values = new Map(Object.entries({ ...parameters, t, t_edge: t + h / 2, [stepLength]: h }));
  names.forEach((name, i) => {
    values.set(name, from[i]!);
  });
  for (const binding of step.bindings) {
    if (binding.kind === "value") values.set(binding.name, evaluate(binding.value, values));
    else {
      const matrix = binding.matrix.map((row) => row.map((entry) => evaluate(entry, values)));
      exponentialMinusOne(matrix).forEach((row, i) => {
        row.forEach((value, j) => {
          values.set(binding.names[i]![j]!, value);
        });
      });
    }
  }
  return {
    next: step.next.map((e) => evaluate(e, values)),
    error: step.error ? evaluate(step.error, values) : Number.NaN,
  };
}

interface Course {
  readonly end: number;
  readonly steps: number;
  readonly parameters?: Record<string, number>;
  /** Sees the unknowns after each step. */
  readonly observe?: (t: number, state: readonly number[]) => void;
}

/** The unknowns after `steps` steps from t = 0 to `end`. */
export function integrate(
  method: Method,
  of: System,
  from: readonly number[],
  { end, steps, parameters = {}, observe }: Course,
): number[] {
  const step = method.discretise(of, { tolerance: 1e-6 });
  const names = of.unknowns.map((unknown) => unknown.name);
  const h = end / steps;
  let state = [...from];
  for (let k = 0; k < steps; k++) {
    state = take(step, names, state, { t: k * h, h, parameters }).next;
    observe?.((k + 1) * h, state);
  }
  return state;
}

type Matrix = number[][];

/** e^A - 1: Taylor's series of A/2^s, then s times M ← 2M + M². */
function exponentialMinusOne(a: Matrix): Matrix {
  const norm = Math.max(...a.map((row) => row.reduce((sum, entry) => sum + Math.abs(entry), 0)));
  const squarings = Math.max(0, Math.ceil(Math.log2(norm * 8)));
  const small = a.map((row) => row.map((entry) => entry * 2 ** -squarings));
  let m = small;
  let term = small;
  for (let k = 2; k < 20; k++) {
    term = product(term, small).map((row) => row.map((entry) => entry / k));
    m = plus(m, term);
  }
  for (let k = 0; k < squarings; k++) m = plus(plus(m, m), product(m, m));
  return m;
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k]![j]!, 0)));
}

function plus(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((entry, j) => entry + b[i]![j]!));
}
