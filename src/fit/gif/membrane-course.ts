import { basisCourses, firstSample } from "./kernel-basis.ts";
import type { Membrane } from "./membrane.ts";
import type { SpikeShape } from "./spike-shape.ts";
import type { SpikingSweep } from "./spiking-sweep.ts";

/** The potential that the model has where it is made to fire when the neuron did. */
export interface ForcedCourse {
  /** Volts at each sample. */
  readonly voltage: Float64Array;
  /** 1 where a spike could come: outside the refractory periods. */
  readonly free: Uint8Array;
  /** 1 at the first sample at or after each spike that comes outside them: the step in which it came. */
  readonly fired: Uint8Array;
}

/**
 * The model's potential under a sweep's current with the sweep's spikes: v_reset from each spike until its refractory period
 * ends, and between them the exact step of a held current. It begins at the recorded potential.
 */
export function forcedCourse(sweep: SpikingSweep, membrane: Membrane, { t_ref, v_reset }: SpikeShape): ForcedCourse {
  const { rate, current, spikes } = sweep;
  const samples = current.length;
  const { g_L, E_L, C, eta } = membrane;
  const w = new Float64Array(samples);
  for (const [j, course] of basisCourses(eta.basis, spikes, { rate, samples, delay: t_ref }).entries())
    for (let k = 0; k < samples; k++) w[k]! += eta.weights[j]! * course[k]!;
  const voltage = new Float64Array(samples);
  const free = new Uint8Array(samples);
  const fired = new Uint8Array(samples);
  const relax = -Math.expm1(-g_L / (C * rate));
  let [v, next, freeFrom] = [sweep.voltage[0]!, 0, 0];
  for (let k = 0; k < samples; k++) {
    if (k >= freeFrom) free[k] = 1;
    voltage[k] = v;
    for (; next < spikes.length && firstSample(spikes[next]! * rate) <= k; next++) {
      fired[k] = free[k]!;
      freeFrom = firstSample((spikes[next]! + t_ref) * rate) + 1;
      v = v_reset;
    }
    if (k + 1 >= freeFrom && k + 1 < samples) v += relax * (E_L - v + (current[k]! - (w[k]! + w[k + 1]!) / 2) / g_L);
  }
  return { voltage, free, fired };
}
