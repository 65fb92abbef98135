import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { PresetDocument } from "../experiment-preset.ts";
import { definitionOf } from "../experiment-resolve.ts";
import { checkModel } from "../language/check.ts";
import type { Programs } from "../programs.ts";
import { partOf } from "../progress.ts";
import { dimensions } from "../quantity/dimension.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import { runSurvivors } from "../run/survivors.ts";
import type { RunOptions } from "../simulate.ts";
import { conditionedModel } from "./conditioned-model.ts";
import { type Course, coursesOf, usualStep } from "./courses.ts";
import type { FitSettings, FitSweep } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";
import { planOf } from "./responses.ts";
import { lengthOfSweep } from "./targets.ts";

/** A spike train of the data, and the run of the model that is told to fire so. */
interface Conditioned {
  readonly course: Course;
  readonly sweep: number;
  /** Spikes that it is told. */
  readonly spikes: number;
  /** Samples of the logarithm: the first and the last of the window. */
  readonly from: number;
  readonly to: number;
}

/** The logarithm of the likelihood of each sweep; or why there is none. */
export type LogLikelihoods = readonly number[] | { readonly failure: string };

export interface SpikeLikelihood {
  /** Yields the part done. */
  of(candidates: readonly ArrayLike<number>[], free: readonly FreeNumber[]): Generator<number, LogLikelihoods[]>;
}

/** Seconds from one sample of the logarithm to the next. */
const sampling = 1e-3;
/**
 * Part of a step by which what the neuron is told comes before the step: so the end of a step, where spikes are drawn, reads the sample of
 * the next one, whatever the rounding; near enough to the grid to be on it.
 */
const early = 2 ** -22;
/** Where the experiment names no method: of second order in the integral of the rate, and without a step of its own. */
const usualMethod = "heun";

/**
 * How likely a model with escape noise makes the spikes of the data, repeat by repeat: it is run under the measured current, and told to
 * fire when the cell did.
 *
 * @throws ExperimentError for a model that does not draw its spikes, and for sweeps without a current or with two spikes in a step
 */
export function spikeLikelihood(
  fit: FitSettings,
  experiment: PresetDocument,
  sweeps: readonly FitSweep[],
  options: RunOptions & { readonly programs: Programs },
): SpikeLikelihood {
  const definition = definitionOf(experiment);
  const { definition: model, told, logLikelihood } = conditionedModel(definition);
  const { preset: _, ...rest } = experiment;
  const [first] = checkModel(definition, []).inputs;
  const currentTo = fit.currentTo ?? first?.name;
  const conditioned = sweeps.flatMap((sweep, k) => {
    if (!sweep.current)
      throw new ExperimentError(
        `${sweep.name} has no current`,
        `data[${k}]`,
        "the likelihood needs the current that was measured",
      );
    const dt = quantityAt(experiment.dt ?? usualStep(sweep), "experiment.dt", dimensions.second).value;
    const every = Math.max(1, Math.round(sampling / dt)) * dt;
    const end = lengthOfSweep(sweep)!;
    const { start, stop } = sweep.window ?? { start: 0, stop: end };
    // One sample more, which is the sum at the end.
    const duration = milliseconds((Math.floor(end / every + 1e-6) + 1) * every);
    return (sweep.spikes ?? []).map((train): Conditioned => {
      const steps = stepsWithSpike(train, dt, end, { name: sweep.name, place: `data[${k}]` });
      const values = new Array<number>(Math.floor(end / dt + 1e-6) + 1).fill(0);
      for (const step of steps) values[step + 1] = 1;
      const own: PresetDocument = {
        ...{ method: usualMethod, ...rest, model, duration },
        input: [
          // What drove the model's only input still does, now that there are two.
          ...(experiment.input ?? []).map((own) => (first ? { to: first.name, ...own } : own)),
          {
            ...{ stimulus: "samples" as const, to: told, values, unit: "1" },
            ...{ start: milliseconds(-early * dt), interval: milliseconds(dt) },
          },
        ],
        record: { every: milliseconds(every) },
      };
      const { courses } = coursesOf({ ...fit, ...(currentTo ? { currentTo } : {}) }, own, [sweep], {
        ...options,
        observed: logLikelihood,
      });
      const [course] = courses as [Course];
      if (course.prepared.compiled.model.states.some(({ noise }) => noise.length > 0))
        throw new ExperimentError(
          "the stimulus is noise of each run, so the likelihood is a mean over all of it",
          "experiment.input",
          "take frozen noise, or another objective",
        );
      return {
        ...{ course, sweep: k, spikes: steps.length },
        ...{ from: Math.round(start / every), to: Math.round(stop / every) },
      };
    });
  });
  return {
    *of(candidates, free) {
      const found: (number[] | { failure: string })[] = candidates.map(() => sweeps.map(() => 0));
      for (const [c, { course, sweep, spikes, from, to }] of conditioned.entries()) {
        const survivors = runSurvivors(planOf(course, free, candidates, options), spikes + 1);
        const { recording, failed } = yield* partOf(survivors, c / conditioned.length, (c + 1) / conditioned.length);
        for (const [m, own] of found.entries()) {
          if ("failure" in own) continue;
          const failure = failed.get(m) ?? (spikesOf(recording, m).length < spikes ? tooClose : undefined);
          const sum = failure === undefined ? traceOf(recording, logLikelihood, m) : undefined;
          if (sum) own[sweep]! += sum[to]! - sum[from]!;
          else found[m] = { failure: failure! };
        }
      }
      return found;
    },
  };
}

function milliseconds(seconds: number): string {
  return `${Number((seconds * 1e3).toPrecision(14))} ms`;
}

const tooClose = "a spike of the data falls into the refractory period";

/** The steps at whose end the spikes are drawn. */
function stepsWithSpike(
  train: Float64Array,
  dt: number,
  end: number,
  { name, place }: { readonly name: string; readonly place: string },
): Float64Array {
  const steps = train.filter((time) => time < end - dt / 2).map((time) => Math.max(0, Math.ceil(time / dt - 1e-6) - 1));
  const double = steps.findIndex((step, k) => step === steps[k + 1]);
  if (double < 0) return steps;
  throw new ExperimentError(
    `${name} has two spikes in one step, at ${train[double]} s`,
    place,
    "a step holds one drawn spike at most; take a shorter dt",
  );
}
