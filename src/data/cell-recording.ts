import { ExperimentError } from "../errors.ts";

/** The kinds of files that `readRecording` knows by their content. */
export const recordingFormats = ["abf1", "abf2", "nwb1", "nwb2", "ibw2", "ibw5", "npy", "npz", "csv"] as const;

export type RecordingFormat = (typeof recordingFormats)[number];

/** What was measured on one cell in current clamp: what every reader returns and every writer takes. */
export interface CellRecording {
  readonly format: RecordingFormat;
  /** What errors and figures call it: a file's name. */
  readonly name: string;
  /** At least one, in the order in which they were taken. */
  readonly sweeps: readonly Sweep[];
  /** When the recording began, ISO 8601: `"2018-07-11T14:03:22"`, where the file says so. */
  readonly started?: string;
  /** What the file says and a reader cannot use, one sentence each. */
  readonly notes: readonly string[];
}

/** One stretch of a recording, sampled at equal intervals. SI throughout. A sweep has a voltage, a current or both. */
export interface Sweep {
  /** As the file calls it, such as `CurrentClampSeries_01`; `sweep 1` where it has no name. */
  readonly name: string;
  /** Samples a second. */
  readonly rate: number;
  /** Membrane potential in volts, one for each sample. */
  readonly voltage?: Float64Array;
  /** Injected current in amperes, one for each sample. */
  readonly current?: Float64Array;
  /** The units in the file. */
  readonly units: { readonly voltage?: string; readonly current?: string };
  /** Where the numbers come from. A command is what was asked of the amplifier: it does not show a constant holding current set there. */
  readonly source: { readonly voltage?: string; readonly current?: string; readonly isCommand?: boolean };
}

/** The number of samples of a sweep. */
export function samplesOf({ voltage, current }: Sweep): number {
  return (voltage ?? current)?.length ?? 0;
}

/** Choices where a file leaves them open. */
export interface ReadOptions {
  /** What errors call the file. */
  readonly name?: string;
  /** The channel, column or array that is the membrane potential, by its name. Default: the first in a unit of voltage. */
  readonly voltage?: string;
  /** The same of the injected current. */
  readonly current?: string;
  /** Of a file that says no times: `"10 kHz"`. */
  readonly rate?: string;
  /** Of a voltage without a unit in the file: `"mV"`. */
  readonly voltageUnit?: string;
  /** Of a current without a unit in the file: `"pA"`. */
  readonly currentUnit?: string;
}

/** A file that is not what it says, or does not hold what is asked of it: `place` is its name. */
export function badFile(place: string, problem: string, wayOut: string): ExperimentError {
  return new ExperimentError(problem, place, wayOut);
}

/** The way out of a file that ends too soon or contradicts itself. */
export const damaged = "the file is damaged or incomplete; copy it again from where it was recorded";

/**
 * A recording whose sweeps have finite numbers only.
 *
 * @throws ExperimentError where there is no sweep, a rate is not positive, or a sample is not a number
 */
export function checkedRecording(recording: CellRecording): CellRecording {
  const { name, sweeps } = recording;
  if (sweeps.length === 0)
    throw badFile(name, "there is no sweep of current clamp in it", "it needs a channel in volts or in amperes");
  for (const sweep of sweeps) {
    const { voltage, current, rate } = sweep;
    if (!(rate > 0 && Number.isFinite(rate)))
      throw badFile(name, `${sweep.name} has a sampling rate of ${rate} Hz`, damaged);
    if (samplesOf(sweep) === 0) throw badFile(name, `${sweep.name} has no samples`, damaged);
    if (voltage && current && voltage.length !== current.length) {
      const problem = `${sweep.name} has ${voltage.length} samples of voltage, but ${current.length} of current`;
      throw badFile(name, problem, damaged);
    }
    for (const [what, values] of Object.entries({ voltage, current })) {
      const bad = values?.findIndex((value) => !Number.isFinite(value)) ?? -1;
      if (bad >= 0)
        throw badFile(
          name,
          `${sweep.name}: sample ${bad + 1} of the ${what} is ${values![bad]}`,
          "cut the sweep there",
        );
    }
  }
  return recording;
}
