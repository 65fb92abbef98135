import {
  commonStep,
  recogniseCourse,
  type SpikeCriterion,
  spikeCriterionOf,
  spikeTimesIn,
  stepInSweep,
} from "../analysis/index.ts";
import type { CellRecording } from "../data/cell-recording.ts";
import type { FitSweep } from "./fit-types.ts";

export interface FitSweepOptions {
  /** How spikes are told. Default: what `spikeCriterionOf` finds for all sweeps together. */
  readonly criterion?: SpikeCriterion;
  /** Places of the sweeps that are taken, from 0. Default: all that have a voltage. */
  readonly sweeps?: readonly number[];
  /** Seconds: what lies outside is not scored. */
  readonly window?: { readonly start: number; readonly stop: number };
}

/**
 * The sweeps of a recording as a fit takes them: spikes found, the step of current recognised (the one in which the
 * sweeps differ, not a test pulse that they share), and each sweep shortened to a whole number of milliseconds.
 *
 * @throws RangeError for a place where there is no sweep, or none with a voltage
 */
export function fitSweeps({ sweeps }: Pick<CellRecording, "sweeps">, options: FitSweepOptions = {}): FitSweep[] {
  const places = options.sweeps ?? [...sweeps.keys()].filter((k) => sweeps[k]!.voltage);
  const taken = places.map((k) => {
    const sweep = sweeps[k];
    if (sweep?.voltage) return { ...sweep, voltage: sweep.voltage };
    throw new RangeError(
      sweep ? `${sweep.name} has no voltage` : `there is no sweep ${k}; there are ${sweeps.length}, from 0`,
    );
  });
  const criterion = options.criterion ?? spikeCriterionOf(taken);
  const courses = taken.map(({ current, rate }) => current && recogniseCourse(current, rate));
  const common = commonStep(courses.filter((course) => course !== undefined));
  return taken.map((sweep, k): FitSweep => {
    const { name, rate, voltage, current } = sweep;
    const samples = wholeMilliseconds(voltage.length, rate);
    const course = courses[k];
    const stimulus = course && stepInSweep(course, common, samples / rate);
    return {
      name,
      voltage: { values: voltage.subarray(0, samples), rate },
      ...(current ? { current: { values: current.subarray(0, samples), rate } } : {}),
      spikes: [spikeTimesIn(sweep, criterion).filter((time) => time < samples / rate)],
      ...(options.window ? { window: options.window } : {}),
      ...(stimulus ? { stimulus } : {}),
    };
  });
}

/** Samples of as many whole milliseconds as there are; all where no sample ends with one. */
function wholeMilliseconds(samples: number, rate: number): number {
  const whole = Math.floor((samples / rate) * 1000 + 1e-9);
  const wanted = Math.round((whole * rate) / 1000);
  return whole > 0 && Math.abs((wanted / rate) * 1000 - whole) < 1e-9 ? wanted : samples;
}
