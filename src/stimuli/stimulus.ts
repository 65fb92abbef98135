/**
 * A stimulus of the catalogue: a current, or whatever the driven variable is, as an exact expression of time. It is
 * written into the equations, so it is never held between time steps. Several stimuli on one variable add up.
 */
export type Stimulus = Formula | Sampled;

/** A stimulus that is a formula: `amplitude*int(t >= start and t < stop)`. */
export interface Formula extends Described {
  readonly kind: "formula";
  /** In the parameters' names and `t`. */
  readonly expression: string;
}

/** A stimulus that is a list of samples at equal intervals. */
export interface Sampled extends Described {
  readonly kind: "sampled";
  /**
   * One for each way to read between samples, in the parameters' names, `t`, `count` (how many samples there are) and the
   * tables `values` (the samples) and `differences` (from each sample to the next).
   */
  readonly expressions: Readonly<Record<Interpolation, string>>;
}

export type Interpolation = "held" | "linear";

interface Described {
  /** What a document says: `"stimulus": "step"`. */
  readonly name: string;
  readonly title: string;
  /** One paragraph: its value before, during and after. */
  readonly description: string;
  readonly parameters: Readonly<Record<string, StimulusParameter>>;
}

export interface StimulusParameter {
  /** A unit's name, or `input`: the dimension of the variable it drives. */
  readonly dimension: "second" | "hertz" | "1" | "input";
  /** A quantity, or `end`: the end of the run. Without a default it must be given; 0 is zero in any dimension. */
  readonly default?: string | number;
  /** The value must be greater than zero, or than that of the parameter named. */
  readonly above?: "zero" | "start";
  readonly meaning: string;
}

/** Seconds-valued bounds that most stimuli share. */
export const timeWindow = {
  start: { dimension: "second", default: "0 ms", meaning: "when it begins; this instant is inside" },
  stop: { dimension: "second", default: "end", above: "start", meaning: "when it ends; this instant is outside" },
} as const satisfies Readonly<Record<string, StimulusParameter>>;
