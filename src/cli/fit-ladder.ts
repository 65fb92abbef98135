import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  check,
  couplingAbout,
  type ExperimentDocument,
  ExperimentError,
  type FitDocument,
  fitGifRung,
  type GifOptions,
  noiselessGifDocument,
  noiselessResponses,
  prepareFit,
  type Rung,
  type Score,
  scoreResponses,
  simulate,
  spikingSweeps,
} from "../index.ts";
import { writeText } from "./export.ts";
import { type FitData, precisionOf } from "./fit-data.ts";
import { type Climbed, ladderPage } from "./fit-ladder-page.ts";
import { type RequestOptions, rungsFor, usualObjective } from "./fit-request.ts";
import { checkpointIn, searched } from "./fit-search.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

export interface LadderOptions extends RequestOptions {
  readonly only?: string;
  readonly report?: string;
  readonly resume?: boolean;
  readonly threads?: number;
  readonly precision?: string;
  readonly json?: boolean;
}

/** Members that a step is timed with. */
const timed = 64;

/** Fits every model of the ladder to the same data, and tables what each keeps of the cell and what it costs. */
export async function fitLadder(data: FitData, options: LadderOptions, terminal: Terminal): Promise<void> {
  const rungs = rungsFor(data);
  const names = [...rungs.map(({ name }) => name), "gif", "gif-coupled"];
  const wanted = options.only?.split(",").map((name) => name.trim()) ?? names;
  const stray = wanted.find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new ExperimentError(`the ladder has no model "${stray}"`, "--only", `it has ${names.join(", ")}`);
  const climbed: Climbed[] = [];
  const failed: string[] = [];
  const attempt = async (name: string, climb: () => Promise<Climbed> | Climbed): Promise<void> => {
    if (!wanted.includes(name)) return;
    try {
      climbed.push(await climb());
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      failed.push(`${name}: ${error.message}`);
    }
  };
  for (const rung of rungs) await attempt(rung.name, () => climbRung(rung, data, options, terminal));
  let v_T = Number.NaN;
  await attempt("gif", () => {
    const found = climbGif("gif", "the likelihood of each spike", data, options, {});
    v_T = found.values.v_T!.value / 1e3;
    return found;
  });
  await attempt("gif-coupled", () => {
    const about = Number.isNaN(v_T) ? climbGif("gif", "", data, options, {}).values.v_T!.value / 1e3 : v_T;
    return climbGif("gif-coupled", "and a threshold that follows the potential", data, options, {
      coupling: couplingAbout(about),
    });
  });
  const folder = options.report;
  const page = folder === undefined ? undefined : await ladderPage(folder, data, climbed, failed);
  if (options.json)
    terminal.write(`${JSON.stringify({ data: data.name, split: data.split, models: climbed, failed })}\n`);
  else
    terminal.write(
      `${ladderLines(data, climbed, failed, terminal).join("\n")}\n${page === undefined ? "" : `written to ${page}\n`}`,
    );
}

async function climbRung(rung: Rung, data: FitData, options: LadderOptions, terminal: Terminal): Promise<Climbed> {
  const { evaluations, seed, report, threads } = options;
  const document: FitDocument = {
    fit: {
      free: rung.free,
      objective: usualObjective(data),
      ...(evaluations === undefined ? {} : { evaluations }),
      ...(seed === undefined ? {} : { seed }),
    },
    experiment: rung.experiment,
  };
  const checkpoint = report === undefined ? undefined : checkpointIn(join(report, rung.name));
  const answer = await searched(
    document,
    data.train,
    {
      label: `${rung.name}: `,
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(options.resume && checkpoint !== undefined && existsSync(checkpoint) ? { resume: true } : {}),
      ...(threads === undefined ? {} : { threads }),
    },
    terminal,
  );
  if (checkpoint !== undefined) writeText(checkpoint, `${JSON.stringify(answer.state)}\n`);
  const best = answer.state.best!.values;
  const scored = (sweeps: FitData["train"]): Score => {
    const responses = prepareFit(document, sweeps).respond(best);
    if ("failure" in responses) throw new RangeError(responses.failure);
    return scoreResponses(sweeps, responses, precisionOf(options.precision));
  };
  const problem = prepareFit(document, data.train);
  const copies = Array.from({ length: timed }, () => best);
  problem.evaluate(copies);
  const begun = performance.now();
  problem.evaluate(copies);
  const taken = performance.now() - begun;
  const { operations } = check({ ...answer.experiment, duration: "1 ms", dt: "0.1 ms" } as ExperimentDocument);
  return {
    name: rung.name,
    keeps: rung.keeps,
    free: problem.free.length,
    train: scored(data.train),
    ...(data.test.length > 0 ? { test: scored(data.test) } : {}),
    values: answer.values,
    operations: operations.neuronStep,
    nanoseconds: (taken * 1e6) / timed / problem.stepsOfCandidate,
  };
}

function climbGif(name: string, keeps: string, data: FitData, options: LadderOptions, how: GifOptions): Climbed {
  const precision = precisionOf(options.precision);
  const { fit, rate } = fitGifRung(spikingSweeps(data.trained), data.train, precision, how);
  const { parameters } = fit;
  const scored = (sweeps: FitData["train"]): Score =>
    scoreResponses(sweeps, noiselessResponses(parameters, [rate], sweeps)[0]!, precision);
  const [first] = data.train;
  const document = noiselessGifDocument(
    parameters,
    { rate: first!.current!.rate, current: first!.current!.values.subarray(0, 20_000) },
    new Array<number>(timed).fill(rate),
  );
  simulate(document);
  const begun = performance.now();
  const { timing } = simulate(document, { clock: () => performance.now() - begun });
  const { operations, steps } = check(document);
  const { C, g_L, E_L, v_T, Delta_v, v_reset, t_ref } = parameters;
  const volts = Object.entries({ E_L, v_T, Delta_v, v_reset }).map(([own, value]) => [
    own,
    { value: value * 1e3, unit: "mV" },
  ]);
  return {
    ...{ name, keeps },
    free: 8 + parameters.eta.weights.length + parameters.gamma.weights.length + parameters.coupling.weights.length,
    train: scored(data.train),
    ...(data.test.length > 0 ? { test: scored(data.test) } : {}),
    values: Object.fromEntries([
      ["C", { value: C * 1e9, unit: "nF" }],
      ["g_L", { value: g_L * 1e9, unit: "nS" }],
      ...volts,
      ["t_ref", { value: t_ref * 1e3, unit: "ms" }],
    ]) as Climbed["values"],
    operations: operations.neuronStep,
    nanoseconds: (timing.run * 1e6) / timed / steps,
  };
}

function ladderLines(
  data: FitData,
  climbed: readonly Climbed[],
  failed: readonly string[],
  { colours, columns }: Terminal,
): string[] {
  const digits = (value: number | undefined, count = 3): string =>
    value !== undefined && Number.isFinite(value) ? `${Number(value.toPrecision(count))}` : "";
  const rows = climbed.map(({ name, free, train, test, operations, nanoseconds }) => [
    name,
    `${free}`,
    digits(train.gamma),
    digits(test?.gamma),
    test && Number.isFinite(test.share) ? `${digits(100 * test.share)} %` : "",
    Number.isFinite((test ?? train).rates) ? `${digits(100 * (test ?? train).rates, 2)} %` : "",
    `${operations}`,
    digits(nanoseconds),
  ]);
  const headings = ["model", "free", "fitted", "new data", "of intrinsic", "rates off", "operations", "ns/step"];
  return [
    colours.bold(data.name),
    ...wrap(`${data.split}; coincidence factors`, columns),
    "",
    ...drawTable(headings, rows, colours, [0]),
    ...failed.flatMap((text) => ["", ...wrap(text, columns)]),
  ];
}
