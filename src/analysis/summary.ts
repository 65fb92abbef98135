import {
  coefficientOfVariation,
  coefficientOfVariation2,
  interspikeIntervals,
  localVariation,
  meanInterspikeInterval,
} from "./intervals.ts";
import { bounds, type Observation, type SpikeTrain, spikesBetween } from "./train.ts";

/** What a spike train says about firing. Seconds and hertz; NaN where there are too few spikes to say. */
export interface TrainSummary {
  readonly count: number;
  /** Spikes per second of the observation. */
  readonly rate: number;
  readonly firstSpike: number;
  readonly lastSpike: number;
  readonly meanInterval: number;
  readonly medianInterval: number;
  readonly shortestInterval: number;
  readonly longestInterval: number;
  /** Standard deviation of the intervals (over n) over their mean. */
  readonly coefficientOfVariation: number;
  readonly coefficientOfVariation2: number;
  readonly localVariation: number;
}

/** Summary of the spikes of an observation: times of the spikes from one on, intervals from two on, variation from three on. */
export function summarizeTrain(train: SpikeTrain, observation: Observation): TrainSummary {
  const spikes = spikesBetween(train, observation);
  const intervals = interspikeIntervals(spikes);
  const sorted = intervals.slice().sort();
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    count: spikes.length,
    rate: spikes.length / bounds(observation).duration,
    firstSpike: spikes[0] ?? Number.NaN,
    lastSpike: spikes[spikes.length - 1] ?? Number.NaN,
    meanInterval: meanInterspikeInterval(intervals),
    medianInterval: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    shortestInterval: at(0),
    longestInterval: at(sorted.length - 1),
    coefficientOfVariation: coefficientOfVariation(intervals),
    coefficientOfVariation2: coefficientOfVariation2(intervals),
    localVariation: localVariation(intervals),
  };
}
