import type { Model } from "../../src/language/model.ts";
import { type Method, type Step, type System, stepLength } from "../../src/method/method.ts";
import { evaluate, formula } from "../language/formula.ts";
import { exponentialMinusOne, noiseMatrix } from "./matrices.ts";

/** Coefficients of noise by unknown: of `xi`, or of each source. */
export type Noise = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A system from the texts of its derivatives (powers are `^`). */
export function system(derivatives: Record<string, string>, scale = 1, noise: Noise = {}): System {
  const unknowns = Object.entries(derivatives).map(([name, text]) => ({
    name,
    derivative: formula(text),
    scale,
    noise: noiseOf(noise[name]),
  }));
  return { unknowns };
}

function noiseOf(own: Noise[string] = {}): Model["states"][number]["noise"] {
  const sources = typeof own === "string" ? { xi: own } : own;
  return Object.entries(sources).map(([source, text]) => ({ source, coefficient: formula(text) }));
}

/** A model that holds derivatives with their noise and nothing else. */
export function model(derivatives: Record<string, string>, noise: Noise = {}): Model {
  const dimension = [0, 0, 0, 0, 0, 0, 0] as unknown as Model["states"][number]["dimension"];
  return {
    states: Object.entries(derivatives).map(([name, text]) => ({
      name,
      dimension,
      derivative: formula(text),
      held: false,
      noise: noiseOf(noise[name]),
    })),
    parameters: [],
    subexpressions: [],
    tables: [],
    edges: [],
    threshold: undefined,
    reset: [],
    refractory: { kind: "none" },
    initial: new Map(),
    ports: [],
    kicks: [],
    inputs: [],
  };
}

interface StepOptions {
  readonly t?: number;
  readonly h: number;
  /** The step of the grid, of which h is a piece. Default: h. */
  readonly dt?: number;
  readonly parameters?: Record<string, number>;
  /** The standard normal numbers, in the order of the step. */
  readonly normals?: readonly number[];
}

/** Takes a step from t of length h: the unknowns afterwards, in their order, and the error estimate. */
export function take(
  step: Step,
  names: readonly string[],
  from: readonly number[],
  { t = 0, h, dt = h, parameters = {}, normals = [] }: StepOptions,
): { next: number[]; error: number } {
  const values = new Map(Object.entries({ ...parameters, t, t_edge: t + h / 2, dt, [stepLength]: h }));
  step.normals?.forEach((name, i) => {
    values.set(name, normals[i]!);
  });
  names.forEach((name, i) => {
    values.set(name, from[i]!);
  });
  for (const binding of step.bindings) {
    if (binding.kind === "value") values.set(binding.name, evaluate(binding.value, values));
    else if (binding.kind === "slopes") {
      const there = new Map(values).set("t", evaluate(binding.time, values));
      binding.unknowns.forEach((name, i) => {
        there.set(name, evaluate(binding.at[i]!, values));
      });
      binding.names.forEach((name, i) => {
        values.set(name, evaluate(binding.derivatives[i]!, there));
      });
    } else {
      const matrix = binding.matrix.map((row) => row.map((entry) => evaluate(entry, values)));
      const intensity =
        binding.kind === "noise matrix" && binding.intensity.map((row) => row.map((entry) => evaluate(entry, values)));
      const result = intensity ? noiseMatrix(matrix, intensity) : exponentialMinusOne(matrix);
      result.forEach((row, i) => {
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
