import {
  type DetectedSpikes,
  detectSpikes,
  passesMinus20mV,
  type Spike,
  type SpikeCriterion,
} from "./detect-spikes.ts";
import { collect, type FeatureMeasurement, type Outcome, type TracePoint } from "./measurement.ts";
import type { StimulusWindow, VoltageTrace } from "./trace.ts";

export interface FeatureOptions {
  /** How spikes are found. Default: the potential passes -20 mV upward. */
  readonly criterion?: SpikeCriterion;
  /** A spike begins where dV/dt passes this on the upstroke. Default: 10 V/s. */
  readonly beginSlope?: number;
  /** A spike ends where dV/dt passes this after the downstroke. Default: -12 V/s. */
  readonly endSlope?: number;
}

/** A trace with its spikes: what every feature is measured on. */
export interface Response {
  readonly trace: VoltageTrace;
  readonly detected: DetectedSpikes;
  readonly spikes: readonly Spike[];
  /** The threshold that the spikes were found by, where it was one. */
  readonly threshold?: number;
  readonly beginSlope: number;
  readonly endSlope: number;
}

/** Finds the spikes of a trace. Throws a RangeError for a trace or an option that is not one. */
export function responseOf(trace: VoltageTrace, options: FeatureOptions = {}): Response {
  const { criterion = passesMinus20mV, beginSlope = 10, endSlope = -12 } = options;
  if (!(beginSlope > 0)) throw new RangeError(`beginSlope must be greater than 0 V/s, but is ${beginSlope}`);
  if (!(endSlope < 0)) throw new RangeError(`endSlope must be less than 0 V/s, but is ${endSlope}`);
  const detected = detectSpikes(trace, criterion);
  const threshold = criterion.by === "threshold" ? { threshold: criterion.threshold } : {};
  return { trace, detected, spikes: detected.spikes, ...threshold, beginSlope, endSlope };
}

/** A sample as a point. */
export function sample({ time, voltage }: VoltageTrace, k: number): TracePoint {
  return { time: time[k]!, voltage: voltage[k]! };
}

/** The peak of a spike. */
export function peakOf({ trace }: Response, spike: Spike): TracePoint {
  return { time: spike.peakTime, voltage: trace.voltage[spike.peak]! };
}

/** Why a trace has too few spikes. */
export function tooFew({ spikes, detected }: Response, wanted: number): string {
  const count = spikes.length === 0 ? "no spike" : spikes.length === 1 ? "one spike" : `${spikes.length} spikes`;
  const cut = detected.unfinished === undefined ? "" : ", and ends in another";
  return `the trace has ${count}${cut}; this needs ${wanted === 1 ? "one" : wanted}`;
}

/** One outcome for each spike. */
export function forEachSpike(response: Response, outcome: (spike: Spike, i: number) => Outcome): FeatureMeasurement {
  return collect(response.spikes.map(outcome), tooFew(response, 1));
}

/** One outcome of the whole trace. */
export function once(outcome: Outcome): FeatureMeasurement {
  return collect([outcome]);
}

/** One outcome that needs a stimulus. */
export function duringStimulus(response: Response, outcome: (stimulus: StimulusWindow) => Outcome): FeatureMeasurement {
  const { stimulus } = response.trace;
  return once(stimulus ? outcome(stimulus) : noStimulus);
}

/** Why a feature of the stimulus is missing where none is named. */
export const noStimulus = "the trace names no stimulus, whose start and stop this needs";

/** Seconds as text in milliseconds. */
export function inMs(seconds: number): string {
  return `${Number((1000 * seconds).toPrecision(6))} ms`;
}
