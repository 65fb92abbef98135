import * as z from "zod";
import { ExperimentError } from "./errors.ts";
import { type PresetDefaults, type PresetDocument, withPreset } from "./experiment-preset.ts";
import { type Known, type Path, pathText, refusalOf, valueAt } from "./experiment-refusal.ts";
import { quantity, range, stimulus, stimulusKeys, text, values } from "./experiment-stimuli.ts";
import type { ExperimentDocument } from "./experiment-types.ts";
import { models } from "./models/index.ts";
import { stimuli } from "./stimuli/index.ts";

export type { ExperimentDocument } from "./experiment-types.ts";

const number = z.number({ error: "must be a finite number" });
const settings = (meaning: string) =>
  z.record(z.string(), values, { error: 'must be an object such as {"tau_m": "8 ms"}' }).optional().describe(meaning);
const constants = (meaning: string) =>
  z.record(z.string(), quantity, { error: 'must be an object such as {"tau_m": "8 ms"}' }).optional().describe(meaning);

/** A model as text, as a document holds it. */
export const modelObject = z
  .strictObject({
    equations: text('equations such as "dv/dt = -v/tau : volt"').describe("One equation a line, with units."),
    parameters: constants("Values of the names in the equations."),
    threshold: text('a condition such as "v > v_th"').optional().describe("A spike is counted where it becomes true."),
    reset: text('assignments such as "v = v_reset; w += b"').optional().describe("What a spike changes."),
    refractory: z
      .union([z.string(), z.number()], { error: 'must be a time such as "2 ms", a name, or a condition' })
      .optional()
      .describe("For how long, or while what is true, no spike follows another."),
    initial: constants("Values of the variables at the beginning."),
  })
  .describe("A model as text.");

const record = z
  .strictObject(
    {
      variables: z
        .array(text("the name of a variable"), { error: 'must be a list of names such as ["v"]' })
        .optional()
        .describe("Variables to record. Spikes are always recorded. Default: none."),
      every: text('a time such as "0.1 ms"').optional().describe("Time between samples. Default: dt."),
    },
    { error: 'must be an object such as {"variables": ["v"]}' },
  )
  .optional()
  .describe("What to record beside the spikes.");

/** What a document of any kind says of its run. */
export const runSettings = {
  dt: text('a time such as "0.1 ms"').optional().describe('Length of a time step. Default: "0.1 ms".'),
  method: text('the name of a method, or "auto"').optional().describe('Default: "auto", what suits the equations.'),
  tolerance: number
    .gt(0, "must be greater than 0")
    .max(0.1, "must be at most 0.1")
    .optional()
    .describe("Error per step that adaptive methods aim at. Default: 1e-8."),
  spikeTimes: z
    .enum(["exact", "grid"], { error: 'must be "exact" or "grid"' })
    .optional()
    .describe('Located inside the step ("exact", the default), or the start of the step ("grid").'),
  seed: z
    .int({ error: "must be a whole number" })
    .min(0, "must not be negative")
    .optional()
    .describe("Seed of the random numbers. Default: 1."),
};

const { seed, ...numerics } = runSettings;

const experiment = z
  .strictObject(
    {
      $schema: text("an address").optional().describe("Address of this schema, for editors."),
      model: z
        .union([z.enum(models.map((model) => model.name) as [string]), modelObject], {
          error: "must be the name of a model of the catalogue, or an object with equations",
        })
        .describe("A model of the catalogue, or one as text."),
      preset: text("the name of a preset")
        .optional()
        .describe("A named set of parameters of the model, which may come with stimuli and a duration."),
      parameters: settings("Parameters that differ from the model's own; a list or a range makes an axis."),
      input: z
        .array(stimulus, { error: 'must be a list such as [{"stimulus": "step", "amplitude": "2 nA"}]' })
        .max(1000, "must be at most 1000 stimuli")
        .optional()
        .describe("Stimuli. Those of one variable add up. Default: the preset's, or none."),
      initial: settings("Values of variables at the beginning. Default: the model's own."),
      duration: text('a time such as "200 ms"')
        .optional()
        .describe("Length of the run: a whole number of time steps. Default: the preset's, if it has one."),
      ...numerics,
      axes: z
        .enum(["product", "paired"], { error: 'must be "product" or "paired"' })
        .optional()
        .describe(
          'Members are the outer product of all lists ("product", the default), or their values one by one ("paired").',
        ),
      record,
      seed,
    },
    { error: 'must be an object such as {"model": "lif", "duration": "200 ms"}' },
  )
  .meta({
    title: "rheobase experiment",
    description: "A model, what drives it, and how long: all that a run needs.",
    anyOf: [{ required: ["duration"] }, { required: ["preset"] }],
  });

/** The keys of the document. */
export const experimentKeys: readonly string[] = Object.keys(experiment.shape);

/** The JSON Schema of the document, draft 2020-12. */
export function experimentSchema(): object {
  return z.toJSONSchema(experiment, { io: "input" });
}

/**
 * The document in a value read from JSON, with what it leaves to its preset: keys and kinds of values are right afterwards,
 * not yet units and names.
 *
 * @param defaults a duration and stimuli for a document that has none, and whose preset has none.
 * @throws ExperimentError naming the place, such as `input[0].amplitude`.
 */
export function parseExperiment(json: unknown, defaults: PresetDefaults = {}): ExperimentDocument {
  const parsed = experiment.safeParse(json, { jitless: true }); // no generated JavaScript, and faster the first time
  if (!parsed.success) throw refusalOf(parsed.error.issues, json, known);
  refusePrototype(json);
  return withPreset(parsed.data as PresetDocument, defaults);
}

const known: Known = { keysAt, namesAt };

/** The names that a text at this place may be. */
function namesAt(path: Path): readonly string[] | undefined {
  if (path.length === 1 && path[0] === "model") return models.map((model) => model.name);
  if (path[0] === "input" && path.at(-1) === "stimulus") return stimuli.map((known) => known.name);
  return undefined;
}

/** The keys of the object at this place. */
function keysAt(path: Path, json: unknown): readonly string[] {
  if (path.length === 0) return experimentKeys;
  if (path.length === 1 && path[0] === "model") return Object.keys(modelObject.shape);
  if (path.length === 1 && path[0] === "record") return Object.keys(record.unwrap().shape);
  if (path.length === 2 && path[0] === "input") {
    return stimulusKeys(valueAt(json, [...path, "stimulus"]));
  }
  return Object.keys(range.shape);
}

/** zod passes over a key called __proto__ in tables of names; here it is an unknown name like any other. */
function refusePrototype(json: unknown): void {
  const tables: Path[] = [["parameters"], ["initial"], ["model", "parameters"], ["model", "initial"]];
  for (const path of tables) {
    const table = valueAt(json, path);
    if (typeof table === "object" && table !== null && Object.hasOwn(table, "__proto__"))
      throw new ExperimentError('"__proto__" is no name', pathText([...path, "__proto__"]));
  }
}
