import type { Spike } from "./detect-spikes.ts";
import type { TraceFeature } from "./feature.ts";
import { beginOf, endOf, flanks, isMissing, middleOf, noDownstroke, slopeOf, steepest } from "./landmarks.ts";
import { at, type FeatureMeasurement, type Outcome, type TracePoint } from "./measurement.ts";
import { forEachSpike, peakOf, type Response } from "./response.ts";

/** Features of the action potential itself, one value a spike. */
export const spikeShape = {
  peak_voltage: {
    unit: "V",
    meaning: "highest sample of each spike; before a reset, the last one",
    measure: (response) =>
      forEachSpike(response, (spike) => {
        const peak = peakOf(response, spike);
        return at(peak.voltage, peak);
      }),
  },
  AP_begin_time: {
    unit: "s",
    meaning: "where dV/dt passes 10 V/s on the upstroke",
    measure: (response) => fromBegin(response, (begin) => at(begin.time, begin)),
  },
  AP_begin_voltage: {
    unit: "V",
    meaning: "spike threshold: the voltage where dV/dt passes 10 V/s on the upstroke",
    measure: (response) => fromBegin(response, (begin) => at(begin.voltage, begin)),
  },
  AP_amplitude: {
    unit: "V",
    meaning: "from AP_begin_voltage to the peak",
    measure: (response) => fromBegin(response, (begin, peak) => at(peak.voltage - begin.voltage, begin, peak)),
  },
  AP_rise_time: {
    unit: "s",
    meaning: "from AP_begin_time to the peak",
    measure: (response) => fromBegin(response, (begin, peak) => at(peak.time - begin.time, begin, peak)),
  },
  AP_rise_rate: {
    unit: "V/s",
    meaning: "AP_amplitude/AP_rise_time",
    measure: (response) =>
      fromBegin(response, (begin, peak) => at((peak.voltage - begin.voltage) / (peak.time - begin.time), begin, peak)),
  },
  AP_fall_time: {
    unit: "s",
    meaning: "from the peak to where dV/dt passes -12 V/s at the end of the downstroke",
    measure: (response) => toEnd(response, (peak, end) => at(end.time - peak.time, peak, end)),
  },
  AP_fall_rate: {
    unit: "V/s",
    meaning: "change of voltage over AP_fall_time, negative",
    measure: (response) =>
      toEnd(response, (peak, end) => at((end.voltage - peak.voltage) / (end.time - peak.time), peak, end)),
  },
  AP_duration: {
    unit: "s",
    meaning: "from AP_begin_time to the end of AP_fall_time",
    measure: (response) =>
      forEachSpike(response, (_, i) => {
        const [begin, end] = [beginOf(response, i), endOf(response, i)];
        if (isMissing(begin)) return begin;
        return isMissing(end) ? end : at(end.time - begin.time, begin, end);
      }),
  },
  AP_duration_half_width: {
    unit: "s",
    meaning: "width of the spike halfway from AP_begin_voltage to its peak",
    measure: (response) =>
      fromBegin(response, (begin, peak, spike, i) => width(response, spike, i, (begin.voltage + peak.voltage) / 2)),
  },
  AP_width: {
    unit: "s",
    meaning: "width of the spike at the threshold of its detection",
    measure: (response) =>
      forEachSpike(response, (spike, i) => {
        const { threshold } = response;
        if (threshold === undefined) return "the spikes were not detected by a threshold";
        return width(response, spike, i, threshold);
      }),
  },
  AP_peak_upstroke: {
    unit: "V/s",
    meaning: "steepest rise between two samples of the upstroke",
    measure: (response) =>
      forEachSpike(response, ({ peak }, i) => {
        const from = response.spikes[i - 1]?.trough ?? 0;
        return peak > from ? steepestAt(response, from, peak, 1) : "the spike is one sample, without an upstroke";
      }),
  },
  AP_peak_downstroke: {
    unit: "V/s",
    meaning: "steepest fall between two samples of the downstroke, negative",
    measure: (response) =>
      forEachSpike(response, ({ peak, trough, reset }) =>
        reset ? noDownstroke : steepestAt(response, peak, trough, -1),
      ),
  },
  AP_phaseslope: {
    unit: "1/s",
    meaning: "slope of dV/dt against V where the spike begins, over about two samples to either side",
    measure: (response) =>
      forEachSpike(response, (_, i) => {
        const { trace } = response;
        const begin = beginOf(response, i);
        if (isMissing(begin)) return begin;
        const [first, last] = [begin.segment - 1, begin.segment + 2];
        if (first < 1 || last >= trace.time.length) return "the trace has not two samples to either side of the begin";
        const [a, b] = [middleOf(trace, first), middleOf(trace, last)];
        if (a.voltage === b.voltage) return "the voltage does not change around the begin";
        return at((slopeOf(trace, last) - slopeOf(trace, first)) / (b.voltage - a.voltage), a, b);
      }),
  },
} as const satisfies Record<string, TraceFeature>;

function fromBegin(
  response: Response,
  outcome: (begin: TracePoint, peak: TracePoint, spike: Spike, i: number) => Outcome,
): FeatureMeasurement {
  return forEachSpike(response, (spike, i) => {
    const begin = beginOf(response, i);
    return isMissing(begin) ? begin : outcome(begin, peakOf(response, spike), spike, i);
  });
}

function toEnd(response: Response, outcome: (peak: TracePoint, end: TracePoint) => Outcome): FeatureMeasurement {
  return forEachSpike(response, (spike, i) => {
    const end = endOf(response, i);
    return isMissing(end) ? end : outcome(peakOf(response, spike), end);
  });
}

function width({ trace, spikes }: Response, spike: Spike, i: number, level: number): Outcome {
  const sides = flanks(trace, spike, level, spikes[i - 1]?.trough ?? 0);
  return isMissing(sides) ? sides : at(sides[1].time - sides[0].time, ...sides);
}

function steepestAt({ trace }: Response, from: number, to: number, sign: 1 | -1): Outcome {
  const k = steepest(trace, from, to, sign);
  return at(slopeOf(trace, k), middleOf(trace, k));
}
