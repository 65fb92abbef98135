import { firstSample, type Kernel } from "./kernel-basis.ts";
import { fittedSamples, type SpikingSweep } from "./spiking-sweep.ts";

/** A leaky membrane with a spike-triggered current: C dv/dt = g_L (E_L - v) - sum of eta(t - spike - t_ref) + I. SI. */
export interface Membrane {
  readonly C: number;
  readonly g_L: number;
  readonly E_L: number;
  /** Amperes, outward. */
  readonly eta: Kernel;
}

/** Seconds before a spike that belong to its upstroke, which is not the membrane's. */
const upstroke = 5e-3;

/** 1 for each fitted sample that is the membrane's: not within 5 ms before a spike, nor in the refractory period after it. */
export function quietSamples(sweep: SpikingSweep, t_ref: number): Uint8Array {
  const { rate, voltage, spikes } = sweep;
  const { first, end } = fittedSamples(sweep);
  const quiet = new Uint8Array(voltage.length).fill(1, first, end);
  for (const time of spikes)
    quiet.fill(0, Math.max(0, firstSample((time - upstroke) * rate)), firstSample((time + t_ref) * rate));
  return quiet;
}
