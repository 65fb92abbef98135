import type { TraceFeature } from "./feature.ts";
import { at, type Outcome, type TracePoint } from "./measurement.ts";
import { duringStimulus, forEachSpike, once, peakOf, type Response, tooFew } from "./response.ts";
import type { StimulusWindow } from "./trace.ts";

/** Features of the times and the number of spikes. A spike's time is that of its peak, as in eFEL. */
export const spikeEvents = {
  peak_time: {
    unit: "s",
    meaning: "time of each spike's peak",
    measure: (response) =>
      forEachSpike(response, (spike) => {
        const peak = peakOf(response, spike);
        return at(peak.time, peak);
      }),
  },
  time_to_first_spike: {
    unit: "s",
    meaning: "from the start of the stimulus to the first peak",
    measure: (response) => duringStimulus(response, (stimulus) => latency(response, stimulus, 0)),
  },
  time_to_second_spike: {
    unit: "s",
    meaning: "from the start of the stimulus to the second peak",
    measure: (response) => duringStimulus(response, (stimulus) => latency(response, stimulus, 1)),
  },
  time_to_last_spike: {
    unit: "s",
    meaning: "from the start of the stimulus to the last peak",
    measure: (response) =>
      duringStimulus(response, (stimulus) => latency(response, stimulus, Math.max(0, response.spikes.length - 1))),
  },
  inv_time_to_first_spike: {
    unit: "Hz",
    meaning: "1/time_to_first_spike",
    measure: (response) =>
      duringStimulus(response, (stimulus) => {
        const first = latency(response, stimulus, 0);
        if (typeof first === "string") return first;
        return first.value > 0
          ? { ...first, value: 1 / first.value }
          : "the first spike is not after the stimulus begins";
      }),
  },
  spike_count: {
    unit: "1",
    meaning: "number of spikes in the whole trace",
    measure: (response) => once(at(response.spikes.length, ...peaks(response))),
  },
  spike_count_stimint: {
    unit: "1",
    meaning: "number of peaks from the start to the stop of the stimulus; of the part that is on the trace",
    measure: (response) =>
      duringStimulus(response, (stimulus) => {
        const inside = peaksDuring(response, stimulus);
        return at(inside.length, ...inside);
      }),
  },
  number_initial_spikes: {
    unit: "1",
    meaning: "number of peaks in the first 10 % of the stimulus",
    measure: (response) =>
      duringStimulus(response, ({ start, stop }) => {
        const inside = peaks(response).filter(({ time }) => time >= start && time < start + 0.1 * (stop - start));
        return at(inside.length, ...inside);
      }),
  },
  mean_frequency: {
    unit: "Hz",
    meaning: "number of peaks in the stimulus over the time from its start to the last of them",
    measure: (response) =>
      duringStimulus(response, (stimulus) => {
        const inside = peaksDuring(response, stimulus);
        const last = inside.at(-1);
        if (!last) return "no spike falls into the stimulus";
        if (last.time === stimulus.start) return "the only spike in the stimulus is at its very start";
        return at(inside.length / (last.time - stimulus.start), ...inside);
      }),
  },
} as const satisfies Record<string, TraceFeature>;

/** The peaks of all spikes. */
export function peaks(response: Response): TracePoint[] {
  return response.spikes.map((spike) => peakOf(response, spike));
}

/** The peaks from the start to the stop of a stimulus, both included. */
export function peaksDuring(response: Response, { start, stop }: StimulusWindow): TracePoint[] {
  return peaks(response).filter(({ time }) => time >= start && time <= stop);
}

function latency(response: Response, { start }: StimulusWindow, i: number): Outcome {
  const spike = response.spikes[i];
  if (!spike) return tooFew(response, i + 1);
  const peak = peakOf(response, spike);
  return at(peak.time - start, { time: start, voltage: peak.voltage }, peak);
}
