import type { Tosses } from "./escape-likelihood.ts";
import type { GifParameters, ThresholdCoupling } from "./gif-parameters.ts";
import { basisCourses, type KernelBasis, sizeOf } from "./kernel-basis.ts";
import type { Membrane } from "./membrane.ts";
import { forcedCourse } from "./membrane-course.ts";
import type { SpikeShape } from "./spike-shape.ts";
import { fittedSamples, type SpikingSweep } from "./spiking-sweep.ts";

/** What the threshold is made of. */
export interface ThresholdBasis {
  readonly gamma: KernelBasis;
  readonly coupling: readonly ThresholdCoupling[];
  /** Hertz. */
  readonly lambda_0: number;
}

/**
 * Each step of the sweeps in which the neuron may fire, as a toss: log(lambda/lambda_0) = (v - v_T - gamma - coupling)/Delta_v. A
 * row is v, -1, and minus the basis of gamma and the parts of the coupling, in millivolts.
 */
export function thresholdTosses(
  sweeps: readonly SpikingSweep[],
  membrane: Membrane,
  shape: SpikeShape,
  { gamma, coupling, lambda_0 }: ThresholdBasis,
): Tosses {
  const width = 2 + sizeOf(gamma) + coupling.length;
  const parts = sweeps.map((sweep) => {
    const { rate, spikes } = sweep;
    const { first, end } = fittedSamples(sweep);
    const { voltage, free, fired } = forcedCourse(sweep, membrane, shape);
    const spiking = basisCourses(gamma, spikes, { rate, samples: voltage.length, delay: shape.t_ref });
    const following = coupling.map((part) => followingCourse(voltage, rate, part));
    return { voltage, free, fired, first, end, courses: [...spiking, ...following] };
  });
  const count = parts.reduce((sum, { free, first, end }) => sum + countOnes(free.subarray(first, end)), 0);
  const rows = new Float64Array(count * width);
  const hits = new Uint8Array(count);
  let toss = 0;
  for (const { voltage, free, fired, first, end, courses } of parts)
    for (let k = first; k < end; k++) {
      if (!free[k]) continue;
      const at = toss * width;
      rows[at] = voltage[k]! * 1e3;
      rows[at + 1] = -1;
      for (let j = 0; j < courses.length; j++) rows[at + 2 + j] = -courses[j]![k]!;
      hits[toss++] = fired[k]!;
    }
  return { rows, width, fired: hits, offset: Math.log(lambda_0 / sweeps[0]!.rate) };
}

/** The coefficients of the rows that a neuron has: 1, v_T, gamma and coupling over Delta_v. */
export function coefficientsOf({ Delta_v, v_T, gamma, coupling }: GifParameters): number[] {
  const millivolts = [1, v_T * 1e3, ...gamma.weights.map((weight) => weight * 1e3), ...coupling.weights];
  return millivolts.map((value) => value / (Delta_v * 1e3));
}

/** y of the coupling in millivolts at each sample; it begins where it would rest at the first potential. */
function followingCourse(voltage: Float64Array, rate: number, part: ThresholdCoupling): Float64Array {
  const relax = -Math.expm1(-1 / (rate * part.timeConstant));
  let y = aboveSoftly(voltage[0]!, part);
  return voltage.map((v, k) => {
    if (k > 0) y += relax * (aboveSoftly((voltage[k - 1]! + v) / 2, part) - y);
    return y * 1e3;
  });
}

function aboveSoftly(v: number, { potential, softness }: ThresholdCoupling): number {
  const x = (v - potential) / softness;
  return x > 30 ? v - potential : softness * Math.log1p(Math.exp(x));
}

function countOnes(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
