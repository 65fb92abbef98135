import { type Evaluation, type VectorField, vectorField } from "../dynamics/vector-field.ts";
import type { Expression } from "../language/ast.ts";
import { dependsOn, div, namesIn, neg, number, sub, substitute, sum } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import { drawsIn } from "../language/draws.ts";
import { linearIn } from "../language/linear.ts";
import type { Model } from "../language/model.ts";

/**
 * An integrate-and-fire neuron of one variable under a constant drive: dv/dt = F(v) + g xi; where v reaches the threshold from
 * below it is set to the reset value, and held there for the refractory period. SI throughout. Parameters are those of `field`,
 * which may be set at any time; everything here sees them as they are.
 */
export interface OneVariableNeuron {
  readonly variable: string;
  /** F alone. */
  readonly field: VectorField;
  /** F as an expression in the variable and the parameters. */
  readonly drift: Expression;
  /** F is a + b v by its structure. */
  readonly linear: boolean;
  /** F(v), and dF/dv. */
  f(v: number): number;
  slope(v: number): number;
  /** The numbers of the spike, for the parameters as they are. */
  spike(): Spike;
  /** Names that the numbers of the spike depend on. */
  readonly spikeNames: ReadonlySet<string>;
}

export interface Spike {
  readonly threshold: number;
  readonly reset: number;
  /** Seconds. */
  readonly refractory: number;
  /** Where v is at time 0. */
  readonly initial: number;
  /** g^2: the variance that noise adds in a second. 0 without noise. */
  readonly diffusion: number;
}

/**
 * A checked model with its stimuli as such a neuron; undefined where it is not one: several variables, noise that depends on
 * v, a threshold that is not a bound on v from above, a reset that leaves v alone, random numbers, refractoriness that is a
 * condition or lets v move.
 *
 * @param time the instant at which stimuli are held, in seconds. Whether they stand still there is for the caller to know.
 */
export function oneVariableNeuron(model: Model, time = 0): OneVariableNeuron | undefined {
  const [state, ...others] = model.states;
  const { threshold, refractory } = model;
  if (!state || others.length > 0 || !threshold || refractory.kind === "condition") return undefined;
  if (refractory.kind === "period" && !state.held) return undefined;
  const variable = state.name;
  const bound = upperBound(threshold, variable);
  const target = resetOf(model, variable);
  if (!bound || !target) return undefined;
  const initial = model.initial.get(variable) ?? number(0);
  const noise = state.noise.map(({ coefficient }) => coefficient);
  const length = refractory.kind === "period" ? refractory.length : number(0);
  const atSpike = substitute(target, new Map([[variable, bound]]));
  const numbers = [bound, atSpike, length, initial];
  const unfit = new Set([variable, "t", "t_edge", "dt"]);
  if (numbers.some((e) => dependsOn(e, unfit)) || drawsIn([...numbers, state.derivative, ...noise]).length > 0)
    return undefined;
  if (noise.some((e) => dependsOn(e, new Set([variable, "dt"])))) return undefined;
  if (dependsOn(state.derivative, new Set(["dt"]))) return undefined;
  const field = vectorField({ ...model, states: [{ ...state, noise: [] }] }, { time });
  const spike = field.compile([...numbers, ...noise]);
  const nowhere = new Float64Array(1);
  const out = new Float64Array(numbers.length + noise.length);
  return {
    variable,
    field,
    drift: state.derivative,
    linear: linearIn(state.derivative, new Set([variable])) !== undefined,
    f: scalar(field.f),
    slope: scalar(field.compile([differentiate(state.derivative, variable)])),
    spike: () => {
      spike(nowhere, out);
      let diffusion = 0;
      for (let k = numbers.length; k < out.length; k++) diffusion += out[k]! * out[k]!;
      return { threshold: out[0]!, reset: out[1]!, refractory: out[2]!, initial: out[3]!, diffusion };
    },
    spikeNames: namesIn(sum(numbers)),
  };
}

/** The threshold as a value of v: the b of `v > b`, however it is written; undefined where v is not bounded from above. */
function upperBound(threshold: Expression, variable: string): Expression | undefined {
  if (threshold.kind !== "binary") return undefined;
  const { operator, left, right } = threshold;
  const upward = operator === ">" || operator === ">=";
  if (!upward && operator !== "<" && operator !== "<=") return undefined;
  const form = linearIn(upward ? sub(left, right) : sub(right, left), new Set([variable]));
  const coefficient = form?.coefficients.get(variable);
  if (!form || coefficient?.kind !== "number" || !(coefficient.value > 0)) return undefined;
  return div(neg(form.rest), coefficient);
}

/** What the resets leave in v, one after another; undefined where none of them sets it. */
function resetOf({ reset }: Model, variable: string): Expression | undefined {
  let value: Expression | undefined;
  for (const own of reset) {
    if (own.target !== variable) continue;
    value = value ? substitute(own.value, new Map([[variable, value]])) : own.value;
  }
  return value;
}

/** An evaluation of one number at one variable as a function. */
export function scalar(evaluation: Evaluation): (x: number) => number {
  const [at, out] = [new Float64Array(1), new Float64Array(1)];
  return (x) => {
    at[0] = x;
    evaluation(at, out);
    return out[0]!;
  };
}
