import * as z from "zod";
import { type Stimulus, type StimulusParameter, stimuli } from "./stimuli/index.ts";

const aQuantity = 'must be a quantity such as "8 ms", a list of quantities, or a range {"from", "to", "count"}';
/** A text, or an error that says what is wanted. */
export const text = (wanted: string) => z.string({ error: `must be ${wanted}` });
export const quantity = z.union([z.string(), z.number()], {
  error: 'must be a quantity such as "8 ms", or a finite number',
});

export const range = z
  .strictObject({
    from: quantity.describe("First point."),
    to: quantity.describe("Last point, included."),
    count: z
      .int({ error: "must be a whole number of points" })
      .min(2, "must be at least 2 points")
      .max(1e7, "must be at most 10^7 points")
      .describe("How many points."),
    scale: z
      .enum(["linear", "log"], { error: 'must be "linear" or "log"' })
      .optional()
      .describe("Equal differences (linear, the default) or equal ratios (log)."),
  })
  .describe("A range of values: an axis.");

/** What an axis may be made of. */
export const values = z.union([quantity, z.array(quantity).min(1, "must have at least one value"), range], {
  error: aQuantity,
});

function parameterSchema(parameter: StimulusParameter, isReplaceable: boolean) {
  const missing =
    parameter.default === undefined
      ? ""
      : ` Default: ${parameter.default === "end" ? "the end of the run" : parameter.default}.`;
  const schema = values.describe(`${sentence(parameter.meaning)}${missing}`);
  return parameter.default === undefined && !isReplaceable ? schema : schema.optional();
}

function stimulusSchema(stimulus: Stimulus) {
  const entries = Object.entries(stimulus.parameters);
  const replaced = entries.flatMap(([name, { insteadOf }]) => (insteadOf === undefined ? [] : [name, insteadOf]));
  const parameters = {
    ...Object.fromEntries(
      entries.map(([name, parameter]) => [name, parameterSchema(parameter, replaced.includes(name))]),
    ),
    ...choiceSchema(stimulus),
  };
  const train = {
    times: values.describe("The times of the spikes, in any order: a list, or a range for equal intervals."),
    ...parameters,
  };
  const clamp = {
    ...parameters,
    variable: text("the name of a variable").optional().describe("The variable it holds. Default: v."),
  };
  const data = {
    ...parameters,
    interval: values.optional().describe("The time from one sample to the next. Default: that of the table's times."),
    start: values.optional().describe("The time of the first sample. Default: that of the table, or 0 ms."),
    values: z
      .array(quantity, { error: "must be a list of numbers" })
      .min(1, "must have at least one value")
      .optional()
      .describe("The samples."),
    unit: text('a unit such as "nA"').optional().describe("Unit of samples that are plain numbers."),
    csv: text("the text of a table")
      .optional()
      .describe("A table; its first line may name columns and units: time (ms),current (nA)."),
    file: text("the name of a file").optional().describe("A file with such a table; the command line reads it."),
    column: text("the name or number of a column")
      .optional()
      .describe("Heading, name or number of the table's column. Default: the first in a unit of the input."),
  };
  return z
    .strictObject({
      stimulus: z.literal(stimulus.name),
      to: text("the name of an input of the model")
        .optional()
        .describe("The variable it drives. Default: the model's only input."),
      ...{ formula: parameters, sampled: data, train, noise: parameters, fluctuation: parameters, clamp }[
        stimulus.kind
      ],
    })
    .describe(stimulus.description);
}

/** The key of a choice and its words. */
function choiceSchema({ choice }: Stimulus) {
  if (!choice) return {};
  const quoted = choice.words.map((word) => `"${word}"`).join(" or ");
  const schema = z
    .enum(choice.words, { error: `must be ${quoted}` })
    .optional()
    .describe(`${sentence(choice.meaning)} Default: "${choice.words[0]}".`);
  return { [choice.key]: schema };
}

const stimulusSchemas = stimuli.map(stimulusSchema);
/** One stimulus of a document. */
export const stimulus = z.discriminatedUnion("stimulus", stimulusSchemas as [(typeof stimulusSchemas)[number]], {
  error: 'must be an object such as {"stimulus": "step", "amplitude": "2 nA"}',
});

/** The keys that a stimulus may have; none where there is no such stimulus. */
export function stimulusKeys(name: unknown): readonly string[] {
  const index = stimuli.findIndex((known) => known.name === name);
  return Object.keys(stimulusSchemas[index]?.shape ?? {});
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
