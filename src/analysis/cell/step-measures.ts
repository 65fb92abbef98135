import { fitExponential } from "../features/fit-exponential.ts";
import type { StepWindow } from "./current-course.ts";
import { type ClampSweep, meanBetween } from "./sweep.ts";

/** What a sweep says about the answer to one step of current. SI; undefined where it does not say it. */
export interface StepMeasures {
  /** Seconds from the first sample. */
  readonly start: number;
  readonly stop: number;
  /** Mean voltage and current over the 100 ms before the step, or what there is of them. */
  readonly baseVoltage: number;
  readonly baseCurrent: number;
  /** Mean voltage over the last 100 ms of the step, or its last third where that is shorter. */
  readonly steadyVoltage: number;
  /** Mean current from 2 ms after the onset to the end, less the current before: the step itself. */
  readonly amplitude: number;
  /** Seconds of the spikes from the onset to the end of the step. */
  readonly spikes: Float64Array;
  /** Spikes of the step divided by its length, Hz. */
  readonly rate: number;
  /** From the onset to the first spike. */
  readonly latency?: number;
  /** The last interspike interval divided by the first; of three spikes or more. */
  readonly adaptation?: number;
  /** (steady - base)/amplitude in ohms, where no spike falls between the start of the base and the end of the step. */
  readonly resistance?: number;
  /** (steady - base)/(lowest - base) of a hyperpolarising step: less than 1 where the voltage sags back. */
  readonly sagRatio?: number;
  /** Time constant of the exponential nearest to a hyperpolarising answer. */
  readonly timeConstant?: number;
  /** The share of the variance of that answer which the exponential explains, at most 1. */
  readonly explained?: number;
}

/** Amperes: the answer to a smaller step drowns in noise. */
const least = 5e-12;

/**
 * Measures the answer to one step. The windows are those written at each measure; means over 100 ms stand for the noise of a
 * recording better than single samples.
 */
export function measureStep(sweep: ClampSweep, step: StepWindow, spikes: Float64Array): StepMeasures {
  const { rate, voltage, current } = sweep;
  const sample = (time: number): number => Math.round(time * rate);
  const [on, off] = [sample(step.start), sample(step.stop)];
  const before = Math.max(0, on - Math.round(0.1 * rate));
  const late = off - Math.min(Math.round(0.1 * rate), Math.floor((off - on) / 3));
  const baseVoltage = meanBetween(voltage, before, on);
  const baseCurrent = meanBetween(current, before, on);
  const steadyVoltage = meanBetween(voltage, late, off);
  const amplitude = meanBetween(current, on + Math.round(2e-3 * rate), off) - baseCurrent;
  const own = spikes.filter((time) => time >= step.start && time < step.stop);
  const isQuiet = !spikes.some((time) => time >= before / rate && time < step.stop);
  const isPassive = isQuiet && Math.abs(amplitude) > least && before < on;
  const fit = isPassive && amplitude < 0 ? relaxation(sweep, on, off) : undefined;
  return {
    start: step.start,
    stop: step.stop,
    baseVoltage,
    baseCurrent,
    steadyVoltage,
    amplitude,
    spikes: own,
    rate: own.length / (step.stop - step.start),
    ...(own.length > 0 && { latency: own[0]! - step.start }),
    ...(own.length > 2 && { adaptation: (own.at(-1)! - own.at(-2)!) / (own[1]! - own[0]!) }),
    ...(isPassive && { resistance: (steadyVoltage - baseVoltage) / amplitude }),
    ...(isPassive &&
      amplitude < 0 && { sagRatio: (steadyVoltage - baseVoltage) / (lowest(voltage, on, off) - baseVoltage) }),
    ...fit,
  };
}

/** From half a millisecond after the onset to the end of the step: V = p + q e^(-t/tau). */
function relaxation(
  { rate, voltage }: ClampSweep,
  on: number,
  off: number,
): Pick<StepMeasures, "timeConstant" | "explained"> | undefined {
  const values = voltage.subarray(on + Math.round(0.5e-3 * rate), off);
  const times = Float64Array.from({ length: values.length }, (_, k) => k / rate);
  const fit = fitExponential(times, values);
  if (!fit || !(fit.scale > 0)) return undefined;
  const mean = meanBetween(values, 0, values.length);
  let [all, left] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    all += (values[k]! - mean) ** 2;
    left += (values[k]! - fit.offset - fit.scale * Math.exp(-times[k]! / fit.tau)) ** 2;
  }
  return { timeConstant: fit.tau, explained: 1 - left / all };
}

function lowest(values: Float64Array, from: number, to: number): number {
  let low = Infinity;
  for (let k = from; k < to; k++) low = Math.min(low, values[k]!);
  return low;
}
