import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { quantity } from "../experiment-stimuli.ts";
import { overColumn } from "../kernel/column.ts";
import { computed } from "../kernel/compute.ts";
import { Graph } from "../kernel/graph.ts";
import type { Value } from "../kernel/ir.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Connections } from "./connections.ts";
import { type DistributionKind, type DistributionName, distributionKinds } from "./distribution-kinds.ts";
import { RandomStream } from "./random-stream.ts";

const kinds: Readonly<Record<DistributionName, DistributionKind>> = distributionKinds;

function schemaOf<Name extends DistributionName>(name: Name) {
  type Setting = Extract<keyof (typeof distributionKinds)[Name]["settings"], string>;
  const settings = Object.entries(kinds[name].settings).map(([key, { meaning }]) => [key, quantity.describe(meaning)]);
  return z
    .strictObject({
      distribution: z.literal(name),
      ...(Object.fromEntries(settings) as Record<Setting, typeof quantity>),
      min: quantity.optional().describe("Smaller values are drawn again. Default: none are."),
      max: quantity.optional().describe("Larger values are drawn again. Default: none are."),
    })
    .describe(kinds[name].description);
}

/** A value of a document that is drawn: `{"distribution": "normal", "mean": "1.5 ms", "sd": "0.75 ms", "min": "0.1 ms"}`. */
export const distributionSchema = z.discriminatedUnion(
  "distribution",
  [schemaOf("uniform"), schemaOf("normal"), schemaOf("lognormal"), schemaOf("exponential")],
  { error: 'must be an object such as {"distribution": "normal", "mean": "1 nS", "sd": "0.1 nS"}' },
);

/** The names of all distributions. */
export const distributionNames: readonly string[] = Object.keys(kinds);

/** The keys that a distribution may have; none where there is no such distribution. */
export function distributionKeys(name: unknown): readonly string[] {
  const kind = Object.entries(kinds).find(([own]) => own === name)?.[1];
  return kind ? ["distribution", ...Object.keys(kind.settings), "min", "max"] : [];
}

export type DistributionDocument = z.input<typeof distributionSchema>;

/** A distribution in SI. */
export interface Distribution {
  /** Each number u in (0, 1) becomes the value that is not passed with probability u, without the bounds. */
  quantiles(column: Float64Array): void;
  /** The uniform numbers whose values are within the bounds: (k + 1/2)/2^52 for whole k from `from` to `to - 1`. */
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
}

/** Bounds that fewer draws than this part of all would meet are refused. */
const rarest = 1e-9;
/** How many uniform numbers there are. */
const uniforms = 2 ** 52;

/**
 * The distribution that a document names, for values of a dimension.
 * @throws ExperimentError naming the place: a wrong unit or sign, or bounds between which there is nothing
 */
export function distributionAt(document: DistributionDocument, path: string, dimension: Dimension): Distribution {
  const written = document as Readonly<Record<string, string | number | undefined>>;
  const kind = kinds[document.distribution];
  const read = (key: string) => quantityAt(written[key]!, `${path}.${key}`, dimension).value;
  const settings = Object.entries(kind.settings).map(([key, { sign }]) => {
    const value = read(key);
    if (sign === "any" || value > 0 || (value === 0 && sign === "not negative")) return value;
    const way = `write it as "${formatQuantity(Math.abs(value), dimension)}"`;
    throw new ExperimentError(
      `must ${sign === "positive" ? "be positive" : "not be negative"}, but is ${written[key]}`,
      `${path}.${key}`,
      value < 0 ? way : undefined,
    );
  });
  const build = (g: Graph, u: Value) => kind.quantile(g, u, ...settings.map((value) => g.literal(value)));
  const quantile = computed(build);
  const [least, greatest] = [quantile(0.5 / uniforms), quantile(1 - 0.5 / uniforms)];
  if (!Number.isFinite(least) || !Number.isFinite(greatest))
    throw new ExperimentError("its largest values are no numbers", path, "make it narrower");
  if (least > greatest) throw new ExperimentError("from is larger than to", path, "exchange the two");
  const min = document.min === undefined ? -Infinity : read("min");
  const max = document.max === undefined ? Infinity : read("max");
  const from = below(quantile, (value) => value < min);
  const to = below(quantile, (value) => value <= max);
  if (to - from < rarest * uniforms) {
    const [low, high] = [min, max].map((bound) => (Number.isFinite(bound) ? shown(bound, dimension) : "no bound"));
    const [fifth, last] = [quantile(0.05), quantile(0.95)].map((value) => shown(value, dimension));
    throw new ExperimentError(
      `less than one value in 10^9 is between ${low} and ${high}`,
      path,
      `without bounds nine of ten are between ${fifth} and ${last}; move min and max there`,
    );
  }
  const g = new Graph();
  const u = g.leaf("argument");
  return { quantiles: overColumn(g, u, build(g, u)), from, to, min, max };
}

/** A value to three digits. */
function shown(value: number, dimension: Dimension): string {
  return formatQuantity(Number(value.toPrecision(3)), dimension);
}

/** How many uniform numbers have values on the lower side, by bisection. */
function below(quantile: (u: number) => number, isBelow: (value: number) => boolean): number {
  let [low, high] = [0, uniforms];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBelow(quantile((middle + 0.5) / uniforms))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What determines the values that are drawn. */
export interface Draws {
  readonly seed: number;
  /** The number of the population or projection among all that draws random numbers, from 0 to 1022. */
  readonly object: number;
  /** Below 65536: another one for each parameter of the object. */
  readonly draw: number;
}

/**
 * A value of each neuron from `first` to `first + count - 1`, SI: each a function of seed, object, draw and neuron. Values beyond
 * the bounds are not drawn again one by one; the one number that is drawn is spread over those within the bounds, which is
 * the same law.
 */
export function drawMany(
  distribution: Distribution,
  count: number,
  draws: Draws & { readonly first?: number },
): Float64Array {
  const stream = new RandomStream(draws.seed, draws.object, "values of neurons", draws.draw);
  const first = draws.first ?? 0;
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    stream.open(first + k);
    values[k] = stream.uniform();
  }
  return shaped(distribution, values);
}

/**
 * A value of each synapse, SI, in the order of `connections.target`: each a function of seed, object, draw, source, target, and
 * which of the synapses of its pair it is. So a synapse has the same value whichever part of the targets is looked at.
 */
export function drawForSynapses(distribution: Distribution, connections: Connections, draws: Draws): Float64Array {
  const { sources, first, target } = connections;
  const stream = new RandomStream(draws.seed, draws.object, "values of synapses", draws.draw);
  const values = new Float64Array(target.length);
  for (let source = 0; source < sources; source++) {
    const end = first[source + 1]!;
    for (let k = first[source]!; k < end; k++) {
      if (k === first[source] || target[k] !== target[k - 1]) stream.open(source, target[k]!);
      values[k] = stream.uniform();
    }
  }
  return shaped(distribution, values);
}

/** From uniform numbers to values, in place. */
function shaped({ quantiles, from, to, min, max }: Distribution, column: Float64Array): Float64Array {
  const count = to - from;
  for (let k = 0; k < column.length; k++) {
    const place = Math.min(Math.floor(column[k]! * count), count - 1);
    column[k] = (from + place + 0.5) / uniforms;
  }
  quantiles(column);
  for (let k = 0; k < column.length; k++) column[k] = Math.min(Math.max(column[k]!, min), max);
  return column;
}
