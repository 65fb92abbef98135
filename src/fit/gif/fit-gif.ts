import type { Matrix } from "ml-matrix";
import { escapeLogLikelihood, type Tosses } from "./escape-likelihood.ts";
import type { GifParameters, ThresholdCoupling } from "./gif-parameters.ts";
import { checkedBasis, exponentials, type KernelBasis, sizeOf } from "./kernel-basis.ts";
import { maximiseLikelihood } from "./maximise-likelihood.ts";
import { fitPotential } from "./potential-regression.ts";
import { fitSlope } from "./slope-regression.ts";
import { spikeShape } from "./spike-shape.ts";
import { checkSweeps, type SpikingSweep } from "./spiking-sweep.ts";
import { coefficientsOf, thresholdTosses } from "./threshold-tosses.ts";

/** How likely spikes are under a model. */
export interface SpikeLikelihood {
  /** Natural logarithm, of all spikes that are scored. */
  readonly logLikelihood: number;
  /** Bits that a spike says more under the model than under a Poisson process of the same number of spikes. */
  readonly bitsPerSpike: number;
  /** How many are scored. */
  readonly spikes: number;
}

export interface GifFit extends SpikeLikelihood {
  readonly parameters: GifParameters;
  /** By the curvature of the likelihood, the membrane taken as known; in the parameters' units. */
  readonly standardErrors: {
    readonly v_T: number;
    readonly Delta_v: number;
    readonly gamma: readonly number[];
    readonly coupling: readonly number[];
  };
  /** Part of the variance of the potential outside spikes that the model's own course explains. */
  readonly explained: number;
}

export interface GifOptions {
  /** Of the after-spike current. Default: 5 exponentials from 3 to 300 ms. */
  readonly eta?: KernelBasis;
  /** Of the moving threshold. Default: 5 exponentials from 3 to 300 ms. */
  readonly gamma?: KernelBasis;
  /** What of the threshold follows the potential. Default: nothing. */
  readonly coupling?: readonly ThresholdCoupling[];
  /** Seconds. Default: from the spike-triggered average. */
  readonly t_ref?: number;
}

const lambda_0 = 1;

/**
 * Fits a generalised integrate-and-fire neuron in steps none of which can end in the wrong place: the reset from the
 * spike-triggered average; the membrane and the after-spike current by a linear regression of dv/dt, then by one of the potential;
 * threshold, its sharpness and its movement by the one maximum of the likelihood of the spikes, given the potential that the
 * membrane has between them. Mensi et al. (2012), J Neurophysiol 107:1756; Pozzorini et al. (2013), Nat Neurosci 16:942, and
 * (2015), PLoS Comput Biol 11:e1004275.
 *
 * @throws RangeError where the sweeps do not determine the neuron
 */
export function fitGif(sweeps: readonly SpikingSweep[], options: GifOptions = {}): GifFit {
  const { eta = exponentials(3e-3, 0.3, 5), gamma = exponentials(3e-3, 0.3, 5), coupling = [] } = options;
  checkSweeps(sweeps);
  checkedBasis(eta);
  checkedBasis(gamma);
  const shape = spikeShape(sweeps, options.t_ref);
  const { explained, ...membrane } = fitPotential(sweeps, shape, eta, fitSlope(sweeps, shape, eta));
  const tosses = thresholdTosses(sweeps, membrane, shape, { gamma, coupling, lambda_0 });
  const { beta, logLikelihood, covariance } = maximiseLikelihood(tosses, flatStart(tosses));
  const [sharpness, ...scaled] = beta as [number, ...number[]];
  if (!(sharpness > 0))
    throw new RangeError("spikes are no likelier at a higher potential; are current and potential those of one cell?");
  // In millivolts, sharpness is 1/Delta_v and the others are parts of the threshold over Delta_v.
  const values = scaled.map((value) => value / sharpness);
  const errors = scaled.map((value, j) => quotientError(value, sharpness, covariance, j + 1));
  const parts = (list: readonly number[]) => {
    const [v_T, ...rest] = list.map((value) => value * 1e-3) as [number, ...number[]];
    return { v_T, gamma: rest.slice(0, sizeOf(gamma)), coupling: list.slice(1 + sizeOf(gamma)) };
  };
  const found = parts(values);
  return {
    parameters: {
      ...membrane,
      ...shape,
      v_T: found.v_T,
      Delta_v: 1e-3 / sharpness,
      gamma: { basis: gamma, weights: found.gamma },
      coupling: { parts: coupling, weights: found.coupling },
      lambda_0,
    },
    standardErrors: { ...parts(errors), Delta_v: (Math.sqrt(covariance.get(0, 0)) / sharpness ** 2) * 1e-3 },
    ...likelihoodOf(tosses, logLikelihood),
    explained,
  };
}

/**
 * How likely it is that a GIF neuron fires as the sweeps say, spike for spike: an objective for any fit of models with escape
 * noise, and a score on sweeps that were not fitted.
 *
 * @throws RangeError for sweeps that do not fit together
 */
export function gifLikelihood(sweeps: readonly SpikingSweep[], parameters: GifParameters): SpikeLikelihood {
  checkSweeps(sweeps);
  const { gamma, coupling, lambda_0: rate } = parameters;
  const basis = { gamma: gamma.basis, coupling: coupling.parts, lambda_0: rate };
  const tosses = thresholdTosses(sweeps, parameters, parameters, basis);
  return likelihoodOf(tosses, escapeLogLikelihood(tosses, coefficientsOf(parameters)));
}

function likelihoodOf({ fired }: Tosses, logLikelihood: number): SpikeLikelihood {
  const spikes = spikesIn(fired);
  const p = spikes / fired.length;
  const constant = spikes * Math.log(p) + (fired.length - spikes) * Math.log1p(-p);
  return { logLikelihood, bitsPerSpike: (logLikelihood - constant) / spikes / Math.LN2, spikes };
}

/** A soft threshold, 5 mV wide, where the mean potential gives the mean rate. */
function flatStart({ rows, width, fired, offset }: Tosses): number[] {
  const spikes = spikesIn(fired);
  if (spikes === 0) throw new RangeError("there is no spike to fit; give sweeps or a window in which the neuron fires");
  let sum = 0;
  for (let toss = 0; toss < fired.length; toss++) sum += rows[toss * width]!;
  const sharpness = 0.2;
  const threshold = (sharpness * sum) / fired.length - (Math.log(spikes / fired.length) - offset);
  return [sharpness, threshold, ...new Array<number>(width - 2).fill(0)];
}

function spikesIn(fired: Uint8Array): number {
  return fired.reduce((sum, value) => sum + value, 0);
}

/** Standard error, to first order, of the quotient of coefficient j and the first. */
function quotientError(a: number, b: number, covariance: Matrix, j: number): number {
  const [own, first, both] = [covariance.get(j, j), covariance.get(0, 0), covariance.get(0, j)];
  return Math.sqrt(Math.max(0, own / b ** 2 + (a ** 2 * first) / b ** 4 - (2 * a * both) / b ** 3));
}
