import type { Graph } from "../kernel/graph.ts";
import type { Value } from "../kernel/ir.ts";
import { exp } from "../kernel/math-exp.ts";
import { log, log1p } from "../kernel/math-log.ts";
import { normalQuantile } from "../kernel/random.ts";

/** A setting of a distribution; it has the dimension of what is drawn. */
export interface Setting {
  readonly meaning: string;
  readonly sign: "any" | "not negative" | "positive";
}

/** A family of distributions, by the inverse of its cumulative distribution function. */
export interface DistributionKind {
  readonly description: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** The value that is not passed with probability u, from 0 to 1; the values of the settings in their order. */
  quantile(g: Graph, u: Value, ...settings: readonly Value[]): Value;
}

const mean: Setting = { meaning: "Mean.", sign: "any" };
const positiveMean: Setting = { meaning: "Mean.", sign: "positive" };
const sd: Setting = { meaning: "Standard deviation.", sign: "not negative" };

export const distributionKinds = {
  uniform: {
    description: "All values between two bounds alike.",
    settings: {
      from: { meaning: "Lower bound.", sign: "any" },
      to: { meaning: "Upper bound.", sign: "any" },
    },
    quantile: (g, u, from, to) => g.add(from!, g.mul(g.sub(to!, from!), u)),
  },
  normal: {
    description: "A normal distribution.",
    settings: { mean, sd },
    quantile: (g, u, mean, sd) => g.add(mean!, g.mul(sd!, normalQuantile(g, u))),
  },
  /** exp(m + s z) with s^2 = log(1 + sd^2/mean^2) and m = log(mean) - s^2/2. */
  lognormal: {
    description: "A number whose logarithm is normal; mean and sd are those of the number itself.",
    settings: { mean: positiveMean, sd },
    quantile: (g, u, mean, sd) => {
      const ratio = g.div(sd!, mean!);
      const variance = log1p(g, g.mul(ratio, ratio));
      const middle = g.sub(log(g, mean!), g.mul(g.literal(0.5), variance));
      return exp(g, g.add(middle, g.mul(g.sqrt(variance), normalQuantile(g, u))));
    },
  },
  /** -mean log(1 - u). */
  exponential: {
    description: "An exponential distribution.",
    settings: { mean: positiveMean },
    quantile: (g, u, mean) => g.neg(g.mul(mean!, log1p(g, g.neg(u)))),
  },
} as const satisfies Readonly<Record<string, DistributionKind>>;

export type DistributionName = keyof typeof distributionKinds;
