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
import { planRun, type Run } from "../run/plan.ts";
import { spikesOf } from "../run/recording.ts";
import { runSurvivors } from "../run/survivors.ts";
import type { RunOptions } from "../simulate.ts";
import { type Course, coursesOf } from "./courses.ts";
import { parseFit, type ReadObjective, readObjectives } from "./fit-schema.ts";
import type { Evaluation, FitDocument, FitSweep, Response, Wanted } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";
import type { Comparison, Target } from "./objective.ts";
import { targetOf } from "./targets.ts";

/** A fit made ready: compiled, with the data read. Evaluate as many candidates as you like. */
export interface FitProblem {
  readonly document: FitDocument;
  readonly free: readonly FreeNumber[];
  /** The names of the objectives; a second one of a name is `gamma 2`. */
  readonly objectives: readonly string[];
  readonly sweeps: readonly FitSweep[];
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

/** Most steps from one look at the state to the next: a candidate that fires without end is found after so many. */
const chunk = 1024;
/** Bytes of potentials that are kept at once. */
const mostTraces = 2 ** 28;

type Responses = readonly Response[] | { readonly failure: string };

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
      const inside = responses(courses, free, part, { mostSpikes, scale: potential.scale, options: kept });
      let step = inside.next();
      for (; !step.done; step = inside.next()) yield (from + step.value * part.length) / candidates.length;
      for (const response of step.value) evaluations.push(judged(response, targets, objectives, comparisons, what));
    }
    return evaluations;
  }

  let observed = needsVoltage ? courses : undefined;
  const withPotential = () => {
    observed ??= coursesOf(fit, experiment, sweeps, { ...kept, observed: potential.name }).courses;
    return observed;
  };
  return {
    ...{ document, free, sweeps, evaluation },
    objectives: objectives.map(({ label }) => label),
    stepsOfCandidate: courses.reduce(
      (sum, { prepared, sweeps: own }) => sum + prepared.experiment.steps * own.length,
      0,
    ),
    evaluate: (candidates, what) => finished(evaluation(candidates, what)),
    respond(values) {
      checkValues(values, free);
      const only = responses(withPotential(), free, [values], { mostSpikes, scale: potential.scale, options: kept });
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

interface RunSettings {
  readonly mostSpikes: number;
  /** Volts of the potential's unit. */
  readonly scale: number;
  readonly options: RunOptions;
}

/** Runs candidates through all courses. */
function* responses(
  courses: readonly Course[],
  free: readonly FreeNumber[],
  candidates: readonly ArrayLike<number>[],
  settings: RunSettings,
): Generator<number, Responses[]> {
  const found: (Response[] | { failure: string })[] = candidates.map(() => []);
  for (const [c, course] of courses.entries()) {
    const survivors = runSurvivors(planOf(course, free, candidates, settings.options), settings.mostSpikes);
    let step = survivors.next();
    for (; !step.done; step = survivors.next()) yield (c + step.value) / courses.length;
    const { recording, failed } = step.value;
    const [trace] = recording.traces.variables;
    const samples = recording.traces.times.length;
    for (const [k] of candidates.entries())
      for (const [s, sweep] of course.sweeps.entries()) {
        const member = k * course.sweeps.length + s;
        const own = found[k]!;
        if ("failure" in own) continue;
        const failure = failed.get(member);
        if (failure !== undefined) found[k] = { failure };
        else {
          const volts = trace?.values.subarray(member * samples, (member + 1) * samples);
          const voltage = volts && settings.scale !== 1 ? volts.map((v) => v * settings.scale) : volts;
          own[sweep] = { spikes: spikesOf(recording, member), ...(voltage ? { voltage } : {}) };
        }
      }
  }
  return found;
}

/** Member k S + s is candidate k under sweep s of S. */
function planOf(
  { prepared, own, sweeps }: Course,
  free: readonly FreeNumber[],
  candidates: readonly ArrayLike<number>[],
  options: RunOptions,
): Run {
  const { compiled, program, experiment } = prepared;
  const { steps, dt, every, seed } = experiment;
  const each = sweeps.length;
  const differing = new Map<string, (member: number) => number>([
    ...free.map(({ parameter }, k) => [parameter, (m: number) => candidates[Math.floor(m / each)]![k]!] as const),
    ...Array.from(own, ([name, values]) => [name, (m: number) => values[m % each]!] as const),
  ]);
  return planRun(
    compiled,
    program,
    { members: candidates.length * each, steps, dt, every, seed, differing },
    { chunk, ...options },
  );
}

function judged(
  responses: Responses,
  targets: readonly Target[],
  objectives: readonly ReadObjective[],
  comparisons: readonly { readonly compare: Comparison }[],
  what: Wanted,
): Evaluation {
  if ("failure" in responses)
    return {
      loss: Number.POSITIVE_INFINITY,
      parts: objectives.map(() => Number.POSITIVE_INFINITY),
      failure: responses.failure,
    };
  const windowed = responses.map(({ spikes, ...rest }, k) => ({ ...rest, spikes: between(spikes, targets[k]!) }));
  const compared = comparisons.map(({ compare }) => compare(windowed));
  const parts = compared.map(({ value }) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  const loss = parts.reduce((sum, value, k) => sum + objectives[k]!.weight * value, 0);
  if (!what.residuals || !compared.every(({ residuals }) => residuals)) return { loss, parts };
  const residuals = new Float64Array(compared.reduce((sum, { residuals: own }) => sum + own!.length, 0));
  let at = 0;
  for (const [k, { residuals: own }] of compared.entries()) {
    const scale = Math.sqrt(objectives[k]!.weight);
    for (let r = 0; r < own!.length; r++) residuals[at++] = scale * own![r]!;
  }
  return { loss, parts, residuals };
}

function between(spikes: Float64Array, { start, stop }: Target): Float64Array {
  let [from, to] = [0, spikes.length];
  while (from < to && spikes[from]! < start) from++;
  while (to > from && spikes[to - 1]! >= stop) to--;
  return spikes.subarray(from, to);
}
