import { type CellDescription, type DescribeOptions, describeCell } from "./describe-cell.ts";
import { spikeCriterionOf, spikeTimesIn } from "./spike-times.ts";

/** A sweep of a recording, which may lack a channel. SI. */
export interface RecordedSweep {
  readonly rate: number;
  readonly voltage?: Float64Array;
  readonly current?: Float64Array;
}

/**
 * Describes a cell by sweeps of which some lack a voltage or a current: those that have both say what `describeCell` says, of the
 * others only when they fired. The description has one entry for each sweep.
 *
 * @throws RangeError for a sweep or an option that is not one
 */
export function describeSweeps(sweeps: readonly RecordedSweep[], options: DescribeOptions = {}): CellDescription {
  const both = sweeps.flatMap(({ rate, voltage, current }) => (voltage && current ? [{ rate, voltage, current }] : []));
  if (both.length === sweeps.length) return describeCell(both, options);
  const recorded = sweeps.flatMap(({ rate, voltage }) => (voltage ? [{ rate, voltage }] : []));
  const criterion = options.criterion ?? spikeCriterionOf(recorded);
  const described = sweeps.map(({ rate, voltage, current }) => {
    const whole =
      voltage && current ? describeCell([{ rate, voltage, current }], { ...options, criterion }) : undefined;
    const spikes = voltage ? spikeTimesIn({ rate, voltage }, criterion) : new Float64Array();
    return (
      whole?.sweeps[0] ?? { course: { kind: "other" as const, holding: Number.NaN, deviation: Number.NaN }, spikes }
    );
  });
  return { ...describeCell(both, { ...options, criterion }), sweeps: described };
}
