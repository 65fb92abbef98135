import { Graph } from "../kernel/graph.ts";
import { type MathName, mathFunctions } from "../kernel/math.ts";
import type { BinaryOperator, Expression } from "../language/ast.ts";
import { onceEach, operands } from "../language/calculus.ts";
import type { FunctionName } from "../language/functions.ts";
import {
  abs,
  add,
  contains,
  div,
  type Interval,
  integerPower,
  max,
  min,
  mul,
  negate,
  outwards,
  rising,
  sub,
  whole,
} from "./interval.ts";
import { Tape } from "./tape.ts";

type Operation = (...args: Interval[]) => Interval;

const unsure: Interval = [0, 1];
const yes: Interval = [1, 1];
const no: Interval = [0, 0];

/** Of a and b: certainly, certainly not, or either. */
function decide(certain: boolean, impossible: boolean): Interval {
  return certain ? yes : impossible ? no : unsure;
}

/** A function of the kernel on numbers. */
function numeric(name: MathName): (...args: number[]) => number {
  const graph = new Graph();
  const { arity, build } = mathFunctions[name];
  const tape = new Tape(graph, [build(graph, ...Array.from({ length: arity }, (_, i) => graph.leaf("state", i)))]);
  tape.prepare([]);
  const out = new Float64Array(1);
  return (...args) => {
    tape.run(args, out);
    return out[0]!;
  };
}

/** As much below zero is what rounding outwards makes of it. */
const belowZero = 1e-300;

/** The kernel's own bound is one unit in the last place for most functions; 4 leaves room for all. */
const ulps = 4;

function growing(name: MathName, least = -Infinity): Operation {
  const f = numeric(name);
  return (a) => {
    const [low, high] = rising(f, a, ulps);
    return [Math.max(low, least), high];
  };
}

/** sin, cos: the ends, and the extremes +-1 at `peak` + k pi between them. */
function wave(name: "sin" | "cos", peak: number): Operation {
  const f = numeric(name);
  return ([low, high]) => {
    if (!(high - low < 2 * Math.PI) || Math.abs(low) > 1e6 || Math.abs(high) > 1e6) return [-1, 1];
    const [a, b] = [f(low), f(high)];
    let [least, most] = outwards(Math.min(a, b), Math.max(a, b), ulps);
    // nearer than rounding to an extreme counts as reaching it
    const first = Math.ceil((low - peak) / Math.PI - 1e-9);
    const last = Math.floor((high - peak) / Math.PI + 1e-9);
    for (let k = first; k <= last; k++) {
      if (k % 2 === 0) most = 1;
      else least = -1;
    }
    return [Math.max(-1, least), Math.min(1, most)];
  };
}

function logarithm(name: MathName, from: number): Operation {
  const f = numeric(name);
  return ([low, high]) => (low > from ? rising(f, [low, high], ulps) : whole);
}

const step =
  (f: (x: number) => number): Operation =>
  ([low, high]) => [f(low), f(high)];
const unknown: Operation = () => whole;

const pow = numeric("pow");
const cosh = numeric("cosh");
const tan = numeric("tan");

const functions: Readonly<Record<FunctionName, Operation>> = {
  exp: growing("exp", 0),
  expm1: growing("expm1", -1),
  exprel: growing("exprel", 0),
  log: logarithm("log", 0),
  log1p: logarithm("log1p", -1),
  log10: logarithm("log10", 0),
  sqrt: ([low, high]) => (low >= -belowZero ? rising(Math.sqrt, [Math.max(0, low), high], 1) : whole),
  abs,
  sin: wave("sin", Math.PI / 2),
  cos: wave("cos", 0),
  tan: ([low, high]) => {
    const branch = (x: number) => Math.floor(x / Math.PI + 0.5);
    const safe = branch(low - 1e-9) === branch(high + 1e-9) && Math.abs(low) < 1e6;
    return safe ? rising(tan, [low, high], ulps) : whole;
  },
  sinh: growing("sinh"),
  cosh: (a) => {
    const [low, high] = abs(a);
    return [Math.max(1, rising(cosh, [low, low], ulps)[0]), rising(cosh, [high, high], ulps)[1]];
  },
  tanh: (a) => {
    const [low, high] = tanh(a);
    return [Math.max(-1, low), Math.min(1, high)];
  },
  clip: (a, low, high) => min(max(a, low), high),
  min,
  max,
  floor: step(Math.floor),
  ceil: step(Math.ceil),
  sign: step(Math.sign),
  int: step(Math.trunc),
  rand: unknown,
  randn: unknown,
  poisson: unknown,
  sample: unknown,
  passed: unknown,
};

const tanh = growing("tanh");

const operators: Readonly<Record<BinaryOperator, Operation>> = {
  "+": add,
  "-": sub,
  "*": mul,
  "/": div,
  "//": (a, b) => step(Math.floor)(div(a, b)),
  "%": (a, b) => sub(a, mul(b, step(Math.floor)(div(a, b)))),
  "**": power,
  "<": (a, b) => decide(a[1] < b[0], a[0] >= b[1]),
  "<=": (a, b) => decide(a[1] <= b[0], a[0] > b[1]),
  ">": (a, b) => decide(a[0] > b[1], a[1] <= b[0]),
  ">=": (a, b) => decide(a[0] >= b[1], a[1] < b[0]),
  "==": (a, b) => decide(a[0] === a[1] && b[0] === b[1] && a[0] === b[0], a[1] < b[0] || b[1] < a[0]),
  "!=": (a, b) => decide(a[1] < b[0] || b[1] < a[0], a[0] === a[1] && b[0] === b[1] && a[0] === b[0]),
  and: min,
  or: max,
};

function power(a: Interval, b: Interval): Interval {
  if (b[0] === b[1] && Number.isInteger(b[0]) && Math.abs(b[0]) < 1024) return integerPower(a, b[0]);
  if (!(a[0] > 0)) return whole;
  // monotone in each argument, so the extremes are at the corners
  const corners = [pow(a[0], b[0]), pow(a[0], b[1]), pow(a[1], b[0]), pow(a[1], b[1])];
  return corners.some(Number.isNaN) ? whole : outwards(Math.min(...corners), Math.max(...corners), ulps);
}

/**
 * Expressions evaluated on intervals: all values that they take while each name is anywhere in its interval lie in the
 * result, rounding included.
 */
export function intervalTape(
  expressions: readonly Expression[],
): (intervalOf: (name: string) => Interval) => Interval[] {
  const nodes: { node: Expression; args: number[] }[] = [];
  const place: (e: Expression) => number = onceEach((node) => {
    const table = node.kind === "call" && (node.name === "sample" || node.name === "passed");
    const args = table ? [] : operands(node).map(place);
    return nodes.push({ node, args }) - 1;
  });
  const outputs = expressions.map(place);
  return (intervalOf) => {
    const values: Interval[] = [];
    for (const { node, args } of nodes)
      values.push(
        valueAt(
          node,
          args.map((arg) => values[arg]!),
          intervalOf,
        ),
      );
    return outputs.map((output) => values[output]!);
  };
}

function valueAt(node: Expression, args: readonly Interval[], intervalOf: (name: string) => Interval): Interval {
  switch (node.kind) {
    case "number":
      return [node.value, node.value];
    case "name":
      return intervalOf(node.name);
    case "unary":
      if (node.operator === "-") return negate(args[0]!);
      return decide(!contains(args[0]!, 1), !contains(args[0]!, 0));
    case "binary":
      return operators[node.operator](args[0]!, args[1]!);
    case "call":
      return functions[node.name as FunctionName](...args);
  }
}
