import { spikesOf } from "../../run/recording.ts";
import { simulate } from "../../simulate.ts";
import type { FitSweep, Response } from "../fit-types.ts";
import {
  fitGif,
  type GifFit,
  type GifOptions,
  type GifParameters,
  noiselessGifDocument,
  type SpikingSweep,
  type ThresholdCoupling,
} from "../gif/index.ts";
import { scoreResponses } from "../judge/index.ts";

/** A GIF neuron of the ladder: fitted by its likelihood, and read without its noise. */
export interface GifRung {
  readonly fit: GifFit;
  /** Hertz: where lambda passes this, the noiseless neuron fires. */
  readonly rate: number;
}

/** Hertz: 24 rates in equal ratios, of which the sweeps of the fit choose one. */
const rates = Array.from({ length: 24 }, (_, k) => 30 * 1.15 ** k);

/**
 * Fits a GIF neuron, and finds the rate at which its noiseless reading agrees best with the sweeps of the fit.
 *
 * @param sweeps for the likelihood, each repeat one
 * @param data the same for the score
 * @param precision seconds
 * @throws RangeError where the sweeps do not determine the neuron
 */
export function fitGifRung(
  sweeps: readonly SpikingSweep[],
  data: readonly FitSweep[],
  precision: number,
  options: GifOptions = {},
): GifRung {
  const fit = fitGif(sweeps, options);
  const answers = noiselessResponses(fit.parameters, rates, data);
  const gammas = answers.map((responses) => scoreResponses(data, responses, precision).gamma);
  const best = gammas.reduce((at, gamma, k) => (gamma > gammas[at]! || Number.isNaN(gammas[at]!) ? k : at), 0);
  return { fit, rate: rates[best]! };
}

/** How the neuron without its noise answers each sweep, at each of some rates. */
export function noiselessResponses(
  parameters: GifParameters,
  levels: readonly number[],
  sweeps: readonly FitSweep[],
): Response[][] {
  const bySweep = sweeps.map(({ current, voltage }) => {
    const drive = { rate: current!.rate, current: current!.values };
    const initial = voltage ? { initial: voltage.values[0]! } : {};
    const result = simulate(noiselessGifDocument(parameters, { ...drive, ...initial }, levels));
    return levels.map((_, member): Response => ({ spikes: spikesOf(result, member) }));
  });
  return levels.map((_, member) => bySweep.map((answers) => answers[member]!));
}

/** Parts of a threshold that follow the potential, about the one that a fit without them has. */
export function couplingAbout(v_T: number): ThresholdCoupling[] {
  return [-3e-3, 2e-3, 7e-3].map((above) => ({ timeConstant: 3e-3, potential: v_T + above, softness: 3e-3 }));
}
