import { spikesBetween } from "../analysis/index.ts";
import { ExperimentError } from "../errors.ts";
import type { FitSweep } from "./fit-types.ts";
import type { Objective, Target } from "./objective.ts";

/** The length of a sweep in seconds: of its samples, or up to the end of its window. */
export function lengthOfSweep({ current, voltage, window }: FitSweep): number | undefined {
  if (current) return current.values.length / current.rate;
  if (voltage) return voltage.values.length / voltage.rate;
  return window?.stop;
}

/**
 * What a sweep says, for comparison.
 *
 * @param duration seconds that the model runs
 * @param interval seconds between the samples of the model's potential
 * @throws ExperimentError naming the sweep, where it lacks what an objective needs, or says what cannot be
 */
export function targetOf(
  sweep: FitSweep,
  k: number,
  objectives: readonly Objective[],
  { duration, interval }: { readonly duration: number; readonly interval: number },
): Target {
  const place = `data[${k}]`;
  const refuse = (problem: string, wayOut: string) => new ExperimentError(`${sweep.name} ${problem}`, place, wayOut);
  const { start, stop } = sweep.window ?? { start: 0, stop: duration };
  if (!(start >= 0 && start < stop && stop <= duration * (1 + 1e-9)))
    throw refuse(
      `is compared from ${start} s to ${stop} s, but runs from 0 s to ${duration} s`,
      "give a window inside",
    );
  for (const { name, needs } of objectives)
    for (const what of needs)
      if (what !== "likelihood" && !(what === "spikes" ? sweep.spikes?.length : sweep.voltage))
        throw refuse(`has no ${what}, which the objective ${name} compares`, "give it, or take another objective");
  const bad = sweep.voltage?.values.findIndex((value) => !Number.isFinite(value)) ?? -1;
  if (bad >= 0) throw refuse(`has a voltage of ${sweep.voltage!.values[bad]} at sample ${bad}`, "cut the sweep there");
  const needsVoltage = objectives.some(({ needs }) => needs.includes("voltage"));
  const samples = Math.floor(stop / interval - 1e-9) + 1;
  return {
    ...{ name: sweep.name, start, stop, stimulus: sweep.stimulus ?? { start, stop } },
    spikes: (sweep.spikes ?? []).map((train) => trainIn(train, { start, stop }, refuse)),
    ...(needsVoltage ? { voltage: { values: resampled(sweep.voltage!, samples, interval), interval } } : {}),
  };
}

function trainIn(
  train: Float64Array,
  window: { readonly start: number; readonly stop: number },
  refuse: (problem: string, wayOut: string) => ExperimentError,
): Float64Array {
  try {
    return spikesBetween(train, window);
  } catch (error) {
    throw refuse(`has spike times that are none: ${(error as Error).message}`, "give finite seconds, ascending");
  }
}

/** At k interval, on the straight lines between the samples. */
function resampled({ values, rate }: NonNullable<FitSweep["voltage"]>, count: number, interval: number): Float64Array {
  const last = values.length - 1;
  return Float64Array.from({ length: Math.min(count, Math.floor(last / (rate * interval) + 1e-9) + 1) }, (_, k) => {
    const place = Math.min(last, k * interval * rate);
    const before = Math.min(last, Math.floor(place + 1e-9));
    const fraction = Math.max(0, place - before);
    return fraction === 0
      ? values[before]!
      : values[before]! + fraction * (values[Math.min(last, before + 1)]! - values[before]!);
  });
}

/**
 * A current that is held from sample to sample, as the means over steps of dt: the charge is the same. A current whose samples last a
 * whole number of steps stays as it is.
 */
export function currentInSteps(
  { values, rate }: NonNullable<FitSweep["current"]>,
  dt: number,
): { readonly values: Float64Array; readonly interval: number } {
  const perSample = 1 / (rate * dt);
  if (perSample > 0.5 && Math.abs(perSample - Math.round(perSample)) < 1e-9)
    return { values, interval: Math.round(perSample) * dt };
  const count = Math.floor(values.length / rate / dt + 1e-9);
  const charge = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) charge[k + 1] = charge[k]! + values[k]!;
  const until = (place: number) => {
    const whole = Math.min(values.length - 1, Math.floor(place + 1e-9));
    return charge[whole]! + (place - whole) * values[whole]!;
  };
  const width = dt * rate;
  const means = Float64Array.from({ length: count }, (_, k) => (until((k + 1) * width) - until(k * width)) / width);
  return { values: means, interval: dt };
}
