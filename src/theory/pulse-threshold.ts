import { rootBetween } from "../dynamics/root.ts";
import { minimaBetween } from "./extrema.ts";
import { passageTime } from "./firing.ts";
import type { OneVariableNeuron } from "./one-variable.ts";
import { balanceOf, highestBalance } from "./rheobase.ts";

/**
 * The smallest amplitude of a rectangular pulse that makes the neuron fire, however long it takes after the pulse: that which
 * brings v in just this time from where it is to the point of no return, where v takes off by itself once the pulse is over;
 * the threshold, where there is no such point.
 *
 * A leaky neuron from rest: (v_th - E_L)/(R (1 - exp(-T/tau))), the law of Lapicque (1907); others by quadrature.
 *
 * @param parameter the amplitude. Its present value is what drives the neuron before and after.
 * @param duration seconds, above 0; may be Infinity.
 * @param from where v is when the pulse begins. Default: the value at time 0.
 * @returns undefined where the neuron fires without the pulse, or its equation is not linear in the parameter.
 */
export function pulseThreshold(
  neuron: OneVariableNeuron,
  parameter: string,
  duration: number,
  from = neuron.spike().initial,
): number | undefined {
  const balance = balanceOf(neuron, parameter);
  const target = pointOfNoReturn(neuron, from);
  const least = balance && target !== undefined ? highestBalance(balance, from, target) : undefined;
  if (least === undefined || target === undefined || duration === Number.POSITIVE_INFINITY) return least;
  const timeAt = (value: number) => neuron.field.at(parameter, value, () => passageTime(neuron, from, target));
  // 1/time - 1/duration rises from -1/duration at the rheobase
  const excess = (value: number) => 1 / timeAt(value) - 1 / duration;
  const scale = (target - from) / (duration * balance!.gain(target));
  let step = scale;
  while (!(excess(least + step) > 0)) step *= 2;
  return rootBetween(excess, least, least + step, -1 / duration, excess(least + step));
}

/** Above it v rises to the threshold by itself; undefined where it does so from everywhere. */
function pointOfNoReturn({ f, slope, spike }: OneVariableNeuron, from: number): number | undefined {
  const { threshold } = spike();
  if (!(from < threshold)) return undefined;
  if (!(f(threshold) > 0)) return threshold;
  const places = [from, ...minimaBetween(slope, from, threshold), threshold];
  for (let k = places.length - 1; k > 0; k--) {
    const [low, high] = [places[k - 1]!, places[k]!];
    if (!(f(low) > 0)) return rootBetween(f, low, high, f(low), f(high));
  }
  return undefined;
}
