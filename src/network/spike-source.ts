import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { settingAt } from "../experiment-axes.ts";
import { quantity, values } from "../experiment-stimuli.ts";
import { dimensions } from "../quantity/dimension.ts";
import { positionsSchema } from "./positions.ts";
import { sources } from "./sources/index.ts";
import type { SourceKind, SourcePlace, SpikeStream } from "./sources/source.ts";
import { TrainQueue } from "./sources/train-queue.ts";

/** Neurons that fire whatever happens around them: their spikes are given, or drawn. */
export interface SpikeSource {
  readonly name: string;
  readonly size: number;
  /** Of its neurons: "fire at given times". */
  readonly what: string;
  /** Begins its spikes; again and again the same ones. */
  readonly begin: () => SpikeStream;
}

/** Bytes of a source for each of its neurons. */
export const sourceBytes = 16;

const given = z
  .strictObject({
    spikes: z
      .array(z.union([z.array(quantity), values]), {
        error: 'must be a list with the times of each neuron: [["3 ms", "8 ms"], []]',
      })
      .min(1, "must have at least one neuron")
      .describe("The times at which each neuron fires."),
    positions: positionsSchema.optional().describe("Where its neurons are, for rules of distance."),
  })
  .describe("Neurons that fire at given times.");

type SchemasOf<Kinds extends readonly { readonly schema: z.ZodObject }[]> = {
  -readonly [Place in keyof Kinds]: Kinds[Place]["schema"];
};

const drawn = z.discriminatedUnion(
  "source",
  sources.map(({ schema }) => schema) as unknown as SchemasOf<typeof sources>,
  { error: 'must be an object such as {"source": "gamma", "size": 100, "rate": "20 Hz", "order": 4}' },
);

/** What a document says of a source of spikes. */
export const spikeSourceSchemas = [given, drawn] as const;

/** Neurons that draw their spikes. */
export type DrawnSourceDocument = z.input<typeof drawn>;

/** The names of the kinds that draw. */
export const sourceNames: readonly string[] = sources.map(({ name }) => name);

/** The keys of a source, by the value of its key `source`; of given spikes where there is none. */
export function sourceKeys(name: unknown): readonly string[] {
  if (name === undefined) return Object.keys(given.shape);
  return Object.keys(sources.find((own) => own.name === name)?.schema.shape ?? { source: undefined });
}

/** @throws ExperimentError naming the place */
export function resolveSource(
  name: string,
  document: DrawnSourceDocument | { readonly spikes: readonly unknown[] },
  place: SourcePlace,
): SpikeSource {
  if ("source" in document) {
    const kind = sources.find((own) => own.name === document.source) as unknown as SourceKind;
    return { name, size: document.size, what: kind.what, begin: kind.resolve(document, place) };
  }
  const times = document.spikes.map((train, k) => timesAt(train, `${place.path}.spikes[${k}]`));
  const next = (neuron: number, number: number): number => times[neuron]![number] ?? Infinity;
  const size = times.length;
  return { name, size, what: "fire at given times", begin: () => new TrainQueue(size, next) };
}

/** Seconds, ascending. */
function timesAt(train: unknown, path: string): Float64Array {
  const setting = settingAt(train as never, path, dimensions.second);
  const each = setting.kind === "axis" ? setting.values.toSorted() : Float64Array.of(setting.value);
  if (each.length > 0 && !(each[0]! >= 0)) throw new ExperimentError("a spike cannot be before the beginning", path);
  return each;
}
