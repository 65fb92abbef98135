import { basisCourses, type KernelBasis, sizeOf } from "./kernel-basis.ts";
import { type Membrane, quietSamples } from "./membrane.ts";
import type { SpikeShape } from "./spike-shape.ts";
import type { SpikingSweep } from "./spiking-sweep.ts";
import { SquareSums } from "./square-sums.ts";

/**
 * The membrane by one linear regression of dv/dt on v, I and the after-spike current's basis, over the samples outside spikes.
 * Mensi et al. (2012), J Neurophysiol 107:1756; Pozzorini et al. (2015), PLoS Comput Biol 11:e1004275. It is the exact step that
 * is fitted, so that its length leaves no bias: with tau = C/g_L and a current that is held from sample to sample,
 *
 *     v[k+1] - v[k] = (1 - e^(-dt/tau)) (E_L - v[k] + (I[k] - w[k])/g_L),
 *
 * w being the mean of the after-spike current at both samples.
 *
 * @throws RangeError where current, potential and spikes do not determine a membrane
 */
export function fitSlope(sweeps: readonly SpikingSweep[], { t_ref }: SpikeShape, basis: KernelBasis): Membrane {
  const sums = new SquareSums(3 + sizeOf(basis));
  for (const sweep of sweeps) addSamples(sums, sweep, t_ref, basis);
  const [byPotential, byCurrent, constant, ...byBasis] = sums.solve();
  const shrink = -byPotential!;
  if (!(shrink > 0 && shrink < 1 && byCurrent! > 0))
    throw new RangeError(
      "the potential does not follow the current as a leaky membrane's does; is it the current that was injected?",
    );
  // In millivolts and nanoamperes: shrink/byCurrent is in microsiemens.
  const g_L = (shrink / byCurrent!) * 1e-6;
  return {
    C: (-1 / (sweeps[0]!.rate * Math.log1p(-shrink))) * g_L,
    g_L,
    E_L: (constant! / shrink) * 1e-3,
    eta: { basis, weights: byBasis.map((value) => (-value / byCurrent!) * 1e-9) },
  };
}

function addSamples(sums: SquareSums, sweep: SpikingSweep, t_ref: number, basis: KernelBasis): void {
  const { rate, voltage, current, spikes } = sweep;
  const samples = voltage.length;
  const courses = basisCourses(basis, spikes, { rate, samples, delay: t_ref });
  const row = new Float64Array(3 + courses.length);
  const quiet = quietSamples(sweep, t_ref);
  for (let k = 0; k + 1 < samples; k++) {
    if (!quiet[k] || !quiet[k + 1]) continue;
    row[0] = voltage[k]! * 1e3;
    row[1] = current[k]! * 1e9;
    row[2] = 1;
    for (let j = 0; j < courses.length; j++) row[3 + j] = (courses[j]![k]! + courses[j]![k + 1]!) / 2;
    sums.add(row, (voltage[k + 1]! - voltage[k]!) * 1e3);
  }
}
