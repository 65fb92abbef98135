import { minimaBetween } from "./extrema.ts";
import type { OneVariableNeuron } from "./one-variable.ts";
import { integrate } from "./quadrature.ts";

/**
 * How long v takes from one value up to another, in seconds; Infinity where it never gets there, 0 where it is there already.
 *
 * With F = a + b v it is ln(F(to)/F(from))/b: tau ln((v_inf - from)/(v_inf - to)) of a leaky neuron, (to - from)/a of one that
 * does not leak. Otherwise the integral of dv/F(v), split where F is smallest, to a relative error of 1e-12.
 */
export function passageTime(neuron: OneVariableNeuron, from: number, to: number): number {
  if (from >= to) return 0;
  return neuron.linear ? linearPassage(neuron, from, to) : integratedPassage(neuron, from, to);
}

function linearPassage({ f }: OneVariableNeuron, from: number, to: number): number {
  const [start, end] = [f(from), f(to)];
  if (!(start > 0 && end > 0)) return Number.POSITIVE_INFINITY;
  const gain = (end - start) / start;
  // ln(1 + gain)/gain is 1 at 0; near -1 the quotient of the ends has more digits than 1 + gain
  const logarithm = Math.abs(gain) < 0.5 ? Math.log1p(gain) : Math.log(end / start);
  return ((to - from) / start) * (gain === 0 ? 1 : logarithm / gain);
}

function integratedPassage({ f, slope }: OneVariableNeuron, from: number, to: number): number {
  const minima = minimaBetween(slope, from, to);
  const ends = [from, ...minima, to];
  if (ends.some((v) => !(f(v) > 0))) return Number.POSITIVE_INFINITY;
  let stands = false;
  const moving = (v: number): number => {
    const value = f(v);
    stands ||= !(value > 0);
    return stands ? Number.NaN : value;
  };
  try {
    let time = 0;
    for (let k = 1; k < ends.length; k++) {
      const [low, high] = [ends[k - 1]!, ends[k]!];
      time += fromNarrow(moving, low, high, k > 1, k < ends.length - 1);
    }
    return time;
  } catch (error) {
    // a place where v stands still that lies between the minima found
    if (stands) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** The integral of 1/f between two points, at which f may have a narrow minimum. */
function fromNarrow(f: (v: number) => number, low: number, high: number, atLow: boolean, atHigh: boolean): number {
  if (atLow && atHigh) {
    const middle = (low + high) / 2;
    return fromNarrow(f, low, middle, true, false) + fromNarrow(f, middle, high, false, true);
  }
  if (!atLow && !atHigh) return integrate((v) => 1 / f(v), low, high);
  const narrow = atLow ? low : high;
  const direction = atLow ? 1 : -1;
  const length = high - low;
  const width = Math.max(
    1e-12 * length,
    halfWidth((distance) => f(narrow + direction * distance), length),
  );
  // v = v* + w sinh(u): where f is m (1 + (v - v*)^2/w^2), the integrand becomes w/(m cosh u)
  const g = (u: number) => (width * Math.cosh(u)) / f(narrow + direction * width * Math.sinh(u));
  return integrate(g, 0, Math.asinh(length / width));
}

/** About how far from its minimum at 0 a function has doubled. */
function halfWidth(f: (distance: number) => number, length: number): number {
  const twice = 2 * f(0);
  let width = length;
  while (width > 1e-12 * length && f(width) > twice) width /= 2;
  return width;
}

/** How a one-variable neuron fires under the constant drive: seconds, hertz. */
export interface Firing {
  /** 0 where it does not keep firing. */
  readonly rate: number;
  /** Infinity where it does not keep firing. */
  readonly interval: number;
  /** From time 0 to the first spike; Infinity where there is none. */
  readonly latency: number;
}

/** Steady firing from the initial value on, and the first spike. The neuron is free of noise. */
export function steadyFiring(neuron: OneVariableNeuron): Firing {
  const { threshold, reset, refractory, initial } = neuron.spike();
  const rise = passageTime(neuron, reset, threshold);
  const latency = initial === reset ? rise : passageTime(neuron, initial, threshold);
  const interval = refractory + rise;
  const fires = Number.isFinite(latency) && Number.isFinite(interval);
  return { rate: fires ? 1 / interval : 0, interval: fires ? interval : Number.POSITIVE_INFINITY, latency };
}
