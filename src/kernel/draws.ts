import { ExperimentError } from "../errors.ts";
import { type DrawCall, drawsIn } from "../language/draws.ts";
import type { DrawName } from "../language/functions.ts";
import type { Model } from "../language/model.ts";
import type { DrawFunction } from "./expressions.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { type Draw, mostDraws, Random } from "./random.ts";

type Drawing = (random: Random, draw: Draw, step: Value, spike: Value, args: readonly Value[]) => Value;

const drawing: Readonly<Record<DrawName, Drawing>> = {
  rand: (random, draw, step, spike) => random.uniform(draw, step, spike),
  randn: (random, draw, step, spike) => random.normal(draw, step, spike),
  poisson: (random, draw, step, spike, args) => random.poisson(draw, step, spike, args[0]!),
};

/** The random functions in a model's texts, in the order in which they are numbered. */
export function textDraws({ initial, threshold, refractory, reset, kicks }: Model): DrawCall[] {
  return drawsIn([
    ...initial.values(),
    ...(threshold ? [threshold] : []),
    ...(refractory.kind === "condition" ? [refractory.holds] : []),
    ...reset.map(({ value }) => value),
    ...kicks.map(({ value }) => value),
  ]);
}

/**
 * The draws of a kernel, each with its number: those of the texts by their place in them, and the normal numbers of the
 * method. So a draw depends neither on what is recorded nor on how often another one is made.
 *
 * Throws an ExperimentError where there are more than `mostDraws` of a kind.
 */
export class Draws {
  readonly #graph: Graph;
  readonly #random: Random;
  readonly #numbers: ReadonlyMap<DrawCall, number>;

  constructor(graph: Graph, key: Value, texts: readonly DrawCall[]) {
    this.#graph = graph;
    this.#random = new Random(graph, key);
    this.#numbers = new Map(texts.map((call, number) => [call, number]));
    requireFew(texts.length, "calls of random functions");
  }

  /** The random functions in a step, after so many spikes in it. */
  inTexts(step: Value, spike: Value): DrawFunction {
    return (call, args) => {
      const number = this.#numbers.get(call);
      if (number === undefined) throw new RangeError(`${call.name}() has no number among the draws of the model`);
      return drawing[call.name as DrawName](this.#random, { kind: "text", number }, step, spike, args);
    };
  }

  /** Standard normal numbers in a step. */
  normals(count: number, step: Value): Value[] {
    requireFew(count, "sources of noise");
    const zero = this.#graph.literal(0);
    return Array.from({ length: count }, (_, number) => this.#random.normal({ kind: "noise", number }, step, zero));
  }
}

function requireFew(count: number, what: string): void {
  if (count <= mostDraws) return;
  throw new ExperimentError(
    `the model has ${count} ${what}, but at most ${mostDraws} are allowed`,
    "model",
    "take fewer",
  );
}
