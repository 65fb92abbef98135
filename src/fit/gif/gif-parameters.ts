import type { Kernel } from "./kernel-basis.ts";
import type { Membrane } from "./membrane.ts";
import type { SpikeShape } from "./spike-shape.ts";

/**
 * A part of the threshold that follows the potential: timeConstant dy/dt = softness log(1 + e^((v - potential)/softness)) - y, so
 * that y follows v above `potential` and is near 0 below. It is what the inactivation of sodium channels does to a threshold: a
 * slow depolarisation meets a higher one than a fast. Mensi et al. (2016), PLoS Comput Biol 12:e1004761. SI.
 */
export interface ThresholdCoupling {
  readonly timeConstant: number;
  readonly potential: number;
  readonly softness: number;
}

/** A generalised integrate-and-fire neuron. SI. */
export interface GifParameters extends Membrane, SpikeShape {
  /** Volts: the threshold long after the last spike and without coupling, where the rate is lambda_0. */
  readonly v_T: number;
  /** Volts: how sharp the threshold is. */
  readonly Delta_v: number;
  /** Volts: what a spike adds to the threshold, from the end of the refractory period on. */
  readonly gamma: Kernel;
  /** The threshold's parts that follow the potential, and how much of each it takes. */
  readonly coupling: { readonly parts: readonly ThresholdCoupling[]; readonly weights: readonly number[] };
  /** Hertz: the rate at the threshold, a convention. */
  readonly lambda_0: number;
}
