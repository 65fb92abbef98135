import { isMissing, type Missing } from "./landmarks.ts";
import type { Value } from "./measurement.ts";
import { inMs, noStimulus, type Response } from "./response.ts";
import { meanHeld, meanOver } from "./trace.ts";

/** The mean voltage of a stretch of the trace. */
export interface Level {
  readonly start: number;
  readonly stop: number;
  readonly voltage: number;
}

/** The mean voltage from `start` to `stop`, or why the trace has none there; `what` says what the stretch is. */
export function levelOver(response: Response, start: number, stop: number, what: string): Level | Missing {
  const { time, voltage } = response.trace;
  const last = time[time.length - 1]!;
  if (!(start < stop)) return `${what} is empty`;
  if (start < time[0]! || stop > last)
    return `${what}, ${inMs(start)} to ${inMs(stop)}, is not within the trace, ${inMs(time[0]!)} to ${inMs(last)}`;
  return { start, stop, voltage: meanOver(time, voltage, start, stop) };
}

/** voltage_base: the mean over the last tenth of the time before the stimulus. */
export function baseOf(response: Response): Level | Missing {
  const { stimulus, time } = response.trace;
  if (!stimulus) return noStimulus;
  const { start } = stimulus;
  return levelOver(response, start - 0.1 * (start - time[0]!), start, "the time before the stimulus");
}

/** The mean over all the time before the stimulus. */
export function wholeBaseOf(response: Response): Level | Missing {
  const { stimulus, time } = response.trace;
  if (!stimulus) return noStimulus;
  return levelOver(response, time[0]!, stimulus.start, "the time before the stimulus");
}

/** The mean over a part of the stimulus, given as fractions of its length. */
export function levelDuring(response: Response, from: number, to: number, what: string): Level | Missing {
  const { stimulus } = response.trace;
  if (!stimulus) return noStimulus;
  const { start, stop } = stimulus;
  return levelOver(response, start + from * (stop - start), to === 1 ? stop : start + to * (stop - start), what);
}

/** steady_state_voltage_stimend: the mean over the last tenth of the stimulus. */
export function steadyOf(response: Response): Level | Missing {
  return levelDuring(response, 0.9, 1, "the last tenth of the stimulus");
}

/** The number is the level itself, read over its stretch. */
export function ofLevel(level: Level | Missing): Value | Missing {
  return isMissing(level) ? level : { value: level.voltage, place: { kind: "window", ...level } };
}

/** How far `to` is above `from`, read at `to`. */
export function rise(from: Level | Missing, to: Level | Missing): Value | Missing {
  if (isMissing(from)) return from;
  if (isMissing(to)) return to;
  return { value: to.voltage - from.voltage, place: { kind: "window", ...to } };
}

/** Amperes of the stimulus above what is injected before it; where it is not named, from the trace's current. */
export function amplitudeOf(response: Response): number | Missing {
  const { stimulus, current, time } = response.trace;
  if (!stimulus) return noStimulus;
  if (stimulus.amplitude !== undefined)
    return stimulus.amplitude === 0 ? "the stimulus has an amplitude of 0" : stimulus.amplitude;
  if (!current) return "neither the stimulus's amplitude nor the current is given";
  const [base, steady] = [baseOf(response), steadyOf(response)];
  if (isMissing(base)) return base;
  if (isMissing(steady)) return steady;
  const [before, during] = [base, steady].map(({ start, stop }) => meanHeld(time, current, start, stop));
  if (before === undefined || during === undefined) return "no sample of the current lies before or in the stimulus";
  return during === before ? "the current does not change with the stimulus" : during - before;
}
