import type { DrawName, FunctionName } from "../language/functions.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { cosh, exp, expm1, exprel, exprelInverse, sinh, tanh } from "./math-exp.ts";
import { log, log1p, log10 } from "./math-log.ts";
import { pow } from "./math-pow.ts";
import { cos, sin, tan } from "./math-trig.ts";

/** A function made of the kernel's operations: straight-line, without branches, the same bits on every target. */
export interface MathFunction {
  readonly arity: number;
  build(g: Graph, ...args: Value[]): Value;
}

/** The functions of the language that are arithmetic alone; `pow` is its operator `**`. */
export type MathName = Exclude<FunctionName, DrawName | "sample" | "passed"> | "min" | "max" | "pow";

const unary = (build: (g: Graph, x: Value) => Value): MathFunction => ({ arity: 1, build });
/** Written once, called wherever it is used. */
const routine = (name: string, build: (g: Graph, x: Value) => Value): MathFunction => ({
  arity: 1,
  build: (g, x) => g.call(name, build, x),
});
const binary = (build: (g: Graph, a: Value, b: Value) => Value): MathFunction => ({ arity: 2, build });

export const mathFunctions: Readonly<Record<MathName, MathFunction>> = {
  exp: routine("exp", exp),
  expm1: routine("expm1", expm1),
  exprel: routine("exprel", exprel),
  log: routine("log", log),
  log1p: routine("log1p", log1p),
  log10: routine("log10", log10),
  sqrt: unary((g, x) => g.sqrt(x)),
  abs: unary((g, x) => g.abs(x)),
  sin: routine("sin", sin),
  cos: routine("cos", cos),
  tan: routine("tan", tan),
  sinh: routine("sinh", sinh),
  cosh: routine("cosh", cosh),
  tanh: routine("tanh", tanh),
  clip: { arity: 3, build: clip },
  floor: unary((g, x) => g.floor(x)),
  ceil: unary((g, x) => g.ceil(x)),
  sign: unary(sign),
  int: unary(int),
  min: binary((g, a, b) => g.min(a, b)),
  max: binary((g, a, b) => g.max(a, b)),
  pow: binary((g, x, y) => (g.known(y) === undefined ? g.call("pow", pow, x, y) : pow(g, x, y))),
};

/** What a division by a function is multiplied by instead, where that is cheaper than to divide. */
export const inverses: Readonly<Record<string, MathFunction>> = { "1/exprel": routine("1/exprel", exprelInverse) };

/** x held between two bounds; NaN stays. */
function clip(g: Graph, x: Value, low: Value, high: Value): Value {
  return g.min(g.max(x, low), high);
}

/** -1, 0 or 1; NaN stays. */
function sign(g: Graph, x: Value): Value {
  const zero = g.literal(0);
  return g.select(g.gt(x, zero), g.literal(1), g.select(g.lt(x, zero), g.literal(-1), x));
}

/** The whole part of a number; 1 or 0 for a condition. */
function int(g: Graph, x: Value): Value {
  return g.ops[x]!.type === "mask" ? g.select(x, g.literal(1), g.literal(0)) : g.trunc(x);
}
