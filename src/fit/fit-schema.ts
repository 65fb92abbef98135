import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { type Path, refusalOf } from "../experiment-refusal.ts";
import { quantity, text } from "../experiment-stimuli.ts";
import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { FitDocument, FitSettings } from "./fit-types.ts";
import type { Objective } from "./objective.ts";
import type { ObjectiveDocument, ObjectiveName } from "./objective-document.ts";
import { objectives } from "./objectives/index.ts";

const whole = (least: number) =>
  z.int({ error: "must be a whole number" }).min(least, `must be at least ${least}`).optional();
const number = z.number({ error: "must be a finite number" });

const freeRange = z.strictObject(
  {
    from: quantity.describe("The least value."),
    to: quantity.describe("The largest value."),
    scale: z
      .enum(["linear", "log"], { error: 'must be "linear" or "log"' })
      .optional()
      .describe("Search in equal differences (linear, the default) or equal ratios (log)."),
    start: quantity.optional().describe("Where the search begins. Default: the middle."),
  },
  { error: 'must be an object such as {"from": "5 ms", "to": "50 ms"}' },
);

const objective = z
  .looseObject(
    {
      name: z.enum(Object.keys(objectives) as [ObjectiveName], {
        error: `must be one of ${Object.keys(objectives).join(", ")}`,
      }),
      weight: number.gt(0, "must be greater than 0").optional().describe("In the sum of several. Default: 1."),
      features: z
        .record(z.string(), quantity, { error: 'must be an object such as {"mean_frequency": "1 Hz"}' })
        .optional()
        .describe("Of the objective features: each with its deviation."),
    },
    { error: 'must be an object such as {"name": "gamma", "precision": "4 ms"}' },
  )
  .describe("What is made small.");

const settings = z.strictObject(
  {
    free: z
      .record(z.string(), freeRange, { error: 'must be an object such as {"tau_m": {"from": "5 ms", "to": "50 ms"}}' })
      .describe("The numbers of the experiment that move, by their places, each with its range."),
    objective: z.union([objective, z.array(objective).min(1, "must have at least one objective")], {
      error: 'must be an objective such as {"name": "gamma"}, or a list of them',
    }),
    optimiser: z
      .enum(["cma-es", "differential-evolution"], { error: 'must be "cma-es" or "differential-evolution"' })
      .optional()
      .describe("The search. Default: cma-es."),
    polish: z
      .enum(["none", "nelder-mead", "levenberg-marquardt"], {
        error: 'must be "none", "nelder-mead" or "levenberg-marquardt"',
      })
      .optional()
      .describe("What goes on from where the search ends. Default: nelder-mead."),
    candidates: whole(4).describe("Candidates of a generation. Default: 8 for each free number, at least 64."),
    evaluations: whole(1).describe(
      "Most candidates that are run. Default: 2,000 for each free number, at least 5,000.",
    ),
    enough: number.min(0, "must not be negative").optional().describe("A loss at which the fit ends. Default: 0."),
    seed: whole(0).describe("Seed of the search. Default: 1."),
    mostSpikes: whole(1).describe(
      "A candidate with more spikes in a sweep has failed. Default: 10 times the data's, at least 1,000.",
    ),
    repeats: whole(1).describe("Runs of a candidate with noise, each with noise of its own. Default: 8."),
    currentPer: text('a quantity such as "20000 um^2"').optional().describe("What a measured current is divided by."),
    currentTo: text("the name of an input").optional().describe("The input that a measured current drives."),
    potential: text("the name of a variable").optional().describe("What is compared with a measured potential."),
  },
  { error: 'must be an object such as {"free": {…}, "objective": {"name": "gamma"}}' },
);

const document = z.strictObject(
  {
    $schema: text("an address").optional(),
    fit: settings,
    experiment: z.record(z.string(), z.unknown(), { error: 'must be an experiment such as {"model": "lif"}' }),
  },
  { error: 'must be an object such as {"fit": {…}, "experiment": {"model": "lif"}}' },
);

/**
 * The document of a fit: keys and kinds of values are right afterwards; the experiment and the names in it are not looked at yet.
 *
 * @throws ExperimentError naming the place, such as `fit.free.tau_m.from`
 */
export function parseFit(json: unknown): FitDocument {
  const parsed = document.safeParse(json);
  if (!parsed.success) throw refusalOf(parsed.error.issues, json, { keysAt, namesAt: () => undefined });
  if (Object.keys(parsed.data.fit.free).length === 0)
    throw new ExperimentError("nothing is free", "fit.free", 'such as {"tau_m": {"from": "5 ms", "to": "50 ms"}}');
  return parsed.data as unknown as FitDocument;
}

/** Whether a document asks for a fit. */
export function isFitDocument(json: unknown): boolean {
  return typeof json === "object" && json !== null && "fit" in json;
}

function keysAt(path: Path): readonly string[] {
  if (path.length === 0) return Object.keys(document.shape);
  return Object.keys((path.length === 1 ? settings : freeRange).shape);
}

/** The JSON Schema of the document of a fit, but for its experiment. Draft 2020-12. */
export function fitSchema(): object {
  return z.toJSONSchema(document, { io: "input" });
}

/** An objective with its settings read. */
export interface ReadObjective {
  /** Its name; a second one of a name is `gamma 2`. */
  readonly label: string;
  readonly objective: Objective;
  readonly weight: number;
  readonly document: ObjectiveDocument;
  /** SI. */
  readonly settings: Readonly<Record<string, number>>;
}

/** @throws ExperimentError for a setting that an objective does not have, or that is none */
export function readObjectives({ objective: asked }: FitSettings): readonly ReadObjective[] {
  const list = Array.isArray(asked) ? (asked as readonly ObjectiveDocument[]) : [asked as ObjectiveDocument];
  return list.map((one, k) => {
    const place = Array.isArray(asked) ? `fit.objective[${k}]` : "fit.objective";
    const objective = objectives[one.name];
    const { name, weight = 1, features, ...given } = one;
    const known = Object.keys(objective.settings);
    const own = name === "features" ? [...known, "features"] : known;
    const stray = [...Object.keys(given), ...(features ? ["features"] : [])].find((key) => !own.includes(key));
    if (stray !== undefined)
      throw new ExperimentError(
        `the objective ${name} has no setting "${stray.slice(0, 60)}"`,
        `${place}.${stray.slice(0, 60)}`,
        didYouMean(stray, own, own.length > 0 ? `it has ${own.join(", ")}` : "it has none"),
      );
    const settings = Object.entries(objective.settings).map(([key, setting]) => {
      const dimension = setting.dimension === "1" ? dimensionless : dimensions[setting.dimension];
      const written = given[key] ?? setting.default;
      if (typeof written !== "string" && typeof written !== "number")
        throw new ExperimentError(`must be a quantity such as "${setting.default}"`, `${place}.${key}`);
      const { value } = quantityAt(written, `${place}.${key}`, dimension);
      if (!(value > 0)) throw new ExperimentError(`must be greater than zero, but is ${written}`, `${place}.${key}`);
      return [key, value] as const;
    });
    const before = list.slice(0, k).filter((other) => other.name === name).length;
    const label = before > 0 ? `${name} ${before + 1}` : name;
    return { label, objective, weight, document: one, settings: Object.fromEntries(settings) };
  });
}
