import type { Axis } from "../experiment-axes.ts";
import { type Measure, measure } from "../quantity/measure.ts";
import { endOfRest } from "../theory/end-of-rest.ts";
import { passageTime, steadyFiring } from "../theory/firing.ts";
import { type OneVariableNeuron, oneVariableNeuron } from "../theory/one-variable.ts";
import { pulseThreshold } from "../theory/pulse-threshold.ts";
import { restingPoint } from "../theory/rest.ts";
import { rheobase } from "../theory/rheobase.ts";
import { noisyLeakyNeuron, siegert } from "../theory/siegert.ts";
import type { Standing } from "./standing.ts";
import type { Window } from "./window.ts";

/** A neuron that theory knows, and the axis along which its document varies. */
export interface KnownNeuron {
  readonly neuron: OneVariableNeuron;
  readonly axis: Axis;
  readonly noisy: boolean;
}

/** A model as an integrate-and-fire neuron of one variable; undefined where it is none. */
export function knownNeuron({ model, axis, time, noisy }: Standing): KnownNeuron | undefined {
  const neuron = oneVariableNeuron(model, time);
  return neuron && { neuron, axis, noisy };
}

/** Which theory gives the rate in white noise. */
export const siegertSentence =
  "Siegert's formula: 1/(t_ref + tau sqrt(pi) times the integral of erfcx(-x) from (reset - mu)/sigma to (threshold - mu)/sigma)";

/** What theory says about a curve of rates, SI. */
export interface RateTheory {
  /** Hz, for each value of the axis; NaN where the theory does not say. */
  readonly rates: readonly number[];
  readonly rheobase: number | undefined;
  /** Which theory, in a sentence. */
  readonly sentence: string;
}

/** Rates in closed form, or by quadrature, along the axis; undefined where there is no theory of this neuron. */
export function rateTheory({ neuron, axis, noisy }: KnownNeuron, window: Window): RateTheory | undefined {
  const rateOf = noisy ? () => noisyRate(neuron) : () => steadyRate(neuron, window.start === 0);
  const rates = Array.from(axis.values, (value) => neuron.field.at(axis.parameter, value, rateOf));
  if (rates.every((rate) => rate === undefined)) return undefined;
  return {
    rates: rates.map((rate) => rate ?? Number.NaN),
    rheobase: noisy ? undefined : rheobase(neuron, axis.parameter),
    sentence: noisy ? siegertSentence : sentenceOf(neuron),
  };
}

function sentenceOf(neuron: OneVariableNeuron): string {
  const { variable, linear } = neuron;
  if (!linear)
    return `1/(t_ref + the integral of d${variable}/F from reset to threshold), F = d${variable}/dt, by quadrature`;
  return neuron.slope(neuron.spike().threshold) === 0
    ? `1/(t_ref + (threshold - reset)/a): ${variable} rises in a straight line of slope a`
    : `1/(t_ref + tau ln((${variable}_inf - reset)/(${variable}_inf - threshold))): d${variable}/dt is linear in ${variable}`;
}

/** Where both silence and firing are possible, it matters where v is when the drive begins: known at time 0 alone. */
function steadyRate(neuron: OneVariableNeuron, fromStart: boolean): number {
  const { rate, latency } = steadyFiring(neuron);
  if (rate > 0 || fromStart || Number.isFinite(latency)) return rate;
  const { reset, threshold } = neuron.spike();
  return Number.isFinite(passageTime(neuron, reset, threshold)) ? Number.NaN : 0;
}

function noisyRate(neuron: OneVariableNeuron): number | undefined {
  const noisy = noisyLeakyNeuron(neuron);
  return noisy && siegert(noisy).rate;
}

/** What theory says about a threshold, SI. */
export interface ThresholdTheory {
  readonly value: number;
  /** Which theory, in a sentence. */
  readonly sentence: string;
}

/**
 * The smallest amplitude in closed form, or by quadrature: of a pulse, where the drive ends before the run does; otherwise the
 * rheobase, at which the neuron would fire if the run lasted for ever. Undefined where there is no theory of this neuron.
 */
export function thresholdTheory(
  { neuron, axis, noisy }: KnownNeuron,
  { start, stop }: Window,
  duration: number,
): ThresholdTheory | undefined {
  if (noisy) return undefined;
  const { field, variable } = neuron;
  const { parameter } = axis;
  if (stop < duration) {
    const value = field.at(parameter, 0, () => {
      const from = start > 0 ? restingPoint(field)?.x[0] : undefined;
      return pulseThreshold(neuron, parameter, stop - start, from);
    });
    const way = `brings ${variable} from rest to where it takes off by itself just when the pulse ends`;
    return value === undefined ? undefined : { value, sentence: `the pulse ${way}, however late it then fires` };
  }
  const value = rheobase(neuron, parameter);
  const sentence = `the least at which d${variable}/dt is nowhere negative on the way to the threshold: for unlimited time`;
  return value === undefined ? undefined : { value, sentence };
}

/** Where the resting point of a neuron ends while a parameter grows or falls. */
export interface RestEnd {
  /** The value beyond which the neuron cannot stay at rest: it fires, if it did not before. */
  readonly restEnds?: Measure;
  /** `saddle-node`: the resting point vanishes; `Hopf`: it is left in growing oscillations; `branch point`: it meets another. */
  readonly restEndsIn?: string;
}

/** Of the resting point at one value of the axis, SI, upwards or downwards; empty where it does not end, or there is none. */
export function restEnd(
  { field, axis: { parameter, dimension } }: Standing,
  from: number,
  direction: 1 | -1 = 1,
): RestEnd {
  const end = field.at(parameter, from, () => endOfRest(field, parameter, direction));
  return end ? { restEnds: measure(end.value, dimension), restEndsIn: end.kind } : {};
}
