import type { Expression } from "../language/ast.ts";
import { add, call, compare, mul, name, number, substitute } from "../language/calculus.ts";
import type { Model } from "../language/model.ts";
import { dimensions, power } from "../quantity/dimension.ts";
import { largestMean } from "./poisson-law.ts";

/** Poisson sources of every neuron of a population: in each step its states grow by amounts times one Poisson number. */
export interface PoissonInput {
  readonly path: string;
  /** Of random numbers. */
  readonly object: number;
  readonly increments: readonly { readonly target: string; readonly amount: number }[];
  /** Spikes per second of all sources of a neuron: one number, one for each neuron, or an expression of `t` and `i`. */
  readonly rate: number | Float64Array | Expression;
  /** Seconds; the sources fire in the steps that begin from `start` on, before `stop`. */
  readonly start: number;
  readonly stop: number;
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
  const parameters = named.flatMap(({ name, rate }) =>
    isExpression(rate)
      ? []
      : [{ ...{ name, dimension: hertz, shared: false }, value: typeof rate === "number" ? rate : 0 }],
  );
  // the mean number of a step is the integral of the rate over it, by the midpoint rule
  const middle = new Map([["t", add(name("t"), mul(number(0.5), name("dt")))]]);
  const kicks = named.flatMap(({ name: own, rate, increments, start, stop }) => {
    const now = isExpression(rate) ? call("max", substitute(rate, middle), number(0)) : name(own);
    const events = call("poisson", mul(mul(now, name("dt")), windowOf(start, stop)));
    return increments.map(({ target, amount }) => ({ target, value: mul(number(amount), events) }));
  });
  return {
    model: { ...model, parameters: [...model.parameters, ...parameters], kicks: [...model.kicks, ...kicks] },
    differing: new Map(
      named.flatMap(({ name, rate }) => (rate instanceof Float64Array ? [[name, rate] as const] : [])),
    ),
  };
}

function isExpression(rate: PoissonInput["rate"]): rate is Expression {
  return typeof rate === "object" && "kind" in rate;
}

/** 1 in the steps from `start` on, before `stop`; 0 elsewhere. */
function windowOf(start: number, stop: number): Expression {
  const at = (operator: ">=" | "<", time: number): Expression =>
    call("int", compare(operator, name("t_edge"), number(time)));
  const since = start === 0 ? number(1) : at(">=", start);
  return stop === Infinity ? since : mul(since, at("<", stop));
}
