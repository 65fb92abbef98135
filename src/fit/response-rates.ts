import { ExperimentError } from "../errors.ts";
import { sensitivityOf, spikeSensitivityOf, withSensitivities } from "../language/sensitivity.ts";
import type { Programs } from "../programs.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import { runSurvivors } from "../run/survivors.ts";
import type { RunOptions } from "../simulate.ts";
import type { Course } from "./courses.ts";
import type { Response } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";
import { planOf, type Responses, type RunSettings } from "./responses.ts";

/** Bytes of sensitivities that are kept at once. */
const mostBytes = 2 ** 28;

/** A course whose model has its sensitivities by the free numbers beside it. */
export interface DifferentiatedCourse extends Course {
  readonly potential?: string;
}

/**
 * The courses compiled with forward sensitivities by every free number. Undefined where the model has none (a refractory period, spikes
 * on the grid), they would not fit in memory, or the method is not adaptive: within one step of a fixed length an upstroke is so
 * coarse that derivatives of the equations are not those of the numbers. Differences are there.
 */
export function differentiatedCourses(
  courses: readonly Course[],
  free: readonly FreeNumber[],
  {
    programs,
    target,
    interleave,
    potential,
  }: RunOptions & { readonly programs: Programs; readonly potential?: string },
): DifferentiatedCourse[] | undefined {
  const names = free.map(({ parameter }) => parameter);
  try {
    return courses.map((course) => {
      const { experiment, compiled } = course.prepared;
      if (!compiled.steps.free.error) throw new ExperimentError("its steps do not follow an error", "method");
      if (potential !== undefined && !compiled.model.states.some(({ name }) => name === potential))
        throw new ExperimentError(`${potential} is no state, so it has no sensitivity`, "fit.potential");
      const { method, tolerance, spikeTimes, steps, every } = experiment;
      const observed = names.flatMap((name) => [
        ...(compiled.model.threshold ? [spikeSensitivityOf(name)] : []),
        ...(potential === undefined ? [] : [sensitivityOf(potential, name)]),
      ]);
      if (spikeTimes !== "exact" || (8 * observed.length * steps * course.sweeps.length) / every > mostBytes)
        throw new ExperimentError("its sensitivities are not exact, or too many to keep", "model");
      const made = programs.of(
        withSensitivities(compiled.model, names),
        {
          method,
          tolerance,
          spikeTimes,
          observed,
          perNeuron: new Set(experiment.axes.map(({ parameter }) => parameter)),
        },
        { neurons: course.sweeps.length, ...(target ? { target } : {}), ...(interleave ? { interleave } : {}) },
      );
      // one sample more, after the spikes of the last interval
      const longer = { ...experiment, steps: steps + every };
      return {
        ...course,
        prepared: { experiment: longer, ...made },
        ...(potential === undefined ? {} : { potential }),
      };
    });
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}

/**
 * How the spikes and potentials of a candidate move with each free number: for each of them the derivatives of the response to every
 * sweep, per SI unit of the number. Undefined where the run fails, or two spikes come between two samples.
 */
export function responseRates(
  courses: readonly DifferentiatedCourse[],
  free: readonly FreeNumber[],
  values: ArrayLike<number>,
  responses: Responses,
  { mostSpikes, scale, options }: RunSettings,
): readonly (readonly Response[])[] | undefined {
  if ("failure" in responses) return undefined;
  const rates: Response[][] = free.map(() => []);
  for (const course of courses) {
    const survivors = runSurvivors(planOf(course, free, [values], options), mostSpikes);
    let step = survivors.next();
    while (!step.done) step = survivors.next();
    const { recording, failed } = step.value;
    if (failed.size > 0) return undefined;
    const { dt, every } = course.prepared.experiment;
    for (const [member, sweep] of course.sweeps.entries()) {
      const { spikes, voltage } = responses[sweep]!;
      const after = Array.from(spikes, (time) => Math.floor(time / (dt * every) + 1e-9) + 1);
      const count = spikesOf(recording, member).filter((time) => time < course.duration).length;
      if (count !== spikes.length || after.some((place, k) => place === after[k + 1])) return undefined;
      for (const [k, { parameter }] of free.entries()) {
        const moved = spikes.length > 0 ? traceOf(recording, spikeSensitivityOf(parameter), member) : undefined;
        rates[k]![sweep] = {
          spikes: Float64Array.from(after, (place) => moved![place]!),
          ...(voltage && course.potential !== undefined
            ? { voltage: traceOf(recording, sensitivityOf(course.potential, parameter), member).map((v) => v * scale) }
            : {}),
        };
      }
    }
  }
  return rates;
}
