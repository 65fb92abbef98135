import { ExperimentError } from "../errors.ts";
import { parseExperiment } from "../experiment.ts";
import { setPlace } from "../experiment-place.ts";
import type { PresetDocument } from "../experiment-preset.ts";
import { resolveExperiment } from "../experiment-resolve.ts";
import { checkModel } from "../language/check.ts";
import { modelNamed } from "../models/index.ts";
import { Programs } from "../programs.ts";
import { dimensionless, dimensions, sameDimension } from "../quantity/dimension.ts";
import { formatQuantity, fromUnit } from "../quantity/quantity.ts";
import type { RunOptions } from "../simulate.ts";
import { type Course, coursesOf } from "./courses.ts";
import { parseFit, type ReadObjective, readObjectives } from "./fit-schema.ts";
import type { Evaluation, FitDocument, FitSweep, Response, Wanted } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";
import type { Compared, Comparison, Target } from "./objective.ts";
import { differentiatedCourses, responseRates } from "./response-rates.ts";
import { type Responses, responses } from "./responses.ts";
import { targetOf } from "./targets.ts";

/** A fit made ready: compiled, with the data read. Evaluate as many candidates as you like. */
export interface FitProblem {
  readonly document: FitDocument;
  readonly free: readonly FreeNumber[];
  /** The names of the objectives; a second one of a name is `gamma 2`. */
  readonly objectives: readonly string[];
  readonly sweeps: readonly FitSweep[];
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
  const needsVoltage = objectives.some(({ objective }) => objective.needs.includes("voltage"));
  const potential = potentialOf(experiment, fit.potential);
  const made = coursesOf(fit, experiment, sweeps, { ...kept, ...(needsVoltage ? { observed: potential.name } : {}) });
  const { courses, free } = made;
  const targets = targetsOf(courses, sweeps, objectives);
  const comparisons = objectives.map(({ objective, settings, document: own }) => ({
    compare: objective.comparison(targets, settings, own),
  }));
  const mostSpikes =
    fit.mostSpikes ??
    Math.max(1000, 10 * Math.max(...targets.flatMap(({ spikes }) => spikes.map(({ length }) => length)), 0));
  const settings = { mostSpikes, scale: potential.scale, options: kept };
  const differentiated = once(() =>
    differentiatedCourses(courses, free, { ...kept, ...(needsVoltage ? { potential: potential.name } : {}) }),
  );
  const hasJacobian =
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
    const together = Math.max(1, bytes > 0 ? Math.floor(mostTraces / bytes) : candidates.length);
    for (let from = 0; from < candidates.length; from += together) {
      const part = candidates.slice(from, from + together);
      const inside = responses(courses, free, part, settings);
      let step = inside.next();
      for (; !step.done; step = inside.next()) yield (from + step.value * part.length) / candidates.length;
      for (const [k, response] of step.value.entries()) {
        const ratesAt = () =>
          hasJacobian ? responseRates(differentiated()!, free, part[k]!, response, settings) : undefined;
        evaluations.push(judged(response, targets, objectives, comparisons, what, ratesAt));
      }
    }
    return evaluations;
  }

  let observed = needsVoltage ? courses : undefined;
  const withPotential = () => {
    observed ??= coursesOf(fit, experiment, sweeps, { ...kept, observed: potential.name }).courses;
    return observed;
  };
  return {
    ...{ document, free, sweeps, evaluation, hasJacobian },
    objectives: objectives.map(({ label }) => label),
    stepsOfCandidate: courses.reduce(
      (sum, { prepared, sweeps: own }) => sum + prepared.experiment.steps * own.length,
      0,
    ),
    evaluate: (candidates, what) => finished(evaluation(candidates, what)),
    respond(values) {
      checkValues(values, free);
      const only = responses(withPotential(), free, [values], settings);
      return finished(only)[0]!;
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
  const checked = checkModel(resolveExperiment({ ...silent, record: {} }).definition, []);
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

function judged(
  responses: Responses,
  targets: readonly Target[],
  objectives: readonly ReadObjective[],
  comparisons: readonly { readonly compare: Comparison }[],
  what: Wanted,
  ratesAt: () => readonly (readonly Response[])[] | undefined,
): Evaluation {
  if ("failure" in responses)
    return {
      loss: Number.POSITIVE_INFINITY,
      parts: objectives.map(() => Number.POSITIVE_INFINITY),
      failure: responses.failure,
    };
  const windowed = responses.map((response, k) => within(response, response, targets[k]!));
  const compared = comparisons.map(({ compare }) => compare(windowed));
  const parts = compared.map(({ value }) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  const loss = parts.reduce((sum, value, k) => sum + objectives[k]!.weight * value, 0);
  if (!what.residuals || !compared.every(({ residuals }) => residuals)) return { loss, parts };
  const weighted = (of: (one: Compared) => Float64Array) =>
    joined(compared.map((one, k) => of(one).map((value) => Math.sqrt(objectives[k]!.weight) * value)));
  const residuals = weighted((one) => one.residuals!);
  const rates = what.jacobian && compared.every(({ derivative }) => derivative) ? ratesAt() : undefined;
  if (!rates) return { loss, parts, residuals };
  const columns = rates.map((rate) => {
    const moving = rate.map((own, k) => within(own, responses[k]!, targets[k]!));
    return weighted((one) => one.derivative!(moving));
  });
  const jacobian = new Float64Array(residuals.length * columns.length);
  for (const [d, column] of columns.entries())
    for (let r = 0; r < column.length; r++) jacobian[r * columns.length + d] = column[r]!;
  return { loss, parts, residuals, jacobian };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Of a response, or of how it moves, what belongs to the spikes in the window. */
function within(own: Response, { spikes }: Response, { start, stop }: Target): Response {
  let [from, to] = [0, spikes.length];
  while (from < to && spikes[from]! < start) from++;
  while (to > from && spikes[to - 1]! >= stop) to--;
  return { ...own, spikes: own.spikes.subarray(from, to) };
}
