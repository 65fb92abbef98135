import { dependsOn, div, neg } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import { linearIn } from "../language/linear.ts";
import { minimaBetween } from "./extrema.ts";
import { type OneVariableNeuron, scalar } from "./one-variable.ts";

/** The drive p of dv/dt = f(v) + g(v) p, at which v stands still: p = -f(v)/g(v). */
export interface Balance {
  /** The p at which v does not move. */
  at(v: number): number;
  slope(v: number): number;
  /** g(v). */
  gain(v: number): number;
}

/** Undefined where the neuron's equation is not linear in the parameter, or its threshold or reset depends on it. */
export function balanceOf(
  { field, drift, variable, spikeNames }: OneVariableNeuron,
  parameter: string,
): Balance | undefined {
  if (spikeNames.has(parameter)) return undefined;
  const form = linearIn(drift, new Set([parameter]));
  const gain = form?.coefficients.get(parameter);
  if (!form || !gain) return undefined;
  const standing = div(neg(form.rest), gain);
  const slope = dependsOn(standing, new Set([variable]))
    ? scalar(field.compile([differentiate(standing, variable)]))
    : () => 0;
  return { at: scalar(field.compile([standing])), slope, gain: scalar(field.compile([gain])) };
}

/**
 * The smallest constant value of a parameter, such as a current, that makes the neuron fire however long it lasts, from the
 * initial value on: the largest -f(v)/g(v) on the way to the threshold. (v_th - E_L)/R of a leaky neuron, (v_T - E_L -
 * Delta_T)/R of the exponential one: there a saddle-node. Undefined where the equation is not linear in the parameter with a
 * positive factor.
 */
export function rheobase(neuron: OneVariableNeuron, parameter: string): number | undefined {
  const { threshold, initial } = neuron.spike();
  const balance = balanceOf(neuron, parameter);
  return balance && highestBalance(balance, initial, threshold);
}

/** The largest value that the balance takes between two potentials; undefined where the gain is not positive there. */
export function highestBalance({ at, slope, gain }: Balance, low: number, high: number): number | undefined {
  if (!(low < high)) return undefined;
  const places = [low, ...minimaBetween((v) => -slope(v), low, high), high];
  return places.every((v) => gain(v) > 0) ? Math.max(...places.map(at)) : undefined;
}
