import {
  type CellScale,
  cellScale,
  didYouMean,
  ExperimentError,
  escapeRung,
  type FitDocument,
  type FreeRange,
  isFitDocument,
  ladderRungs,
  type ObjectiveDocument,
  objectives,
  parseFit,
  parseQuantity,
  type Rung,
  spikingSweeps,
  usualStep,
} from "../index.ts";
import type { JsonObject } from "./files.ts";
import { type FitData, inputOk } from "./fit-data.ts";
import { parsedValue } from "./set.ts";

/** What the command line says about the fit itself. */
export interface RequestOptions {
  readonly free?: readonly string[];
  readonly objective?: readonly string[];
  readonly optimiser?: string;
  readonly polish?: string;
  readonly evaluations?: number;
  readonly seed?: number;
}

/**
 * The document of the fit that is asked for: that of the file, or its experiment with what the options say. Where no range is
 * given for a number of a model of the ladder, it is built around the cell.
 *
 * @throws ExperimentError naming the option
 */
export function fitDocument(document: JsonObject, data: FitData, options: RequestOptions): FitDocument {
  const { fit = {}, experiment } = (isFitDocument(document) ? document : { experiment: document }) as {
    fit?: JsonObject;
    experiment: JsonObject;
  };
  const { free, objective, optimiser, polish, evaluations, seed } = options;
  const rung = (): Rung | undefined => rungOf(experiment, data);
  const chosen = free ?? (fit.free === undefined ? ["all"] : undefined);
  const needsScale = chosen?.some((text) => !text.includes("="));
  const own = needsScale ? rung() : undefined;
  if (needsScale && !own)
    throw new ExperimentError(
      "there are no ranges of its own for this model",
      "--free",
      `give each number its range, as in --free "tau_m=5ms:50ms:log"; ${rungsFor(data)
        .map(({ name }) => name)
        .join(", ")} and gif have ranges of their own`,
    );
  const isUsual = !objective && !fit.objective && !own?.objective;
  const whole = own && experiment.model === own.name ? withScale(own, experiment) : experiment;
  return parseFit({
    fit: {
      ...fit,
      ...(chosen ? { free: freeRanges(chosen, own) } : {}),
      objective: objective ? objective.map(objectiveIn) : (fit.objective ?? own?.objective ?? usualObjective(data)),
      ...(optimiser === undefined ? {} : { optimiser }),
      ...(polish === undefined ? {} : { polish }),
      ...(evaluations === undefined ? {} : { evaluations }),
      ...(seed === undefined ? {} : { seed }),
    },
    experiment: isUsual ? sparselyRecorded(whole as unknown as FitDocument["experiment"], data) : whole,
  });
}

/** The rungs of the ladder for this cell. */
export function rungsFor(data: FitData): Rung[] {
  return ladderRungs(scaleOf(data));
}

function scaleOf({ trained }: FitData): CellScale {
  return inputOk(() => cellScale(spikingSweeps(trained)), "--data");
}

/**
 * Steps are judged by their rates, latencies and, loosely, spike times and potentials; anything else by a distance between trains that
 * changes smoothly with every spike. On the first half of a cortical cell's frozen noise, models fitted by that with 10 ms agreed
 * better with the second quarter than those fitted by the coincidence factor itself, in which a search overfits single spikes.
 */
export function usualObjective({ recorded }: FitData): ObjectiveDocument[] {
  return recorded.some(({ stimulus }) => stimulus)
    ? [
        { name: "rates", weight: 1 },
        { name: "latency", weight: 0.5 },
        { name: "gamma", precision: "10 ms", weight: 0.3 },
        { name: "trace", scale: "5 mV", weight: 0.1 },
      ]
    : [{ name: "van-rossum", tau: "10 ms" }];
}

/** Steps of a family from one potential that is compared to the next: so comparing takes no longer than running. */
const sparse = 5;

/** For the usual objective: potentials under steps of current change slowly, but for the spikes, which are not compared. */
export function sparselyRecorded(
  experiment: FitDocument["experiment"],
  { recorded }: FitData,
): FitDocument["experiment"] {
  if (experiment.record !== undefined || !recorded.some(({ stimulus }) => stimulus)) return experiment;
  const { value } = parseQuantity(experiment.dt ?? usualStep(recorded[0]!));
  return { ...experiment, record: { every: `${Number((sparse * value * 1e3).toPrecision(12))} ms` } };
}

function rungOf({ model }: JsonObject, data: FitData): Rung | undefined {
  if (typeof model !== "string") return undefined;
  const scale = scaleOf(data);
  return [...ladderRungs(scale), escapeRung(scale)].find(({ name }) => name === model);
}

/** What the experiment says itself goes before the rung's. */
function withScale({ experiment: own }: Rung, experiment: JsonObject): JsonObject {
  const parameters = { ...own.parameters, ...(experiment.parameters as JsonObject | undefined) };
  return { ...own, ...experiment, model: own.model, parameters };
}

/** `tau_m=5ms:50ms:log`, `tau_m` with the range of the ladder, `all` for all of these. */
function freeRanges(texts: readonly string[], rung: Rung | undefined): Record<string, FreeRange> {
  const entries = texts.flatMap((text): [string, FreeRange][] => {
    if (text === "all") return Object.entries(rung!.free);
    const [, name, range] = /^\s*([^=]+?)\s*(?:=\s*(.*))?$/.exec(text) ?? [];
    if (range === undefined) {
      const known = rung!.free[name!];
      if (known) return [[name!, known]];
      const names = Object.keys(rung!.free);
      throw new ExperimentError(
        `there is no range for "${name}"`,
        "--free",
        didYouMean(name!, names, `there are ranges for ${names.join(", ")}; or give one, as in ${name}=1:2`),
      );
    }
    const [from, to, scale, ...more] = range.split(":").map((part) => part.trim());
    if (!from || !to || more.length > 0)
      throw new ExperimentError(
        `"${text}" is no range`,
        "--free",
        'write it as "tau_m=5ms:50ms" or "tau_m=5ms:50ms:log"',
      );
    const value = (part: string) => parsedValue(part) as string;
    return [[name!, { from: value(from), to: value(to), ...(scale ? { scale: scale as "log" } : {}) }]];
  });
  return Object.fromEntries(entries);
}

/** `gamma`, `gamma:precision=4 ms`, `trace:scale=2 mV,weight=0.1`. */
function objectiveIn(text: string): ObjectiveDocument {
  const [name = "", ...rest] = text.split(":");
  if (!Object.hasOwn(objectives, name.trim()))
    throw new ExperimentError(
      `there is no objective "${name}"`,
      "--objective",
      didYouMean(name, Object.keys(objectives), `there are ${Object.keys(objectives).join(", ")}`),
    );
  const settings = rest
    .join(":")
    .split(",")
    .filter(Boolean)
    .map((part) => {
      const [key, value, ...more] = part.split("=").map((own) => own.trim());
      if (!key || !value || more.length > 0)
        throw new ExperimentError(`"${part}" sets nothing`, "--objective", 'write it as "gamma:precision=4 ms"');
      return [key, parsedValue(value)] as const;
    });
  return { name: name.trim() as ObjectiveDocument["name"], ...Object.fromEntries(settings) };
}
