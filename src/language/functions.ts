/**
 * The functions of the language. Stimuli only may read tables: `sample(table, index)` is one of its values,
 * `passed(table, x)` how many of its ascending values are at most x.
 */
export const functionNames = [
  "exp",
  "expm1",
  "exprel",
  "log",
  "log1p",
  "log10",
  "sqrt",
  "abs",
  "sin",
  "cos",
  "tan",
  "sinh",
  "cosh",
  "tanh",
  "clip",
  "min",
  "max",
  "floor",
  "ceil",
  "sign",
  "int",
  "rand",
  "randn",
  "poisson",
  "sample",
  "passed",
] as const;

/** Those that draw random numbers: each place where one is written draws its own. */
export const drawNames = ["rand", "randn", "poisson"] as const satisfies readonly (typeof functionNames)[number][];

/** Those whose value jumps while their argument moves on, and is flat between the jumps. */
export const jumpNames: ReadonlySet<string> = new Set([
  "floor",
  "ceil",
  "int",
  "sign",
  "sample",
  "passed",
] as const satisfies readonly FunctionName[]);

export type DrawName = (typeof drawNames)[number];
export type FunctionName = (typeof functionNames)[number];
