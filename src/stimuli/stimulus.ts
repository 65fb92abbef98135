/**
 * A stimulus of the catalogue: a current, or whatever the driven variable is, as an exact expression of time. It is
 * written into the equations, so it is never held between time steps. Several stimuli on one variable add up.
 */
export type Stimulus = Formula | Sampled | Train | Noise | Fluctuation | Clamp;

/** A stimulus that is a formula: `amplitude*int(t >= start and t < stop)`. */
export interface Formula extends Described {
  readonly kind: "formula";
  /** In the parameters' names and `t`; with a choice, one for each of its words. */
  readonly expression: string | Readonly<Record<string, string>>;
}

/** A stimulus that is a list of samples at equal intervals. */
export interface Sampled extends Described {
  readonly kind: "sampled";
  /**
   * One for each word of its choice, in the parameters' names, `t`, `count` (how many samples there are) and the tables
   * `values` (the samples) and `differences` (from each sample to the next).
   */
  readonly expression: Readonly<Record<string, string>>;
}

/** A stimulus that follows a list of times, which a document gives as `times`. */
export interface Train extends Described {
  readonly kind: "train";
  /** The expression and its table `times`, in seconds, for ascending times and the largest value of each parameter. */
  readonly write: (times: Float64Array, largest: Largest, choice: string | undefined) => Written;
}

export type Largest = (parameter: string) => number;

export interface Written {
  readonly expression: string;
  readonly times: Float64Array;
}

/** A stimulus that follows courses of random numbers, which its parameters `seed`, `tau` and `interval` determine. */
export interface Noise extends Described {
  readonly kind: "noise";
  /**
   * One for each word of its choice, in the parameters' names, `t`, and tables: `values`, the courses one behind the other, each
   * of `length` numbers of mean 0 and variance 1; `seeds`, `taus` and `intervals`, the ascending values of those parameters, of
   * which there are `tausCount` and `intervalsCount`, the intervals' changing fastest.
   */
  readonly expression: Readonly<Record<string, string>>;
}

/** A stimulus that is random, and another for each neuron. */
export interface Fluctuation extends Described {
  readonly kind: "fluctuation";
  /** In the parameters' names, `t`, white noise `xi`, and the variable of `state`. */
  readonly expression: string;
  /** A variable without unit that it brings along, in the same names; its initial value may be drawn. */
  readonly state?: { readonly local: string; readonly derivative: string; readonly initial: string };
}

/**
 * A stimulus that gives its input whatever value makes a variable of the model change as wanted: the amplifier of a voltage
 * clamp. The other stimuli of the input have no say while it lasts.
 */
export interface Clamp extends Described {
  readonly kind: "clamp";
  /** The rate of change of the variable, called `clamped`; in the parameters' names and `t`. */
  readonly expression: string;
  /** When it acts: 1 or 0. */
  readonly lasts: string;
}

interface Described {
  /** What a document says: `"stimulus": "step"`. */
  readonly name: string;
  readonly title: string;
  /** One paragraph: its value before, during and after. */
  readonly description: string;
  readonly parameters: Readonly<Record<string, StimulusParameter>>;
  readonly choice?: Choice;
}

/** A word in a document that chooses between expressions: `"sweep": "exponential"`. */
export interface Choice {
  readonly key: string;
  /** The first is the default. */
  readonly words: readonly [string, ...string[]];
  readonly meaning: string;
}

export interface StimulusParameter {
  /** A unit's name; `input`: the dimension of the variable it drives; `clamped`: of the variable that a clamp holds. */
  readonly dimension: "second" | "hertz" | "1" | "input" | "clamped";
  /** A quantity, or `end`: the end of the run. Without a default it must be given; 0 is zero in any dimension. */
  readonly default?: string | number;
  /** The value must be greater than zero, or than that of the parameter named. */
  readonly above?: "zero" | "start";
  /** The value must not be less than zero. */
  readonly atLeastZero?: true;
  /** `above` holds only with this word of the choice. */
  readonly aboveIn?: string;
  /** It may be given in the place of another parameter, as 1 over it. */
  readonly insteadOf?: string;
  readonly meaning: string;
}

/** Seconds-valued bounds that most stimuli share. */
export const timeWindow = {
  start: { dimension: "second", default: "0 ms", meaning: "when it begins; this instant is inside" },
  stop: { dimension: "second", default: "end", above: "start", meaning: "when it ends; this instant is outside" },
} as const satisfies Readonly<Record<string, StimulusParameter>>;
