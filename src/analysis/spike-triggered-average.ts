import { requirePositive, requireTrain, type SpikeTrain, slack } from "./train.ts";

export interface SpikeTriggeredAverage {
  /** Times relative to the spike in seconds, multiples of the sampling interval, negative before it. */
  readonly lags: Float64Array;
  /** Mean signal at each lag; NaN without spikes. */
  readonly values: Float64Array;
  /** Spikes that entered: those with a signal over all lags. */
  readonly spikes: number;
}

export interface SpikeTriggeredAverageOptions {
  /** Seconds between samples. */
  readonly interval: number;
  /** Seconds before and after each spike, whole numbers of sampling intervals after rounding, 0 or more. */
  readonly before: number;
  readonly after: number;
  /** Time of the first sample in seconds; default 0. */
  readonly start?: number;
}

/**
 * Mean of a signal, such as the input current, around the spikes of a train. Between samples the signal is a straight line, so
 * that spikes need not be on the grid. Spikes too near to an end of the signal are left out; `spikes` says how many entered.
 */
export function spikeTriggeredAverage(
  train: SpikeTrain,
  signal: Float64Array,
  { interval, before, after, start = 0 }: SpikeTriggeredAverageOptions,
): SpikeTriggeredAverage {
  requireTrain(train);
  requirePositive(interval, "the sampling interval");
  for (const [name, value] of Object.entries({ before, after })) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`\`${name}\` is a finite number of seconds from 0 on, not ${value}`);
    }
  }
  if (!Number.isFinite(start)) throw new RangeError(`a signal starts at a finite time, not at ${start}`);
  const [early, late] = [Math.round(before / interval), Math.round(after / interval)];
  const values = new Float64Array(early + late + 1);
  let spikes = 0;
  for (const time of train) {
    const place = nearWhole((time - start) / interval);
    const whole = Math.floor(place);
    const part = place - whole;
    if (whole - early < 0 || Math.ceil(place) + late >= signal.length) continue;
    spikes++;
    for (let k = 0; k < values.length; k++) {
      const sample = signal[whole - early + k]!;
      values[k]! += part === 0 ? sample : sample + part * (signal[whole - early + k + 1]! - sample);
    }
  }
  return { lags: values.map((_, k) => (k - early) * interval), values: values.map((sum) => sum / spikes), spikes };
}

function nearWhole(place: number): number {
  return Math.abs(place - Math.round(place)) < slack ? Math.round(place) : place;
}
