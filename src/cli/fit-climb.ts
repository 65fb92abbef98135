import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  check,
  type ExperimentDocument,
  type FitDocument,
  type FitSweep,
  fitGifRung,
  type GifOptions,
  type Measure,
  noiselessGifDocument,
  noiselessResponses,
  prepareFit,
  type Response,
  type Rung,
  type Score,
  scoreResponses,
  simulate,
  spikingSweeps,
  usualEvaluations,
} from "../index.ts";
import { writeText } from "./export.ts";
import { type FitData, precisionOf } from "./fit-data.ts";
import { type RequestOptions, sparselyRecorded, usualObjective } from "./fit-request.ts";
import { checkpointIn, type SearchOptions, searched } from "./fit-search.ts";
import type { Terminal } from "./terminal.ts";

/** One model of the ladder, fitted. */
export interface Climbed {
  readonly name: string;
  readonly keeps: string;
  readonly free: number;
  readonly train: Score;
  readonly test?: Score;
  readonly values: Readonly<Record<string, Measure>>;
  /** What was found beside these values. */
  readonly also?: string;
  /** Operations of one step, and nanoseconds that it took side by side with others, spikes included. */
  readonly operations: number;
  readonly nanoseconds: number;
  /** How it answers the sweeps that judge it. */
  readonly responses: readonly Response[];
}

export interface ClimbOptions extends RequestOptions {
  readonly report?: string;
  readonly resume?: boolean;
  readonly threads?: number;
  readonly precision?: string;
}

/** Neuron-steps that one model may take: half a minute or so. */
const mostSteps = 3e9;
/** Members that a step is timed with, samples of the current under which, and how often. */
const [timed, samples, times] = [64, 10_000, 5];

/** Fits a model of the ladder, and scores it on the data of the fit and on what was kept. */
export async function climbRung(
  rung: Rung,
  data: FitData,
  options: ClimbOptions,
  terminal: Terminal,
  watch: Pick<SearchOptions, "label" | "onInterrupt">,
): Promise<Climbed> {
  const { seed, report, threads, precision } = options;
  const fit = { free: rung.free, objective: usualObjective(data), ...(seed === undefined ? {} : { seed }) };
  const experiment = sparselyRecorded(rung.experiment, data);
  const { free, stepsOfCandidate } = prepareFit({ fit, experiment }, data.train);
  const affordable = Math.min(usualEvaluations(free.length), Math.max(1000, Math.floor(mostSteps / stepsOfCandidate)));
  const document: FitDocument = {
    fit: { ...fit, evaluations: options.evaluations ?? affordable },
    experiment,
  };
  const checkpoint = report === undefined ? undefined : checkpointIn(join(report, rung.name));
  const answer = await searched(
    document,
    data.train,
    {
      ...watch,
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(options.resume && checkpoint !== undefined && existsSync(checkpoint) ? { resume: true } : {}),
      ...(threads === undefined ? {} : { threads }),
    },
    terminal,
  );
  if (checkpoint !== undefined) writeText(checkpoint, `${JSON.stringify(answer.state)}\n`);
  const plain: FitDocument = { ...document, fit: { ...document.fit, objective: { name: "gamma" } } };
  const respond = (sweeps: readonly FitSweep[]): readonly Response[] => {
    const responses = prepareFit(plain, sweeps).respond(answer.state.best!.values);
    if ("failure" in responses) throw new RangeError(responses.failure);
    return responses;
  };
  const { parameters } = answer.experiment;
  const [first] = Object.keys(rung.free) as [string];
  return {
    ...{ name: rung.name, keeps: rung.keeps, free: free.length, values: answer.values },
    ...judged(data, respond, precisionOf(precision)),
    ...costOf(
      {
        ...rung.experiment,
        parameters: { ...parameters, [first]: new Array(timed).fill(parameters![first]) },
      } as ExperimentDocument,
      data,
    ),
  };
}

/** The same of the GIF neuron, which is fitted by its likelihood and read without its noise. */
export function climbGif(name: string, keeps: string, data: FitData, options: ClimbOptions, how: GifOptions): Climbed {
  const precision = precisionOf(options.precision);
  const { fit, rate } = fitGifRung(spikingSweeps(data.trained), data.train, precision, how);
  const { parameters } = fit;
  const { C, g_L, E_L, v_T, Delta_v, v_reset, t_ref, eta, gamma, coupling } = parameters;
  const volts = Object.entries({ E_L, v_T, Delta_v, v_reset }).map(([own, value]) => [
    own,
    { value: value * 1e3, unit: "mV" },
  ]);
  const weights = [eta, gamma, coupling].map((part) => part.weights.length);
  const { input: _, ...document } = noiselessGifDocument(
    parameters,
    { rate: 1, current: new Float64Array(1) },
    new Array<number>(timed).fill(rate),
  );
  return {
    ...{ name, keeps, free: 8 + weights.reduce((sum, count) => sum + count, 0) },
    values: Object.fromEntries([
      ["C", { value: C * 1e9, unit: "nF" }],
      ["g_L", { value: g_L * 1e9, unit: "nS" }],
      ...volts,
      ["t_ref", { value: t_ref * 1e3, unit: "ms" }],
    ]) as Climbed["values"],
    also: `${weights[0]} exponentials of the after-spike current, ${weights[1]} of the threshold${weights[2]! > 0 ? `, ${weights[2]} parts of it that follow the potential` : ""}`,
    ...judged(data, (sweeps) => noiselessResponses(parameters, [rate], sweeps)[0]!, precision),
    ...costOf(document, data),
  };
}

function judged(
  { train, test }: FitData,
  respond: (sweeps: readonly FitSweep[]) => readonly Response[],
  precision: number,
): Pick<Climbed, "train" | "test" | "responses"> {
  const onTrain = respond(train);
  const responses = test.length > 0 ? respond(test) : onTrain;
  return {
    responses,
    train: scoreResponses(train, onTrain, precision),
    ...(test.length > 0 ? { test: scoreResponses(test, responses, precision) } : {}),
  };
}

/** What a step costs under the current of the fit: the least of several runs, which others on the machine disturbed least. */
function costOf(
  experiment: Omit<ExperimentDocument, "duration" | "input">,
  data: FitData,
): Pick<Climbed, "operations" | "nanoseconds"> {
  const { values, rate } = data.train[0]!.current!;
  const part = values.subarray(0, samples);
  const interval = `${1e3 / rate} ms`;
  const document: ExperimentDocument = {
    ...experiment,
    dt: interval,
    duration: `${(1e3 * part.length) / rate} ms`,
    input: [{ stimulus: "samples", values: Array.from(part, (value) => value * 1e9), unit: "nA", interval }],
  };
  const { operations, steps } = check(document);
  const runs = Array.from({ length: times }, () => simulate(document, { clock: () => performance.now() }).timing.run);
  return { operations: operations.neuronStep, nanoseconds: (Math.min(...runs) * 1e6) / timed / steps };
}
