import type { Spike } from "./detect-spikes.ts";
import type { TracePoint } from "./measurement.ts";
import type { Response } from "./response.ts";
import { crossingTime, type VoltageTrace, valueAt } from "./trace.ts";

/** A reason instead of a landmark. */
export type Missing = string;

/** Tells a landmark or a level from the reason why it is missing. */
export function isMissing(landmark: unknown): landmark is Missing {
  return typeof landmark === "string";
}

/** A place where dV/dt has a given value, and the segments between samples around it. */
export interface SlopePoint extends TracePoint {
  /** dV/dt passes the value between the middles of the segments that end at samples `segment` and `segment + 1`. */
  readonly segment: number;
}

/** dV/dt between the samples k - 1 and k, in V/s: second-order accurate in the middle of the segment. */
export function slopeOf({ time, voltage }: VoltageTrace, k: number): number {
  return (voltage[k]! - voltage[k - 1]!) / (time[k]! - time[k - 1]!);
}

/** The middle of the segment between the samples k - 1 and k. */
export function middleOf({ time, voltage }: VoltageTrace, k: number): TracePoint {
  return { time: (time[k - 1]! + time[k]!) / 2, voltage: (voltage[k - 1]! + voltage[k]!) / 2 };
}

/** The steepest segment of those that end at the samples from + 1 to `to`; `sign` -1 for the steepest fall. */
export function steepest(trace: VoltageTrace, from: number, to: number, sign: 1 | -1): number {
  let best = from + 1;
  for (let k = from + 2; k <= to; k++) if (sign * slopeOf(trace, k) > sign * slopeOf(trace, best)) best = k;
  return best;
}

/**
 * Where spike i begins: dV/dt last passes `beginSlope` before its steepest rise. (eFEL asks for 10 V/s at five points in a
 * row, which depends on the sampling; on a smooth trace both are the same place.)
 */
export function beginOf(response: Response, i: number): SlopePoint | Missing {
  const { trace, spikes, beginSlope } = response;
  const from = spikes[i - 1]?.trough ?? 0;
  const { peak } = spikes[i]!;
  if (peak <= from) return "the spike is one sample, without an upstroke";
  let k = steepest(trace, from, peak, 1);
  if (slopeOf(trace, k) < beginSlope)
    return `dV/dt stays below ${beginSlope} V/s before the peak: there is no upstroke`;
  while (k > from && slopeOf(trace, k) >= beginSlope) k--;
  if (k === from) return "the upstroke is under way where the trace begins or the spike before ends";
  return slopePoint(trace, k, beginSlope);
}

/** Where spike i ends: dV/dt passes `endSlope` again after its steepest fall. */
export function endOf(response: Response, i: number): SlopePoint | Missing {
  const { trace, spikes, endSlope } = response;
  const spike = spikes[i]!;
  if (spike.reset) return noDownstroke;
  const last = trace.time.length - 1;
  let k = steepest(trace, spike.peak, spike.trough, -1);
  if (slopeOf(trace, k) > endSlope) return `dV/dt stays above ${endSlope} V/s after the peak: there is no downstroke`;
  while (k < last && slopeOf(trace, k + 1) <= endSlope) k++;
  return k === last ? "the trace ends in the downstroke" : slopePoint(trace, k, endSlope);
}

/** Where the rising and the falling side of a spike pass a voltage, nearest to the peak. */
export function flanks(
  trace: VoltageTrace,
  spike: Spike,
  level: number,
  from: number,
): [TracePoint, TracePoint] | Missing {
  const { time, voltage } = trace;
  if (spike.reset) return noDownstroke;
  let up = spike.peak;
  while (up > from && voltage[up - 1]! >= level) up--;
  let down = spike.peak + 1;
  while (down < spike.trough && voltage[down]! > level) down++;
  if (up === from || voltage[down]! > level) return "the spike does not reach the level on both sides of its peak";
  return [
    { time: crossingTime(time, voltage, up, level), voltage: level },
    { time: crossingTime(time, voltage, down, level), voltage: level },
  ];
}

/** Why a spike has no falling side. */
export const noDownstroke = "the spike ends in a reset: there is no downstroke";

function slopePoint(trace: VoltageTrace, segment: number, slope: number): SlopePoint {
  const [before, after] = [slopeOf(trace, segment), slopeOf(trace, segment + 1)];
  const [left, right] = [middleOf(trace, segment).time, middleOf(trace, segment + 1).time];
  const time = left + ((slope - before) / (after - before)) * (right - left);
  return { time, voltage: valueAt(trace.time, trace.voltage, time), segment };
}
