import type * as z from "zod";

/** The spikes of a source, one after the other, in the order of time. */
export interface SpikeStream {
  /** Of the next spike, in seconds; Infinity after the last one. */
  readonly time: number;
  /** The neuron that fires it. */
  readonly neuron: number;
  /** Goes to the spike after it; only where there is one. */
  advance(): void;
}

/** Where a source stands in a document, and what its random numbers are a function of. */
export interface SourcePlace {
  /** `populations.NAME` */
  readonly path: string;
  readonly seed: number;
  /** The number of the population among all that draws random numbers. */
  readonly object: number;
  /** Seconds: the end of the run, after which no spike is asked for. */
  readonly end: number;
}

/** A kind of source that draws its spikes: `{"source": "gamma", "size": 100, "rate": "20 Hz", "order": 4}`. */
export interface SourceKind<Schema extends z.ZodObject = z.ZodObject> {
  /** What a document says: `"gamma"`. */
  readonly name: string;
  /** Of its neurons: "fire regularly". */
  readonly what: string;
  /** Its settings, among them `source`, its name, and `size`. */
  readonly schema: Schema;
  /**
   * What begins its spikes. They are a function of settings, seed and object: neither threads nor chunks change them, and a run that
   * goes on from some time lets those before it go by.
   *
   * @throws ExperimentError for settings that there cannot be
   */
  resolve(settings: z.output<Schema>, place: SourcePlace): () => SpikeStream;
}

/** A kind of source, its settings typed by their schema. */
export function sourceKind<Schema extends z.ZodObject>(kind: SourceKind<Schema>): SourceKind<Schema> {
  return kind;
}
