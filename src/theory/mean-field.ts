import { rootBetween } from "../dynamics/root.ts";
import { type NoisyLeakyNeuron, siegertRate } from "./siegert.ts";

/** Synapses at which a spike makes the membrane potential jump. */
export interface JumpInput {
  /** Synapses onto each neuron. */
  readonly count: number;
  /** Volts by which a spike moves the potential. */
  readonly jump: number;
  /** Hz of each source; undefined: the rate of the neurons themselves. */
  readonly rate?: number;
}

/** Rates at which the search for self-consistent ones looks. */
const looks = 400;
const lowestRate = 1e-3;

/**
 * Rates in Hz, ascending, at which a sparse network of leaky neurons sustains itself: with inputs of rates r_k, each neuron sees
 * mu = E_L + tau Σ C_k J_k r_k and sigma^2 = tau Σ C_k J_k^2 r_k, and its own rate nu is that of Siegert, nu = Φ(mu, sigma), where
 * the r_k without a rate of their own are nu. Brunel (2000), J Comput Neurosci 8:183, equations 19-21. None below 0.001 Hz is found.
 *
 * @param neuron with `mu` the resting potential in place of the mean; SI
 * @throws RangeError as `siegert`
 */
export function meanFieldRates(neuron: Omit<NoisyLeakyNeuron, "sigma">, inputs: readonly JumpInput[]): number[] {
  const { tau, mu: rest, refractory } = neuron;
  const excess = (own: number): number => {
    const sum = (power: 1 | 2): number =>
      inputs.reduce((total, { count, jump, rate = own }) => total + count * jump ** power * rate, 0);
    return siegertRate({ ...neuron, mu: rest + tau * sum(1), sigma: Math.sqrt(tau * sum(2)) }) - own;
  };
  const highest = refractory > 0 ? 1 / refractory : 1e4;
  const at = (k: number): number => lowestRate * (highest / lowestRate) ** (k / looks);
  const rates: number[] = [];
  let [low, before] = [at(0), excess(at(0))];
  for (let k = 1; k <= looks; k++) {
    const [high, after] = [at(k), excess(at(k))];
    if (before > 0 !== after > 0) rates.push(rootBetween(excess, low, high, before, after, 1e-9 * high));
    [low, before] = [high, after];
  }
  return rates;
}
