import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { modelObject, runSettings } from "../experiment.ts";
import { type Known, type Path, pathText, refusalOf, valueAt } from "../experiment-refusal.ts";
import { quantity, stimulus, stimulusKeys, text } from "../experiment-stimuli.ts";
import { models } from "../models/index.ts";
import { stimuli } from "../stimuli/index.ts";
import { synapses } from "../synapses/index.ts";
import { byDistanceKeys, byDistanceSchema, isByDistance } from "./by-distance.ts";
import { connectSchema, ruleKeys, ruleNames } from "./connect.ts";
import { distributionKeys, distributionNames, distributionSchema } from "./distribution.ts";
import { isSpikeSource, type NetworkDocument, type PopulationDocument, type VaryingRate } from "./network-types.ts";
import { positionsSchema } from "./positions.ts";
import { sourceKeys, sourceNames, spikeSourceSchemas } from "./spike-source.ts";
import { synapseRecordSchema } from "./synapse-record.ts";
import { variedSchema } from "./varied.ts";
import { isVaryingRate, rateSchema, varyingRateKeys } from "./varying-rate.ts";

const perSynapse = z.union(
  [quantity, z.array(quantity).min(1, "must have at least one value"), distributionSchema, byDistanceSchema],
  {
    error:
      'must be a quantity such as "8 ms", a list with one for each synapse, a distribution, or an expression of the distance',
  },
);
const table = (meaning: string) =>
  z
    .record(z.string(), variedSchema, { error: 'must be an object such as {"tau_m": "8 ms"}' })
    .optional()
    .describe(meaning);
const constants = z.record(z.string(), quantity, { error: 'must be an object such as {"tau": "5 ms"}' }).optional();
const aName = (what: string) => text(`the name of ${what}`);

const record = z
  .strictObject({
    variables: z
      .array(aName("a variable"), { error: 'must be a list of names such as ["v"]' })
      .optional()
      .describe("Variables to record. Spikes are always recorded. Default: none."),
    neurons: z
      .array(z.int("must be the number of a neuron"), { error: "must be a list of numbers such as [0, 1, 2]" })
      .optional()
      .describe("Numbers of the neurons whose variables are recorded. Default: all."),
    every: text('a time such as "0.1 ms"').optional().describe("Time between samples. Default: dt."),
  })
  .optional()
  .describe("What to record beside the spikes.");

const positions = positionsSchema.optional().describe("Where its neurons are, for rules of distance.");

const neurons = z
  .strictObject({
    model: z
      .union([z.enum(models.map((model) => model.name) as [string]), modelObject], {
        error: "must be the name of a model of the catalogue, or an object with equations",
      })
      .describe("The model of all its neurons."),
    preset: aName("a preset").optional().describe("A named set of parameters of the model."),
    size: z
      .int({ error: "must be a whole number of neurons" })
      .min(1, "must be at least 1")
      .max(1e8, "must be at most 10^8")
      .describe("How many neurons."),
    parameters: table(
      "Parameters that differ from the model's own: one value, one for each neuron, or a distribution.",
    ),
    input: z
      .array(stimulus, { error: 'must be a list such as [{"stimulus": "step", "amplitude": "2 nA"}]' })
      .max(1000, "must be at most 1000 stimuli")
      .optional()
      .describe("Stimuli, the same for all; a list of values has one for each neuron. Default: the preset's, or none."),
    initial: table("Values of variables at the beginning. Default: the model's own."),
    positions,
    record,
  })
  .describe("Neurons of one model.");

const synapse = z
  .strictObject({
    receptor: text('equations such as "dg/dt = -g/tau : conductance"')
      .optional()
      .describe("What the target neuron holds for all these synapses together."),
    current: aName("a line of the receptor")
      .optional()
      .describe("The line of the receptor that is added to the input of the neuron."),
    sum: text('sums such as "S = w*s_pre"')
      .optional()
      .describe(
        "Variables of the receptor that are, after every step, sums over its synapses: of the weight, of a state of the source neuron, or of their product.",
      ),
    equations: text('equations such as "dx/dt = (1 - x)/tau : 1"').optional().describe("What each synapse holds."),
    parameters: constants.describe("Values of the names in its texts."),
    initial: constants.describe("Values of its states at the beginning."),
    onPre: text('assignments such as "g += w"').optional().describe("What changes when a spike arrives."),
    onPost: text('assignments such as "w += a"').optional().describe("What changes when the target neuron fires."),
  })
  .describe("A synapse as text; `w` is the weight.");

const poisson = z
  .strictObject({
    poisson: rateSchema.describe(
      "Spikes per second of one source: one value, one for each target neuron, a distribution, or an expression of the time t.",
    ),
    sources: z
      .number({ error: "must be a number of sources" })
      .min(0, "must not be negative")
      .optional()
      .describe("How many sources each target neuron has. Default: 1."),
    start: text('a time such as "100 ms"')
      .optional()
      .describe("When they begin to fire. Default: the beginning of the run."),
    stop: text('a time such as "200 ms"').optional().describe("When they stop. Default: the end of the run."),
  })
  .describe(
    "Independent Poisson sources, other ones for each target neuron; what they fire in a time step arrives together.",
  );

const projection = z
  .strictObject({
    name: text("a name").optional().describe("Its name in messages and results."),
    from: z
      .union([aName("a population"), poisson], {
        error: 'must be the name of a population, or {"poisson": "8 Hz", "sources": 1000}',
      })
      .describe("The population whose spikes arrive; or Poisson sources."),
    to: aName("a population").describe("The population at which they arrive."),
    synapse: z
      .union([z.enum(synapses.map(({ name }) => name) as [string]), synapse], {
        error: "must be the name of a synapse of the catalogue, or an object with onPre",
      })
      .optional()
      .describe('A synapse of the catalogue, or one as text. Default: "delta".'),
    parameters: constants.describe("Parameters that differ from the synapse's own."),
    connect: connectSchema.optional().describe('Which neurons are connected. Default: "all-to-all".'),
    weight: perSynapse.describe(
      "What a spike brings: one value, one for each synapse, a distribution, or a function of the distance.",
    ),
    delay: perSynapse
      .optional()
      .describe(
        "From a spike to its arrival: one value, one for each synapse, a distribution, or a function of the distance. Default: one time step.",
      ),
    receptor: text("a name")
      .optional()
      .describe(
        "Projections onto one population with the same receptor share its variables, which are called after it. Default: those of one kind and parameters do.",
      ),
    target: aName("an input")
      .optional()
      .describe("The input that the current of the synapse drives. Default: the only one."),
    record: synapseRecordSchema.optional(),
  })
  .describe("Synapses from one population to another, or to itself.");

const network = z
  .strictObject(
    {
      $schema: text("an address").optional().describe("Address of this schema, for editors."),
      populations: z
        .record(
          z.string(),
          z.union([neurons, ...spikeSourceSchemas], {
            error: 'must be an object such as {"model": "lif", "size": 100}',
          }),
          {
            error: 'must be an object such as {"e": {"model": "lif", "size": 100}}',
          },
        )
        .describe("Populations of neurons by their names."),
      projections: z
        .array(projection, { error: "must be a list of projections" })
        .optional()
        .describe("What connects them."),
      duration: text('a time such as "1 s"').describe("Length of the run: a whole number of time steps."),
      ...runSettings,
    },
    { error: 'must be an object with "populations"' },
  )
  .meta({ title: "rheobase network", description: "Populations of neurons and the synapses between them." });

/** The keys of the document. */
export const networkKeys: readonly string[] = Object.keys(network.shape);

/** The JSON Schema of the document of a network, draft 2020-12. */
export function networkSchema(): object {
  return z.toJSONSchema(network, { io: "input" });
}

/** Whether a value read from JSON is meant as the document of a network. */
export function isNetworkDocument(json: unknown): boolean {
  return typeof json === "object" && json !== null && "populations" in json;
}

/**
 * The document of a network in a value read from JSON: keys and kinds of values are right afterwards, not yet units and names.
 *
 * @throws ExperimentError naming the place, such as `projections[0].weight`.
 */
export function parseNetwork(json: unknown): NetworkDocument {
  const parsed = network.safeParse(json);
  if (!parsed.success) throw refusalOf(parsed.error.issues, json, known);
  refusePrototype(json);
  return parsed.data as NetworkDocument;
}

const known: Known = { keysAt, namesAt };

function namesAt(path: Path): readonly string[] | undefined {
  const last = path.at(-1);
  if (path[0] === "populations" && path.length === 3 && last === "model") return models.map(({ name }) => name);
  if (path[0] === "projections" && path.length === 3 && last === "synapse") return synapses.map(({ name }) => name);
  if (path[0] === "populations" && path.length === 3 && last === "source") return sourceNames;
  if (last === "stimulus") return stimuli.map(({ name }) => name);
  if (last === "rule" || last === "connect") return ruleNames;
  if (last === "distribution") return distributionNames;
  return undefined;
}

/** The keys of the object at this place. */
function keysAt(path: Path, json: unknown): readonly string[] {
  const value = valueAt(json, path);
  const [first, , third] = path;
  if (path.length === 0) return Object.keys(network.shape);
  if (isRateOf(path) && isVaryingRate(value as VaryingRate)) return varyingRateKeys;
  if (first === "populations" && path.length === 2)
    return isSource(value) ? sourceKeys((value as { source?: unknown }).source) : Object.keys(neurons.shape);
  if (first === "projections" && path.length === 2) return Object.keys(projection.shape);
  if (third === "model") return Object.keys(modelObject.shape);
  if (third === "record")
    return Object.keys(first === "projections" ? synapseRecordSchema.shape : record.unwrap().shape);
  if (third === "synapse") return Object.keys(synapse.shape);
  if (third === "input") return stimulusKeys(valueAt(json, [...path, "stimulus"]));
  if (third === "from") return Object.keys(poisson.shape);
  if ((third === "weight" || third === "delay") && isByDistance(valueAt(json, path))) return byDistanceKeys;
  if (third === "connect") return ruleKeys(valueAt(json, [...path, "rule"]));
  return distributionKeys(valueAt(json, [...path, "distribution"]));
}

/** Whether it is the place of a rate: of a source, or of Poisson sources. */
function isRateOf(path: Path): boolean {
  const place = path.filter((_, k) => k !== 1).join(".");
  return place === "populations.rate" || place === "projections.from.poisson";
}

function isSource(value: unknown): boolean {
  return typeof value === "object" && value !== null && isSpikeSource(value as PopulationDocument);
}

/** zod passes over a key called __proto__ in tables of names; here it is an unknown name like any other. */
function refusePrototype(json: unknown): void {
  const visit = (value: unknown, path: Path): void => {
    if (typeof value !== "object" || value === null || path.length > 6) return;
    if (Object.hasOwn(value, "__proto__"))
      throw new ExperimentError('"__proto__" is no name', pathText([...path, "__proto__"]));
    if (!Array.isArray(value)) for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
    else if (path.length === 1)
      value.forEach((inner, k) => {
        visit(inner, [...path, k]);
      });
  };
  visit(json, []);
}
