import { ExperimentError } from "../errors.ts";
import { type OptimiserKind, optimisers, Rounds } from "../optimise/index.ts";
import { measure } from "../quantity/measure.ts";
import { version } from "../version.ts";
import type { FitProblem } from "./fit-problem.ts";
import type { Candidate, Evaluation, FitAnswer, FitProgress, FitState, Wanted } from "./fit-types.ts";
import { placeOn, slopeOn, valueOn } from "./free.ts";
import { withCandidate } from "./pareto.ts";
import { stateKey } from "./state-key.ts";

/** A generation that is to be evaluated, and how far the search is. Values in SI. */
export interface Generation {
  readonly candidates: readonly Float64Array[];
  readonly wanted: Wanted;
  readonly progress: FitProgress;
}

const kinds: Readonly<Record<string, OptimiserKind>> = Object.fromEntries(
  Object.values(optimisers).map((kind) => [kind.name, kind]),
);
/** How far around the start a search looks first, as a part of each range. */
const spread = 0.3;
/** The part of all evaluations that one polish may take. */
const polishShare = 0.2;

/** Candidates that a fit of so many free numbers runs where its document does not say. */
export function usualEvaluations(free: number): number {
  return Math.max(5000, 2000 * free);
}

/**
 * The course of a fit: yields generations, each answered by what its candidates are worth, and returns what it found. It evaluates
 * nothing itself.
 *
 * @param from where an earlier one stopped
 * @throws ExperimentError for a state of another fit, and a polish that its objectives do not suit
 */
export function* search(problem: FitProblem, from?: FitState): Generator<Generation, FitAnswer, readonly Evaluation[]> {
  const { free } = problem;
  const { fit } = problem.document;
  const key = stateKey(problem);
  if (from && from.of !== key)
    throw new ExperimentError(
      "the state belongs to another fit",
      "state",
      "go on with the document and the data that it was made with, or begin anew",
    );
  const most = fit.evaluations ?? usualEvaluations(free.length);
  const enough = fit.enough ?? 0;
  const [searching, polishing] = [kinds[fit.optimiser ?? "cma-es"]!, kinds[fit.polish ?? "nelder-mead"]];
  const state: Mutable = from ? structuredClone(from) : newState(key);
  const optimiser = from
    ? Rounds.resume(searching, polishing, from.optimiser)
    : Rounds.begin({
        ...{ search: searching, ...(polishing ? { polish: polishing } : {}), mostPolish: most * polishShare },
        ...{ start: free.map(({ start }) => start), spread, seed: fit.seed ?? 1 },
        candidates: fit.candidates ?? Math.max(64, 8 * free.length),
        tellsJacobian: problem.hasJacobian,
      });

  while (state.best === null || state.best.loss > enough) {
    const points = optimiser.ask();
    if (state.evaluations + points.length > most) break;
    const candidates = points.map((point) => Float64Array.from(free, (number, k) => valueOn(number, point[k]!)));
    const wanted = { residuals: kinds[optimiser.stage]!.needsResiduals, jacobian: optimiser.wantsJacobian };
    const evaluations = yield { candidates, wanted, progress: progressOf(optimiser.stage) };
    if (evaluations.length !== candidates.length)
      throw new RangeError(`${candidates.length} candidates were to be evaluated, but ${evaluations.length} are`);
    if (wanted.residuals && evaluations.some(({ residuals, failure }) => !residuals && failure === undefined))
      throw new ExperimentError(
        `${optimiser.stage} needs residuals, which not every objective has`,
        "fit.polish",
        "take nelder-mead; or spike-times, trace, features, rates or latency as objectives",
      );
    note(candidates, evaluations);
    optimiser.tell(evaluations.map((evaluation, k) => onPlaces(evaluation, points[k]!)));
  }
  return answerOf(problem, progressOf("done").checkpoint(), most);

  /** Derivatives by values become those by places. */
  function onPlaces(evaluation: Evaluation, point: Float64Array): Evaluation {
    const { jacobian } = evaluation;
    if (!jacobian) return evaluation;
    const slopes = free.map((number, d) => slopeOn(number, point[d]!));
    return { ...evaluation, jacobian: jacobian.map((value, at) => value * slopes[at % free.length]!) };
  }

  function note(candidates: readonly Float64Array[], evaluations: readonly Evaluation[]): void {
    for (const [k, { loss, parts, failure }] of evaluations.entries()) {
      if (failure !== undefined) state.failures++;
      const candidate: Candidate = { values: Array.from(candidates[k]!), loss, parts };
      if (loss < (state.best?.loss ?? Number.POSITIVE_INFINITY)) state.best = candidate;
      if (parts.length > 1) state.front = withCandidate(state.front, candidate);
    }
    state.evaluations += candidates.length;
    state.generation++;
    if (state.best) state.course = [...state.course, state.best.loss];
  }

  function progressOf(stage: string): FitProgress {
    const { generation, evaluations, best } = state;
    const now = { ...state };
    const inside = optimiser.state();
    return {
      ...{ stage, generation, evaluations, best: best ?? undefined },
      done: stage === "done" ? 1 : Math.min(1, evaluations / most),
      checkpoint: () => structuredClone({ ...now, optimiser: inside }),
    };
  }
}

type Mutable = { -readonly [K in keyof FitState]: FitState[K] };

function newState(of: string): Mutable {
  return {
    ...{ of, optimiser: null, generation: 0, evaluations: 0, failures: 0 },
    ...{ best: null, front: [], course: [] },
  };
}

/** @throws ExperimentError where no candidate is worth anything */
function answerOf(problem: FitProblem, state: FitState, most: number): FitAnswer {
  const { free, objectives } = problem;
  const { best, evaluations, failures } = state;
  if (!best)
    throw new ExperimentError(
      evaluations === 0
        ? `${most} evaluations do not make one generation`
        : `none of ${evaluations} candidates is worth anything: ${failures} of them failed`,
      evaluations === 0 ? "fit.evaluations" : "fit.free",
      evaluations === 0 ? "allow more, or take fewer candidates" : "narrow the ranges, or take a shorter dt",
    );
  const atEdge = free.filter((number, k) => Math.abs(placeOn(number, best.values[k]!) - 0.5) > 0.5 - 1e-6);
  return {
    values: Object.fromEntries(free.map(({ name, dimension }, k) => [name, measure(best.values[k]!, dimension)])),
    loss: best.loss,
    parts: Object.fromEntries(objectives.map((name, k) => [name, best.parts[k]!])),
    experiment: problem.experimentOf(best.values),
    ...{ evaluations, failures, course: state.course, front: state.front, state },
    notes: [
      ...atEdge.map(({ name }) => `${name} is at the edge of its range: the best value may lie beyond.`),
      ...(failures > 0
        ? [`${failures} of ${evaluations} candidates failed: a state not finite, or too many spikes.`]
        : []),
      ...(problem.runs > 1
        ? [
            `The model draws random numbers: each candidate ran ${problem.runs} times, with the same noise as all others. The mean run is compared where there are residuals; a distance between trains also counts how the runs scatter, so it takes less noise for better.`,
          ]
        : []),
      `rheobase ${version}, seed ${problem.document.fit.seed ?? 1}.`,
    ],
  };
}
