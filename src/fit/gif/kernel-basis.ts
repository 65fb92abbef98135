import type { SpikeTrain } from "../../analysis/train.ts";

/**
 * What a kernel is a weighted sum of. Exponentials e^(-s/tau) can be written as equations of a model; rectangles show a kernel's
 * form without assuming one. s counts from the end of the refractory period, and a kernel is 0 before.
 */
export type KernelBasis =
  /** Seconds, one for each exponential, ascending. */
  | { readonly form: "exponentials"; readonly timeConstants: readonly number[] }
  /** Seconds from 0 on, ascending: rectangle k is 1 from edges[k] to edges[k + 1]. */
  | { readonly form: "rectangles"; readonly edges: readonly number[] };

/** A kernel: a basis and the weight of each function of it, in the kernel's own unit. */
export interface Kernel {
  readonly basis: KernelBasis;
  readonly weights: readonly number[];
}

/** `count` exponentials whose time constants (seconds) stand in equal ratios from `from` to `to`. */
export function exponentials(from: number, to: number, count: number): KernelBasis {
  return checkedBasis({ form: "exponentials", timeConstants: spaced(from, to, count) });
}

/** `count` rectangles from 0 on, whose right edges (seconds) stand in equal ratios from `from` to `to`. */
export function rectangles(from: number, to: number, count: number): KernelBasis {
  return checkedBasis({ form: "rectangles", edges: [0, ...spaced(from, to, count)] });
}

/** @throws RangeError for time constants or edges that do not ascend, are not finite, or are not positive */
export function checkedBasis(basis: KernelBasis): KernelBasis {
  const [name, numbers] =
    basis.form === "exponentials" ? ["time constants", basis.timeConstants] : ["edges", basis.edges];
  const least = basis.form === "exponentials" ? Number.MIN_VALUE : 0;
  const bad = numbers.findIndex((value, k) => !(value >= least && value < Infinity && value > (numbers[k - 1] ?? -1)));
  if (bad >= 0) throw new RangeError(`${name} of a kernel ascend from above 0, but number ${bad} is ${numbers[bad]} s`);
  return basis;
}

/** How many functions a basis has. */
export function sizeOf(basis: KernelBasis): number {
  return basis.form === "exponentials" ? basis.timeConstants.length : Math.max(0, basis.edges.length - 1);
}

/** The kernel `s` seconds after the end of the refractory period. */
export function kernelAt({ basis, weights }: Kernel, s: number): number {
  if (s < 0) return 0;
  if (basis.form === "exponentials")
    return basis.timeConstants.reduce((sum, tau, j) => sum + weights[j]! * Math.exp(-s / tau), 0);
  return weights.reduce((sum, weight, j) => (s >= basis.edges[j]! && s < basis.edges[j + 1]! ? sum + weight : sum), 0);
}

/**
 * Each function of the basis summed over all spikes before: course j at sample k is the sum of f_j(k/rate - spike - delay).
 *
 * @param delay seconds from a spike to the kernel's beginning: the refractory period
 */
export function basisCourses(
  basis: KernelBasis,
  spikes: SpikeTrain,
  { rate, samples, delay }: { readonly rate: number; readonly samples: number; readonly delay: number },
): Float64Array[] {
  const starts = spikes.map((time) => (time + delay) * rate);
  if (basis.form === "rectangles")
    return basis.edges.slice(1).map((end, j) => {
      const course = new Float64Array(samples);
      for (const start of starts) {
        const last = Math.min(samples, firstSample(start + end * rate));
        for (let k = Math.max(0, firstSample(start + basis.edges[j]! * rate)); k < last; k++) course[k]! += 1;
      }
      return course;
    });
  return basis.timeConstants.map((tau) => {
    const course = new Float64Array(samples);
    const decay = Math.exp(-1 / (rate * tau));
    let [value, next] = [0, 0];
    for (let k = 0; k < samples; k++) {
      value *= decay;
      for (; next < starts.length && firstSample(starts[next]!) <= k; next++)
        value += Math.exp(-Math.max(0, k - starts[next]!) / (rate * tau));
      course[k] = value;
    }
    return course;
  });
}

/** The first sample at or after a time that is counted in samples; a time within rounding of a sample is on it. */
export function firstSample(place: number): number {
  return Math.ceil(place - 1e-6);
}

function spaced(from: number, to: number, count: number): number[] {
  if (!(from > 0 && to >= from && Number.isFinite(to) && Number.isInteger(count) && count >= 0))
    throw new RangeError(
      `a basis has a whole number of functions and times above 0, not ${count} from ${from} to ${to} s`,
    );
  return Array.from({ length: count }, (_, k) => (count === 1 ? from : from * (to / from) ** (k / (count - 1))));
}
