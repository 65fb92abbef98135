import type { ClampSweep } from "../../analysis/cell/sweep.ts";
import { checkSweep } from "../../analysis/cell/sweep.ts";
import { requireTrain, type SpikeTrain } from "../../analysis/train.ts";

/** A sweep of current clamp with its spikes. SI throughout. */
export interface SpikingSweep extends ClampSweep {
  /** Seconds from the first sample. */
  readonly spikes: SpikeTrain;
  /** Seconds: samples from `start` to before `stop` are fitted; what came before acts on them. Default: the whole sweep. */
  readonly start?: number;
  readonly stop?: number;
}

/** The samples of a sweep that are fitted: from `first` to before `end`. */
export function fittedSamples({ rate, voltage, start = 0, stop = Infinity }: SpikingSweep): {
  first: number;
  end: number;
} {
  const first = Math.max(0, Math.ceil(start * rate - 1e-6));
  return { first, end: Math.min(voltage.length, Math.ceil(stop * rate - 1e-6)) };
}

/** @throws RangeError for sweeps that do not fit together, or without samples or spikes to fit */
export function checkSweeps(sweeps: readonly SpikingSweep[]): void {
  if (sweeps.length === 0) throw new RangeError("a fit needs at least one sweep");
  for (const sweep of sweeps) {
    checkSweep(sweep);
    requireTrain(sweep.spikes, "spikes");
    if (sweep.rate !== sweeps[0]!.rate)
      throw new RangeError(
        `sweeps of one fit have one rate, not ${sweeps[0]!.rate} and ${sweep.rate} Hz; resample one`,
      );
    const { first, end } = fittedSamples(sweep);
    if (end - first < 2)
      throw new RangeError(
        `there is nothing to fit from ${sweep.start ?? 0} to ${sweep.stop} s in a sweep of ${sweep.voltage.length / sweep.rate} s`,
      );
  }
}
