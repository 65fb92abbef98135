import * as z from "zod";
import { quantity } from "../experiment-stimuli.ts";
import type { Expression } from "../language/ast.ts";
import { number, substitute } from "../language/calculus.ts";
import { dimensionless, dimensions, power } from "../quantity/dimension.ts";
import { distributionSchema } from "./distribution.ts";
import { expressionSchema, givenExpression, requireDimension } from "./given-expression.ts";
import type { Varied } from "./varied.ts";

/** A rate that changes with time, in a document. */
export const varyingRateSchema = expressionSchema(
  'an expression of t such as "20*Hz*(1 + sin(2*pi*f*t))"',
  'Of the time t, and of the number i of the neuron: "20*Hz*(1 + sin(2*pi*f*t))", "r*int(t > 100*ms)". Below zero it is none.',
).describe("A rate as a function of time.");

export const varyingRateKeys: readonly string[] = Object.keys(varyingRateSchema.shape);

export type VaryingRate = z.input<typeof varyingRateSchema>;

/** A rate that is one for all, one for each, drawn, or changes with time. */
export const rateSchema = z.union(
  [quantity, z.array(quantity).min(1, "must have at least one value"), distributionSchema, varyingRateSchema],
  {
    error: 'must be a quantity such as "20 Hz", a list with one for each, a distribution, or an expression of the time',
  },
);

/** Whether a rate changes with time. */
export function isVaryingRate(value: Varied | VaryingRate | undefined): value is VaryingRate {
  return typeof value === "object" && "expression" in value;
}

/**
 * Spikes per second as an expression of `t`, in seconds, and `i`.
 *
 * @throws ExperimentError naming the place, for one that cannot be read or has another unit
 */
export function varyingRate({ expression: source, parameters = {} }: VaryingRate, path: string): Expression {
  const hertz = power(dimensions.second, -1);
  const what = "a rate";
  const { expression, type, values } = givenExpression(source, {
    ...{ parameters, path, key: "expression", what, meaning: "the time t, the number i of the neuron" },
    own: new Map([
      ["t", dimensions.second],
      ["i", dimensionless],
    ]),
  });
  requireDimension(source, type, hertz, path);
  return substitute(expression, new Map([...values].map(([name, value]) => [name, number(value)])));
}
