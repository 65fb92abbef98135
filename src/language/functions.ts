/** The functions of the language. `sample(table, index)` reads a table and is written by stimuli only. */
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
  "sample",
] as const;

export type FunctionName = (typeof functionNames)[number];
