/** Nodes and weights of Gauss-Legendre quadrature on [-1, 1], by Newton's method on the Legendre polynomial. */
function legendre(n: number): { x: number; w: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let round = 0; round < 50; round++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return { x, w: 2 / ((1 - x * x) * slope * slope) };
  });
}

const nodes = legendre(24);

function integral(f: (x: number) => number, from: number, to: number, pieces: number): number {
  const h = (to - from) / pieces;
  let sum = 0;
  for (let k = 0; k < pieces; k++) {
    for (const { x, w } of nodes) sum += (w * h * f(from + h * (k + (x + 1) / 2))) / 2;
  }
  return sum;
}

/** e^(x²) (1 + erf x) = 2/sqrt(pi) ∫ e^(-s² + 2 s x) ds, s from 0 to infinity. */
function scaledError(x: number): number {
  const peak = Math.max(x, 0);
  return (2 / Math.sqrt(Math.PI)) * integral((s) => Math.exp(-s * s + 2 * s * x), 0, peak + 9, 8);
}

/**
 * The firing rate in Hz of dv/dt = (mu - v)/tau + sigma/sqrt(tau) ξ, of stationary variance sigma²/2, with threshold, reset and
 * refractory period: 1/ν = t_ref + tau sqrt(pi) ∫ e^(x²) (1 + erf x) dx, x from (reset - mu)/sigma to (threshold - mu)/sigma.
 * Siegert (1951), Phys Rev 81:617; Ricciardi (1977).
 */
export function siegert(neuron: {
  readonly mu: number;
  readonly sigma: number;
  /** Seconds, as the refractory period. */
  readonly tau: number;
  readonly threshold: number;
  readonly reset: number;
  readonly refractory: number;
}): number {
  const { mu, sigma, tau, threshold, reset, refractory } = neuron;
  const passage = integral(scaledError, (reset - mu) / sigma, (threshold - mu) / sigma, 12);
  return 1 / (refractory + tau * Math.sqrt(Math.PI) * passage);
}
