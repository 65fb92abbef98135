import { ExperimentError } from "../errors.ts";
import { parseExperiment } from "../experiment.ts";
import { setPlace } from "../experiment-place.ts";
import type { PresetDocument } from "../experiment-preset.ts";
import { modelOf, resolveExperiment } from "../experiment-resolve.ts";
import { modelNamed } from "../models/index.ts";
import { Programs } from "../programs.ts";
import { partOf } from "../progress.ts";
import { dimensionless, dimensions, sameDimension } from "../quantity/dimension.ts";
import { formatQuantity, fromUnit } from "../quantity/quantity.ts";
import type { RunOptions } from "../simulate.ts";
import { lossOf } from "./candidate-loss.ts";
import { type RunPlan, runsOf } from "./candidate-runs.ts";
import { type Course, coursesOf, drawsRandom } from "./courses.ts";
import { parseFit, type ReadObjective, readObjectives } from "./fit-schema.ts";
import type { Evaluation, FitDocument, FitSweep, Response, Wanted } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";
import type { Target } from "./objective.ts";
import { differentiatedCourses, responseRates } from "./response-rates.ts";
import { spikeLikelihood } from "./spike-likelihood.ts";
import { targetOf } from "./targets.ts";

/** A fit made ready: compiled, with the data read. Evaluate as many candidates as you like. */
export interface FitProblem {
  readonly document: FitDocument;
  readonly free: readonly FreeNumber[];
  /** The names of the objectives; a second one of a name is `gamma 2`. */
  readonly objectives: readonly string[];
  readonly sweeps: readonly FitSweep[];
  /**
   * Of each candidate that is evaluated: 1; where the model draws random numbers, as many with noise of their own; none where only the
   * likelihood of the data's spikes counts.
   */
  readonly runs: number;
  /** Whether evaluations may have exact derivatives: the model has sensitivities, and every objective follows them. */
  readonly hasJacobian: boolean;
  /** Neuron-steps of one candidate. */
  readonly stepsOfCandidate: number;
  /** What candidates are worth. SI, one value for each free number. With residuals, unless they are not wanted. */
  evaluate(candidates: readonly ArrayLike<number>[], what?: Wanted): Evaluation[];
  /** Like `evaluate`, chunk by chunk: between them the caller may wait or stop. Yields the part done. */
  evaluation(candidates: readonly ArrayLike<number>[], what?: Wanted): Generator<number, Evaluation[]>;
  /** How the model answers each sweep with these values; or why not. With the potential, also where no objective asks for it. */
  respond(values: ArrayLike<number>): readonly Response[] | { readonly failure: string };
  /** The experiment with these values in its places. */
  experimentOf(values: ArrayLike<number>): PresetDocument;
}

/** Runs of a candidate with noise. */
const usualRepeats = 8;
/** Bytes of potentials that are kept at once. */
const mostTraces = 2 ** 28;

/**
 * Makes a fit ready: reads the document, compiles the model once with every free number as a parameter of each neuron, and puts
 * the data beside it.
 *
 * @throws ExperimentError naming the place in the document, or the sweep; and as `prepareExperiment`
 */
export function prepareFit(json: unknown, sweeps: readonly FitSweep[], options: RunOptions = {}): FitProblem {
  const document = parseFit(json);
  const { fit, experiment } = document;
  const objectives = readObjectives(fit);
  const kept = { programs: new Programs(), ...options };
  const [needsVoltage, needsLikelihood] = (["voltage", "likelihood"] as const).map((what) =>
    objectives.some(({ objective }) => objective.needs.includes(what)),
  ) as [boolean, boolean];
  const potential = potentialOf(experiment, fit.potential);
  const made = coursesOf(fit, experiment, sweeps, { ...kept, ...(needsVoltage ? { observed: potential.name } : {}) });
  const { courses, free } = made;
  const targets = targetsOf(courses, sweeps, objectives);
  const comparisons = objectives.map(({ objective, settings, document: own }) =>
    objective.comparison(targets, settings, own),
  );
  const mostSpikes =
    fit.mostSpikes ??
    Math.max(1000, 10 * Math.max(...targets.flatMap(({ spikes }) => spikes.map(({ length }) => length)), 0));
  const settings = { mostSpikes, scale: potential.scale, options: kept };
  const differentiated = once(() =>
    differentiatedCourses(courses, free, { ...kept, ...(needsVoltage ? { potential: potential.name } : {}) }),
  );
  const runs = courses.some(({ prepared }) => drawsRandom(prepared)) ? (fit.repeats ?? usualRepeats) : 1;
  const isRun = objectives.some(({ objective }) => !objective.needs.includes("likelihood"));
  const plan: RunPlan = {
    ...{ courses, free, settings, runs: isRun ? runs : 0, sweeps: sweeps.length },
    likelihood: needsLikelihood ? spikeLikelihood(fit, experiment, sweeps, kept) : undefined,
  };
  const hasJacobian =
    runs === 1 &&
    fit.polish === "levenberg-marquardt" &&
    objectives.every(({ objective }) => objective.isSmooth) &&
    differentiated() !== undefined;

  function* evaluation(
    candidates: readonly ArrayLike<number>[],
    what: Wanted = { residuals: true },
  ): Generator<number, Evaluation[]> {
    for (const values of candidates) checkValues(values, free);
    const evaluations: Evaluation[] = [];
    const bytes = needsVoltage
      ? courses.reduce((sum, course) => sum + 8 * samplesOf(course) * course.sweeps.length, 0)
      : 0;
    const together = Math.max(1, bytes > 0 ? Math.floor(mostTraces / bytes / runs) : candidates.length);
    for (let from = 0; from < candidates.length; from += together) {
      const part = candidates.slice(from, from + together);
      const end = from + part.length;
      const answers = yield* partOf(runsOf(part, plan), from / candidates.length, end / candidates.length);
      for (const [k, answer] of answers.entries()) {
        const ratesAt = () =>
          hasJacobian ? responseRates(differentiated()!, free, part[k]!, answer[0]!, settings) : undefined;
        evaluations.push(lossOf(answer, { targets, objectives, comparisons }, what, ratesAt));
      }
    }
    return evaluations;
  }

  const passesOf = (sweep: number): number => plan.runs + (needsLikelihood ? (sweeps[sweep]!.spikes ?? []).length : 0);
  let observed = needsVoltage ? courses : undefined;
  const withPotential = () => {
    observed ??= coursesOf(fit, experiment, sweeps, { ...kept, observed: potential.name }).courses;
    return observed;
  };
  return {
    ...{ document, free, sweeps, runs: plan.runs, evaluation, hasJacobian },
    objectives: objectives.map(({ label }) => label),
    stepsOfCandidate: courses.reduce(
      (sum, { prepared, sweeps: own }) => sum + prepared.experiment.steps * own.reduce((n, k) => n + passesOf(k), 0),
      0,
    ),
    evaluate: (candidates, what) => finished(evaluation(candidates, what)),
    respond(values) {
      checkValues(values, free);
      const [answers] = finished(runsOf([values], { ...plan, runs, courses: withPotential(), likelihood: undefined }));
      const failed = answers!.find((answer) => "failure" in answer);
      if (failed) return failed;
      const [first, ...rest] = answers as [readonly Response[], ...(readonly Response[])[]];
      return first.map((own, k) =>
        rest.length === 0 ? own : { ...own, others: rest.map((answer) => answer[k]!.spikes) },
      );
    },
    experimentOf: (values) =>
      free.reduce<PresetDocument>(
        (at, { name, dimension }, k) =>
          setPlace(at as never, name, formatQuantity(values[k]!, dimension), "fit.free") as unknown as PresetDocument,
        experiment,
      ),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function finished<T>(generator: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
  }
}

function checkValues(values: ArrayLike<number>, free: readonly FreeNumber[]): void {
  if (values.length !== free.length)
    throw new RangeError(
      `a candidate has ${free.length} values (${free.map(({ name }) => name).join(", ")}), not ${values.length}`,
    );
}

function samplesOf({ prepared: { experiment } }: Course): number {
  return experiment.variables.length > 0 ? Math.ceil(experiment.steps / experiment.every) : 0;
}

/** The variable that stands for the membrane potential, and how many volts its unit is. */
function potentialOf({ model, ...rest }: PresetDocument, asked: string | undefined): { name: string; scale: number } {
  const silent = parseExperiment({ ...rest, model, input: [], duration: "1 ms", dt: "1 ms" });
  const checked = modelOf(resolveExperiment({ ...silent, record: {} }));
  const variables = [...checked.states, ...checked.subexpressions];
  const found = asked === undefined ? variables[0] : variables.find(({ name }) => name === asked);
  if (!found)
    throw new ExperimentError(
      `the model has no variable "${asked}"`,
      "fit.potential",
      `it has ${variables.map(({ name }) => name).join(", ")}`,
    );
  if (sameDimension(found.dimension, dimensions.volt)) return { name: found.name, scale: 1 };
  const unit = typeof model === "string" ? modelNamed(model).potentialUnit : undefined;
  if (sameDimension(found.dimension, dimensionless) && unit !== undefined)
    return { name: found.name, scale: fromUnit(unit)(1) };
  return { name: found.name, scale: Number.NaN };
}

function targetsOf(
  courses: readonly Course[],
  sweeps: readonly FitSweep[],
  objectives: readonly ReadObjective[],
): Target[] {
  const targets: Target[] = [];
  for (const { sweeps: places, duration, prepared } of courses)
    for (const k of places)
      targets[k] = targetOf(
        sweeps[k]!,
        k,
        objectives.map(({ objective }) => objective),
        { duration, interval: prepared.experiment.dt * prepared.experiment.every },
      );
  return targets;
}
