import { ExperimentError } from "../errors.ts";
import { quantityAt, settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import type { Expression } from "../language/ast.ts";
import { call, compare, mul, name, number } from "../language/calculus.ts";
import type { Model } from "../language/model.ts";
import { dimensions, power } from "../quantity/dimension.ts";
import { distributionAt, drawMany } from "./distribution.ts";
import type { PoissonDocument, ProjectionDocument } from "./network-types.ts";
import type { Population } from "./population.ts";
import type { Projection } from "./projection.ts";
import type { Increment } from "./static-synapse.ts";
import { isDistribution } from "./varied.ts";

/** What Poisson sources add to a model. */
interface PoissonInput {
  readonly parameters: Model["parameters"];
  readonly kicks: Model["kicks"];
  /** Parameters with a value for each neuron. */
  readonly differing: ReadonlyMap<string, Float64Array>;
}

/** Whether a projection comes from Poisson sources. */
export function isPoisson(from: ProjectionDocument["from"]): from is PoissonDocument {
  return typeof from === "object";
}

/** A population with the Poisson sources that project onto it. */
export function withPoisson(population: Population, projections: readonly Projection[], seed: number): Population {
  const inputs = projections.flatMap(
    ({ document: { from, to, weight }, path, object, increments, weight: dimension }) => {
      if (!isPoisson(from) || to !== population.name) return [];
      if (typeof weight === "object")
        throw new ExperimentError(
          "Poisson sources have one weight",
          `${path}.weight`,
          "make several projections, or a population of Poisson neurons",
        );
      const { value } = quantityAt(weight, `${path}.weight`, dimension);
      return [poissonInput(from, increments, value, { path, size: population.size, seed, object })];
    },
  );
  if (inputs.length === 0) return population;
  const { model } = population;
  return {
    ...population,
    model: {
      ...model,
      parameters: [...model.parameters, ...inputs.flatMap(({ parameters }) => parameters)],
      kicks: [...model.kicks, ...inputs.flatMap(({ kicks }) => kicks)],
    },
    differing: new Map([...population.differing, ...inputs.flatMap(({ differing }) => [...differing])]),
  };
}

/**
 * In every step each state of `increments` grows by its amount times a Poisson number: the spikes of N sources of rate r in a time
 * step are one Poisson number of mean N r dt, since sums of Poisson numbers are Poisson numbers.
 */
function poissonInput(
  { poisson, sources = 1, start, stop }: PoissonDocument,
  increments: readonly Increment[],
  weight: number,
  at: { readonly path: string; readonly size: number; readonly seed: number; readonly object: number },
): PoissonInput {
  const { path, size, seed, object } = at;
  const hertz = power(dimensions.second, -1);
  const place = `${path}.from.poisson`;
  const rates = isDistribution(poisson)
    ? drawMany(distributionAt(poisson, place, hertz), size, { seed, object, draw: 0 })
    : ratesOf(settingAt(poisson as Values<string | number>, place, hertz), size, place);
  const smallest = typeof rates === "number" ? rates : rates.reduce((least, rate) => Math.min(least, rate), Infinity);
  if (!(smallest >= 0)) throw new ExperimentError("a rate must not be negative", place);
  const rate = `${path}.rate`;
  const value = typeof rates === "number" ? rates * sources : 0;
  const window = windowOf(start, stop, `${path}.from`);
  const mean = mul(mul(name(rate), name("dt")), window);
  const events = call("poisson", mean);
  return {
    parameters: [{ name: rate, dimension: hertz, value, shared: false }],
    kicks: increments.map(({ target, amount }) => ({ target, value: mul(number(amount(weight)), events) })),
    differing: typeof rates === "number" ? new Map() : new Map([[rate, rates.map((own) => own * sources)]]),
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
function windowOf(start: string | undefined, stop: string | undefined, path: string): Expression {
  const at = (operator: ">=" | "<", text: string, key: string): Expression =>
    call("int", compare(operator, name("t_edge"), number(quantityAt(text, `${path}.${key}`, dimensions.second).value)));
  const since = start === undefined ? number(1) : at(">=", start, "start");
  return stop === undefined ? since : mul(since, at("<", stop, "stop"));
}
