import type { BinaryOperator, Expression } from "../../src/language/ast.ts";
import type { Model } from "../../src/language/model.ts";
import { isDimensionless } from "../../src/quantity/dimension.ts";

/** A plain reading of checked expressions, to judge models and stimuli by: no kernel, no method, no units. */
export type Names = Readonly<Record<string, number>>;

const binary: Record<BinaryOperator, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "//": (a, b) => Math.floor(a / b),
  "%": (a, b) => a - b * Math.floor(a / b),
  "**": (a, b) => a ** b,
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  exp: Math.exp,
  log: Math.log,
  expm1: Math.expm1,
  exprel: (x) => (Math.abs(x) < 1e-12 ? 1 + x / 2 : Math.expm1(x) / x),
  sin: Math.sin,
  cos: Math.cos,
  cosh: Math.cosh,
  tanh: Math.tanh,
  floor: Math.floor,
  min: Math.min,
  max: Math.max,
  int: Number,
};

/** The value of an expression of a checked model: `t_edge` is `t`. */
export function evaluate(e: Expression, names: Names, tables: Model["tables"] = []): number {
  const inner = (operand: Expression) => evaluate(operand, names, tables);
  switch (e.kind) {
    case "number":
      return e.value;
    case "name":
      return known(names[e.name === "t_edge" ? "t" : e.name], e.name);
    case "unary":
      return e.operator === "-" ? -inner(e.operand) : Number(inner(e.operand) === 0);
    case "binary":
      return binary[e.operator](inner(e.left), inner(e.right));
    case "call":
      if (e.name === "sample") return read(e.args, inner, tables);
      if (e.name === "passed") return tableOf(e.args, tables).filter((value) => value <= inner(e.args[1]!)).length;
      return known(functions[e.name], e.name)(...e.args.map(inner));
  }
}

/** Beyond its ends a table goes on as its end values: what stands there must not matter. */
function read(args: readonly Expression[], inner: (e: Expression) => number, tables: Model["tables"]): number {
  const values = tableOf(args, tables);
  return values[Math.max(0, Math.min(values.length - 1, inner(args[1]!)))]!;
}

function tableOf([table]: readonly Expression[], tables: Model["tables"]): Float64Array {
  const name = table?.kind === "name" ? table.name : "";
  return known(
    tables.find((one) => one.name === name),
    name,
  ).values;
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new RangeError(`the judge does not know "${name}"`);
  return value;
}

/** The parameters of a model in SI, and its states at the beginning. */
export function beginning(model: Model): Record<string, number> {
  const names: Record<string, number> = { t: 0, i: 0 };
  for (const { name, value } of model.parameters) names[name] = value;
  for (const { name } of model.states) names[name] = evaluate(model.initial.get(name)!, names);
  return names;
}

/**
 * The first spikes of a model in milliseconds: classical Runge-Kutta steps of at most `h` ms, shorter where v moves by more
 * than 0.2 mV (0.2 where it has no unit); the crossing of a threshold written `v > x` is located by bisection.
 */
export function spikesOf(model: Model, spikes: number, until: number, h: number): number[] {
  const names = beginning(model);
  const times: number[] = [];
  const derivative = (at: Names) => model.states.map((state) => evaluate(state.derivative, at, model.tables));
  const moved = (by: readonly number[], dt: number): Record<string, number> => ({
    ...names,
    t: names.t! + dt,
    ...Object.fromEntries(model.states.map(({ name }, k) => [name, names[name]! + dt * by[k]!])),
  });
  const advanced = (dt: number) => {
    const k1 = derivative(names);
    const k2 = derivative(moved(k1, dt / 2));
    const k3 = derivative(moved(k2, dt / 2));
    const k4 = derivative(moved(k3, dt));
    return moved(
      k1.map((own, k) => (own + 2 * k2[k]! + 2 * k3[k]! + k4[k]!) / 6),
      dt,
    );
  };
  const most = isDimensionless(model.states[0]!.dimension) ? 0.2 : 0.2e-3;
  while (times.length < spikes && names.t! * 1000 < until) {
    const step = Math.min(h / 1000, most / Math.abs(derivative(names)[0]!));
    const next = advanced(step);
    if (crossing(model, names) < 0 && crossing(model, next) >= 0) {
      let [low, high] = [0, step];
      for (let k = 0; k < 50; k++) {
        const middle = (low + high) / 2;
        if (crossing(model, advanced(middle)) >= 0) high = middle;
        else low = middle;
      }
      Object.assign(names, advanced(high));
      times.push(names.t! * 1000);
      for (const { target, value } of model.reset) names[target] = evaluate(value, names);
    } else Object.assign(names, next);
  }
  return times;
}

function crossing(model: Model, names: Names): number {
  const threshold = model.threshold;
  if (threshold?.kind !== "binary") throw new RangeError("the judge wants a threshold such as v > x");
  return evaluate(threshold.left, names) - evaluate(threshold.right, names);
}
