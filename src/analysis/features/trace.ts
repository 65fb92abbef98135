import { firstFrom } from "../train.ts";

/** A recorded or computed membrane potential. SI throughout. */
export interface VoltageTrace {
  /** Seconds, ascending; the steps may differ. */
  readonly time: Float64Array;
  /** Volts, one for each time. */
  readonly voltage: Float64Array;
  /** Injected current in amperes, one for each time. */
  readonly current?: Float64Array;
  readonly stimulus?: StimulusWindow;
}

/** The step of current that the trace answers. It may reach beyond the trace. */
export interface StimulusWindow {
  /** Seconds, on the clock of the trace. */
  readonly start: number;
  /** Seconds, after `start`. */
  readonly stop: number;
  /** Amperes above the holding current. Left out, it is read from the trace's current where there is one. */
  readonly amplitude?: number;
}

/** Throws a RangeError that says what is wrong with a trace, and at which sample. */
export function checkTrace({ time, voltage, current, stimulus }: VoltageTrace): void {
  if (time.length < 2) throw new RangeError(`a trace needs at least 2 samples, but has ${time.length}`);
  for (const [name, values] of Object.entries({ voltage, ...(current ? { current } : {}) })) {
    if (values.length !== time.length)
      throw new RangeError(`${name} has ${values.length} samples, but time has ${time.length}`);
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      throw new RangeError(`${name}[${bad}] is ${values[bad]}; cut the trace there or leave the sample out`);
  }
  const bad = time.findIndex((t, k) => !Number.isFinite(t) || (k > 0 && t <= time[k - 1]!));
  if (bad >= 0)
    throw new RangeError(
      `time must ascend, but time[${bad}] is ${time[bad]}${bad > 0 ? ` after ${time[bad - 1]}` : ""}`,
    );
  if (!stimulus) return;
  const { start, stop, amplitude } = stimulus;
  if (!(Number.isFinite(start) && Number.isFinite(stop) && start < stop))
    throw new RangeError(`a stimulus must stop after it starts, but starts at ${start} s and stops at ${stop} s`);
  if (amplitude !== undefined && !Number.isFinite(amplitude))
    throw new RangeError(`the amplitude of the stimulus is ${amplitude}`);
}

/** The value at t on the straight lines between the samples; t within the trace. */
export function valueAt(time: Float64Array, values: Float64Array, t: number): number {
  const k = Math.min(Math.max(firstFrom(time, t), 1), time.length - 1);
  const fraction = (t - time[k - 1]!) / (time[k]! - time[k - 1]!);
  return values[k - 1]! + fraction * (values[k]! - values[k - 1]!);
}

/** The time between the samples k - 1 and k at which the straight line between them has the value x. */
export function crossingTime(time: Float64Array, values: Float64Array, k: number, x: number): number {
  const fraction = (x - values[k - 1]!) / (values[k]! - values[k - 1]!);
  return time[k - 1]! + fraction * (time[k]! - time[k - 1]!);
}

/** The mean over [from, to] of the straight lines between the samples; the window within the trace, from < to. */
export function meanOver(time: Float64Array, values: Float64Array, from: number, to: number): number {
  let area = 0;
  let t = from;
  let value = valueAt(time, values, from);
  for (let k = firstFrom(time, from); k < time.length && time[k]! < to; k++) {
    area += ((value + values[k]!) / 2) * (time[k]! - t);
    t = time[k]!;
    value = values[k]!;
  }
  area += ((value + valueAt(time, values, to)) / 2) * (to - t);
  return area / (to - from);
}

/** The mean over [from, to) of values that are held from each sample to the next, as an injected current is. */
export function meanHeld(time: Float64Array, values: Float64Array, from: number, to: number): number | undefined {
  let [area, length] = [0, 0];
  for (let k = firstFrom(time, from); k + 1 < time.length && time[k]! < to; k++) {
    area += values[k]! * (time[k + 1]! - time[k]!);
    length += time[k + 1]! - time[k]!;
  }
  return length > 0 ? area / length : undefined;
}
