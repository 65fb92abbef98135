import type { FeatureName, FeatureUnit, TracePlace } from "rheobase";
import type { ReadOptions } from "rheobase/data";
import type { Course } from "../plots/course.ts";
import type { Observation, Outcome } from "../worker/contract.ts";

/** What reads recordings and writes archives, beside the page. Every answer is data; nothing is thrown across. */
export interface Reader {
  /** Reads the files of one recording, and describes its cell. */
  read(files: readonly File[], options: ReadOptions): Promise<Outcome<ShownRecording>>;
  /** The features of a sweep of the recording that was read last. */
  features(sweep: number): Promise<Outcome<readonly ShownFeature[]>>;
  /** The current of a sweep as samples of a stimulus. */
  stimulus(sweep: number): Promise<Outcome<RecordedStimulus>>;
  /** A run as a NumPy archive. */
  npz(observation: Observation): Promise<Uint8Array>;
}

/** A recording in everyday units, ready to draw. */
export interface ShownRecording {
  readonly name: string;
  readonly format: string;
  readonly started: string | undefined;
  /** What the file says and a reader cannot use. */
  readonly notes: readonly string[];
  readonly sweeps: readonly ShownSweep[];
  /** In the order in which they are listed; those that the recording does not say are left out. */
  readonly measures: readonly { readonly name: MeasureName; readonly value: number; readonly unit: string }[];
  /** pA: the largest silent step, where there is one, and the smallest that fired. */
  readonly rheobase: { readonly silent: number | undefined; readonly firing: number } | undefined;
  /** pA and Hz, by the size of the step. */
  readonly fiCurve: { readonly amplitude: Float64Array; readonly rate: Float64Array };
}

export type MeasureName =
  | "rest"
  | "resistance"
  | "timeConstant"
  | "capacitance"
  | "sagRatio"
  | "adaptation"
  | "bridgeResistance";

export interface ShownSweep {
  readonly name: string;
  /** Hz. */
  readonly rate: number;
  /** ms. */
  readonly duration: number;
  /** mV. */
  readonly voltage: Course | undefined;
  /** pA. */
  readonly current: Course | undefined;
  /** ms. */
  readonly spikes: Float64Array;
  readonly stimulus: {
    readonly kind: "constant" | "steps" | "ramp" | "noise" | "other" | "none";
    /** pA. */
    readonly holding: number;
    /** pA of the step that differs between sweeps. */
    readonly step: number | undefined;
    /** Hz in that step. */
    readonly rate: number | undefined;
  };
}

/** A feature by its name in eFEL, in the unit of its values. */
export interface ShownFeature {
  readonly name: FeatureName;
  readonly unit: FeatureUnit;
  readonly meaning: string;
  /** SI. */
  readonly values: Float64Array;
  readonly places: readonly TracePlace[];
  /** Why there is none, or why a spike has none. */
  readonly reason: string | undefined;
}

/** The current of a sweep as a document says it. */
export interface RecordedStimulus {
  /** pA, held for `interval` each. */
  readonly values: readonly number[];
  readonly interval: string;
  readonly duration: string;
  /** Recorded samples that one of these is the mean of. */
  readonly averaged: number;
}
