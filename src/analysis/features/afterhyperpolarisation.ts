import type { TraceFeature } from "./feature.ts";
import { beginOf, endOf, isMissing } from "./landmarks.ts";
import { baseOf, levelOver, ofLevel } from "./levels.ts";
import { at, collect } from "./measurement.ts";
import { forEachSpike, once, peakOf, type Response, sample, tooFew } from "./response.ts";

/** Features of the trough after a spike: the first minimum that the next two samples do not undercut. */
export const afterhyperpolarisation = {
  AHP_depth_abs: {
    unit: "V",
    meaning: "voltage of the first minimum after each peak",
    measure: (response) =>
      forEachSpike(response, ({ trough }) => {
        const point = sample(response.trace, trough);
        return at(point.voltage, point);
      }),
  },
  AHP_depth: {
    unit: "V",
    meaning: "AHP_depth_abs above voltage_base: negative where the trough is below it",
    measure: (response) => {
      const base = baseOf(response);
      if (isMissing(base)) return once(base);
      return forEachSpike(response, ({ trough }) => {
        const point = sample(response.trace, trough);
        return at(point.voltage - base.voltage, { time: point.time, voltage: base.voltage }, point);
      });
    },
  },
  AHP_time_from_peak: {
    unit: "s",
    meaning: "from each peak to the first minimum after it",
    measure: (response) =>
      forEachSpike(response, (spike) => {
        const [peak, trough] = [peakOf(response, spike), sample(response.trace, spike.trough)];
        return at(trough.time - peak.time, peak, trough);
      }),
  },
  fast_AHP: {
    unit: "V",
    meaning: "AP_begin_voltage above the first minimum after the peak, for all spikes but the last",
    measure: (response) =>
      collect(
        response.spikes.slice(0, -1).map(({ trough }, i) => {
          const [begin, point] = [beginOf(response, i), sample(response.trace, trough)];
          return isMissing(begin) ? begin : at(begin.voltage - point.voltage, begin, point);
        }),
        tooFew(response, 2),
      ),
  },
  min_voltage_between_spikes: {
    unit: "V",
    meaning: "lowest voltage between two successive peaks",
    measure: (response) =>
      collect(
        response.spikes.slice(1).map(({ peak }, i) => {
          const point = sample(response.trace, lowest(response, response.spikes[i]!.peak, peak));
          return at(point.voltage, point);
        }),
        tooFew(response, 2),
      ),
  },
  depolarized_base: {
    unit: "V",
    meaning: "mean voltage from the end of one spike to the begin of the next",
    measure: (response) =>
      collect(
        response.spikes.slice(1).map((_, i) => {
          const [end, begin] = [endOf(response, i), beginOf(response, i + 1)];
          if (isMissing(end)) return end;
          if (isMissing(begin)) return begin;
          const base = levelOver(response, end.time, begin.time, "the time between two spikes");
          return isMissing(base) ? base : ofLevel(base);
        }),
        tooFew(response, 2),
      ),
  },
} as const satisfies Record<string, TraceFeature>;

function lowest({ trace: { voltage } }: Response, from: number, to: number): number {
  let best = from;
  for (let k = from + 1; k < to; k++) if (voltage[k]! < voltage[best]!) best = k;
  return best;
}
