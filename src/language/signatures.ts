import type { FunctionName } from "./functions.ts";

/**
 * What a function does to dimensions. `plain`: none in, none out. `keep`: that of its arguments, all alike. `sign`: any in,
 * none out. `root`: half of it. `truth`: a condition or a plain number. `draw`: a random number, of plain arguments. `table`: a table and a plain index.
 * `search`: a table and a quantity like its values; none out.
 */
export type Rule = "plain" | "keep" | "sign" | "root" | "truth" | "draw" | "table" | "search";

export interface Signature {
  readonly args: number;
  readonly rule: Rule;
}

const plain: Signature = { args: 1, rule: "plain" };

const signatures: Readonly<Record<FunctionName, Signature>> = {
  exp: plain,
  expm1: plain,
  exprel: plain,
  log: plain,
  log1p: plain,
  log10: plain,
  sqrt: { args: 1, rule: "root" },
  abs: { args: 1, rule: "keep" },
  sin: plain,
  cos: plain,
  tan: plain,
  sinh: plain,
  cosh: plain,
  tanh: plain,
  min: { args: 2, rule: "keep" },
  max: { args: 2, rule: "keep" },
  clip: { args: 3, rule: "keep" },
  floor: plain,
  ceil: plain,
  sign: { args: 1, rule: "sign" },
  int: { args: 1, rule: "truth" },
  rand: { args: 0, rule: "draw" },
  randn: { args: 0, rule: "draw" },
  poisson: { args: 1, rule: "draw" },
  sample: { args: 2, rule: "table" },
  passed: { args: 2, rule: "search" },
};

/** The signature of a function of the language; undefined for any other name. */
export function signatureOf(name: string): Signature | undefined {
  return Object.hasOwn(signatures, name) ? signatures[name as FunctionName] : undefined;
}
