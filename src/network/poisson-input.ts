import { ExperimentError } from "../errors.ts";
import { quantityAt, settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import type { Expression } from "../language/ast.ts";
import { call, compare, mul, name, number } from "../language/calculus.ts";
import type { Model } from "../language/model.ts";
import { dimensions, power } from "../quantity/dimension.ts";
import { distributionAt, drawMany } from "./distribution.ts";
import type { PoissonDocument, ProjectionDocument } from "./network-types.ts";
import { largestMean } from "./poisson-law.ts";
import type { Projection } from "./projection.ts";
import { isDistribution } from "./varied.ts";

/** Poisson sources of every neuron of a population: in each step its states grow by amounts times one Poisson number. */
export interface PoissonInput {
  readonly path: string;
  /** Of random numbers. */
  readonly object: number;
  readonly increments: readonly { readonly target: string; readonly amount: number }[];
  /** Spikes per second of all sources of a neuron: one number, or one for each neuron. */
  readonly rate: number | Float64Array;
  /** Seconds; the sources fire in the steps that begin from `start` on, before `stop`. */
  readonly start: number;
  readonly stop: number;
}

/** Whether a projection comes from Poisson sources. */
export function isPoisson(from: ProjectionDocument["from"]): from is PoissonDocument {
  return typeof from === "object";
}

/**
 * The sources of a projection: N of them with the rate r fire in a time step a Poisson number of spikes with the mean N r dt, since
 * sums of Poisson numbers are Poisson numbers.
 */
export function poissonInput(projection: Projection, size: number, seed: number): PoissonInput {
  const { document, path, object, increments, weight: dimension } = projection;
  const { poisson, sources = 1, start, stop } = document.from as PoissonDocument;
  const { weight } = document;
  if (typeof weight === "object")
    throw new ExperimentError(
      "Poisson sources have one weight",
      `${path}.weight`,
      "make several projections, or a population of Poisson neurons",
    );
  const { value } = quantityAt(weight, `${path}.weight`, dimension);
  const hertz = power(dimensions.second, -1);
  const place = `${path}.from.poisson`;
  const rates = isDistribution(poisson)
    ? drawMany(distributionAt(poisson, place, hertz), size, { seed, object, draw: 0 })
    : ratesOf(settingAt(poisson as Values<string | number>, place, hertz), size, place);
  const smallest = typeof rates === "number" ? rates : rates.reduce((least, rate) => Math.min(least, rate), Infinity);
  if (!(smallest >= 0)) throw new ExperimentError("a rate must not be negative", place);
  const time = (text: string | undefined, key: string, otherwise: number): number =>
    text === undefined ? otherwise : quantityAt(text, `${path}.from.${key}`, dimensions.second).value;
  return {
    ...{ path, object, start: time(start, "start", 0), stop: time(stop, "stop", Infinity) },
    increments: increments.map(({ target, amount }) => ({ target, amount: amount(value) })),
    rate: typeof rates === "number" ? rates * sources : rates.map((own) => own * sources),
  };
}

/** Whether all neurons have the same law, which then is a table. */
export function isTabulated({ rate }: PoissonInput, dt: number): boolean {
  return typeof rate === "number" && rate * dt <= largestMean;
}

/** A model that draws the numbers of its Poisson sources itself, and the values that differ between neurons. */
export function withKicks(
  model: Model,
  inputs: readonly PoissonInput[],
): { readonly model: Model; readonly differing: ReadonlyMap<string, Float64Array> } {
  const hertz = power(dimensions.second, -1);
  const named = inputs.map((input) => ({ ...input, name: `${input.path}.rate` }));
  const parameters = named.map(({ name, rate }) => ({
    ...{ name, dimension: hertz, shared: false },
    value: typeof rate === "number" ? rate : 0,
  }));
  const kicks = named.flatMap(({ name: rate, increments, start, stop }) => {
    const events = call("poisson", mul(mul(name(rate), name("dt")), windowOf(start, stop)));
    return increments.map(({ target, amount }) => ({ target, value: mul(number(amount), events) }));
  });
  return {
    model: { ...model, parameters: [...model.parameters, ...parameters], kicks: [...model.kicks, ...kicks] },
    differing: new Map(named.flatMap(({ name, rate }) => (typeof rate === "number" ? [] : [[name, rate] as const]))),
  };
}

function ratesOf(setting: ReturnType<typeof settingAt>, size: number, path: string): number | Float64Array {
  if (setting.kind === "value") return setting.value;
  if (setting.values.length !== size)
    throw new ExperimentError(
      `there are ${setting.values.length} rates for ${size} neurons`,
      path,
      `give one, ${size}, or a distribution`,
    );
  return setting.values;
}

/** 1 in the steps from `start` on, before `stop`; 0 elsewhere. */
function windowOf(start: number, stop: number): Expression {
  const at = (operator: ">=" | "<", time: number): Expression =>
    call("int", compare(operator, name("t_edge"), number(time)));
  const since = start === 0 ? number(1) : at(">=", start);
  return stop === Infinity ? since : mul(since, at("<", stop));
}
