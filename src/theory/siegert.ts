import erfcx from "@stdlib/math-base-special-erfcx";
import type { OneVariableNeuron } from "./one-variable.ts";
import { integrate } from "./quadrature.ts";

/** A leaky integrate-and-fire neuron in white noise: tau dv/dt = mu - v + sigma sqrt(tau) xi. SI. */
export interface NoisyLeakyNeuron {
  /** Where v settles without threshold, on average. */
  readonly mu: number;
  /** sqrt(2) times the standard deviation about it. */
  readonly sigma: number;
  readonly tau: number;
  readonly threshold: number;
  readonly reset: number;
  readonly refractory: number;
}

/** The mean rate in Hz and the coefficient of variation of the intervals. */
export interface NoisyFiring {
  readonly rate: number;
  readonly cv: number;
}

/**
 * The rate of such a neuron, 1/rate = t_ref + tau sqrt(pi) ∫ erfcx(-x) dx from (v_reset - mu)/sigma to (v_th - mu)/sigma:
 * Siegert (1951), Phys Rev 81:617; Ricciardi (1977). The variance of its intervals is 2 pi tau^2 times the integral of
 * e^(x^2) ∫ e^(y^2) (1 + erf y)^2 dy, y below x, between the same ends: Brunel (2000), J Comput Neurosci 8:183, appendix A.
 *
 * Throws a RangeError for a sigma or tau that is not positive, or a reset that is not below the threshold.
 */
export function siegert(neuron: NoisyLeakyNeuron): NoisyFiring {
  const { tau } = neuron;
  const rate = siegertRate(neuron);
  if (rate === 0) return { rate, cv: 1 };
  const { low, high } = limitsOf(neuron);
  const variance = 2 * Math.PI * tau * tau * integrate(spreadAt, low, high, 1e-9);
  return { rate, cv: Math.sqrt(variance) * rate };
}

/** The rate alone, which costs a small part of the variance of the intervals. Throws as `siegert`. */
export function siegertRate(neuron: NoisyLeakyNeuron): number {
  const { tau, refractory } = neuron;
  const { low, high } = limitsOf(neuron);
  // e^(26^2) is the last that a number can hold: no spike in the age of the universe
  if (high > 26) return 0;
  return 1 / (refractory + tau * Math.sqrt(Math.PI) * integrate((x) => erfcx(-x), low, high));
}

/** Between which ends the integrals run. */
function limitsOf({ mu, sigma, tau, threshold, reset }: NoisyLeakyNeuron): { low: number; high: number } {
  if (!(sigma > 0 && tau > 0)) throw new RangeError(`sigma and tau must be positive, but are ${sigma} and ${tau}`);
  if (!(reset < threshold)) throw new RangeError(`the reset, ${reset}, must be below the threshold, ${threshold}`);
  return { low: (reset - mu) / sigma, high: (threshold - mu) / sigma };
}

/** e^(x^2) ∫ e^(y^2) (1 + erf y)^2 dy over y < x: with s = x - y, the integral of e^(2xs - s^2) erfcx(s - x)^2 over s > 0. */
function spreadAt(x: number): number {
  const end = Math.max(0, x) + Math.min(7, 40 / Math.max(1e-9, -2 * x));
  return integrate((s) => Math.exp((2 * x - s) * s) * erfcx(s - x) ** 2, 0, end, 1e-11);
}

/**
 * A one-variable neuron with linear leak and additive noise as such a neuron: mu = -a/b, tau = -1/b of F = a + b v, and
 * sigma^2 = g^2 tau. Undefined where it does not leak, or has no noise.
 */
export function noisyLeakyNeuron(neuron: OneVariableNeuron): NoisyLeakyNeuron | undefined {
  const { threshold, reset, refractory, diffusion } = neuron.spike();
  const leak = -neuron.slope(threshold);
  if (!neuron.linear || !(leak > 0) || !(diffusion > 0) || !(reset < threshold)) return undefined;
  const tau = 1 / leak;
  const mu = threshold + neuron.f(threshold) * tau;
  return { mu, sigma: Math.sqrt(diffusion * tau), tau, threshold, reset, refractory };
}

/** -zeta(1/2)/sqrt(2 pi). */
const missed = 0.5825971579390106;

/**
 * The neuron as a simulation with steps of dt sees it, whose path is a straight line within a step: its threshold lies higher by
 * 0.5826 g sqrt(dt), as excursions within a step are missed. Broadie, Glasserman & Kou (1997), Math Finance 7:325. To first
 * order in sqrt(dt/tau).
 */
export function asSimulated(neuron: NoisyLeakyNeuron, dt: number): NoisyLeakyNeuron {
  return { ...neuron, threshold: neuron.threshold + missed * neuron.sigma * Math.sqrt(dt / neuron.tau) };
}
