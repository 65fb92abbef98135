import type { ModelDefinition } from "./language/definition.ts";
import type { catalogue } from "./models/index.ts";
import type { Dimensionless, Frequency, KindOf, KindOfUnit, Time, Voltage } from "./quantity/typed.ts";

/** A quantity; several, which make an axis; or a range, which makes one too. */
export type Values<Q> = Q | readonly Q[] | Range<Q>;

/** `{ from: "0 nA", to: "10 nA", count: 1000 }`: both ends included. */
export interface Range<Q> {
  readonly from: Q;
  readonly to: Q;
  /** How many points, at least 2. */
  readonly count: number;
  /** Equal differences, or equal ratios. Default: linear. */
  readonly scale?: "linear" | "log";
}

/**
 * An experiment: everything that can be run, in one document. Units are checked by the compiler where the model is one of
 * the catalogue: `amplitude: "1.2 mV"` does not compile where a current is wanted.
 */
export type Experiment = CatalogueExperiment | CustomExperiment;

/**
 * What a document literal must be: one that names a model of the catalogue has the units of that model. A document whose model is
 * not known to the compiler, as one read from a file, is checked when it is run.
 */
export type Typed<D> = D extends { readonly model: CatalogueName } ? Experiment : unknown;

/** An experiment of a protocol, which knows how long to run where the experiment does not say. */
export type Subjected = Untimed<CatalogueExperiment> | Untimed<CustomExperiment>;
type Untimed<E> = E extends unknown ? Omit<E, "duration"> & { readonly duration?: Time } : never;

/** An experiment with a model of the catalogue. */
export type CatalogueExperiment = {
  [Name in CatalogueName]: Timed<Name> & {
    readonly model: Name;
    readonly parameters?: {
      readonly [P in keyof Entry<Name>["definition"]["parameters"]]?: Values<
        KindOf<Entry<Name>["definition"]["parameters"][P]>
      >;
    };
    readonly input?: readonly StimulusOf<InputOf<Name>>[];
    readonly initial?: { readonly [V in keyof Entry<Name>["definition"]["initial"]]?: Values<string | number> };
  };
}[CatalogueName];

/** A preset may say how long to run, and what drives the model where the document has no `input`. `parameters` override it. */
type Timed<Name extends CatalogueName> =
  | (Settings & { readonly preset?: keyof Entry<Name>["presets"] })
  | (Omit<Settings, "duration"> & { readonly duration?: Time; readonly preset: TimedPreset<Entry<Name>["presets"]> });

type TimedPreset<Presets> = {
  [P in keyof Presets]: Presets[P] extends { readonly duration: string } ? P : never;
}[keyof Presets];

/** An experiment with a model of one's own: units are checked when the document is read. */
export type CustomExperiment = Settings & {
  readonly model: ModelObject;
  readonly parameters?: Readonly<Record<string, Values<string | number>>>;
  readonly input?: readonly StimulusOf<string | number>[];
  readonly initial?: Readonly<Record<string, Values<string | number>>>;
};

/** A model of one's own, as a document says it. */
export type ModelObject = ModelDefinition;

/** What every experiment says beside its model. */
export interface Settings {
  readonly duration: Time;
  /** Length of a time step. Default: `"0.1 ms"`. */
  readonly dt?: Time;
  /** A method's name, or `"auto"`, the default: the method that suits the equations. */
  readonly method?: string;
  /** Error per step that adaptive methods aim at, relative to the size of the variable. Default: 1e-8. */
  readonly tolerance?: number;
  /** `"exact"`, the default: located inside the step. `"grid"`: the start of the step. */
  readonly spikeTimes?: "exact" | "grid";
  readonly record?: RecordSettings;
  /** Members are the outer product of the axes (`"product"`, the default), or their values one by one (`"paired"`). */
  readonly axes?: "product" | "paired";
  /** Seed of the random numbers, a whole number. Default: 1. */
  readonly seed?: number;
}

export interface RecordSettings {
  /** Variables to record. Spikes are always recorded. Default: none. */
  readonly variables?: readonly string[];
  /** Time between samples. Default: dt. */
  readonly every?: Time;
}

/** One stimulus; `Input` is the kind of quantity it drives. */
export type StimulusOf<Input> =
  | (Target & { readonly stimulus: "constant"; readonly amplitude: Values<Input> })
  | (Target & Window & { readonly stimulus: "step"; readonly amplitude: Values<Input> })
  | (Target &
      Window & {
        readonly stimulus: "pulses";
        readonly amplitude: Values<Input>;
        readonly width: Values<Time>;
        /** Default: as many as there is time for. */
        readonly count?: Values<Dimensionless>;
      } & (
        | { readonly period: Values<Time>; readonly frequency?: never }
        | { readonly frequency: Values<Frequency>; readonly period?: never }
      ))
  | (Target &
      Window & {
        readonly stimulus: "staircase";
        readonly amplitude?: Values<Input>;
        readonly increment: Values<Input>;
        readonly interval: Values<Time>;
      })
  | (Target & Window & { readonly stimulus: "ramp"; readonly amplitude: Values<Input>; readonly from?: Values<Input> })
  | (Target &
      Window & {
        readonly stimulus: "sine";
        readonly amplitude: Values<Input>;
        readonly frequency: Values<Frequency>;
        readonly phase?: Values<Dimensionless>;
        readonly offset?: Values<Input>;
      })
  | (Target &
      Window & {
        readonly stimulus: "chirp";
        readonly amplitude: Values<Input>;
        readonly startFrequency?: Values<Frequency>;
        readonly stopFrequency: Values<Frequency>;
        /** Default: linear. */
        readonly sweep?: "linear" | "exponential";
        readonly phase?: Values<Dimensionless>;
        readonly offset?: Values<Input>;
      })
  | (Target & {
      readonly stimulus: "spikes";
      /** Of presynaptic spikes, in any order: these make no axis. */
      readonly times: readonly Time[] | Range<Time>;
      readonly amplitude: Values<Input>;
      readonly tau: Values<Time>;
      readonly delay?: Values<Time>;
      /** Default: exponential. */
      readonly shape?: "exponential" | "alpha" | "rectangular";
    })
  | (Target &
      Window & {
        readonly stimulus: "white-noise" | "ornstein-uhlenbeck";
        readonly mean?: Values<Input>;
        readonly sigma: Values<Input>;
        /** Correlation time; of white noise the time that `sigma` refers to. */
        readonly tau?: Values<Time>;
      })
  | (Target &
      Window & {
        readonly stimulus: "frozen-noise";
        readonly mean?: Values<Input>;
        readonly sigma: Values<Input>;
        /** Correlation time. Default: none, each value is independent. */
        readonly tau?: Values<Time>;
        /** Default: 0.1 ms. */
        readonly interval?: Values<Time>;
        /** Default: 1. */
        readonly seed?: Values<Dimensionless>;
        readonly interpolation?: "held" | "linear";
      })
  | (Target &
      Window & {
        readonly stimulus: "voltage-clamp";
        /** In the unit of the variable. */
        readonly command: Values<Voltage | Dimensionless>;
        readonly tau?: Values<Time>;
        /** The variable it holds. Default: v. */
        readonly variable?: string;
      })
  | (Target & SampleSettings & { readonly stimulus: "samples" });

interface Target {
  /** The variable it drives. Default: the model's only input. */
  readonly to?: string;
}

interface Window {
  /** Default: the beginning of the run. */
  readonly start?: Values<Time>;
  /** Default: the end of the run. */
  readonly stop?: Values<Time>;
}

/**
 * Samples come from `values` or from the text of a table, `csv`. Who can read files puts the text of a `file` into `csv`;
 * errors then name the file.
 */
export interface SampleSettings {
  /** Numbers in `unit`, or quantities. */
  readonly values?: readonly (number | string)[];
  /** Unit of plain numbers, and of a column whose heading names none: `"nA"`. */
  readonly unit?: string;
  readonly csv?: string;
  readonly file?: string;
  /** Column of the table: heading, name, or number from 1. Default: the first in a unit of the input. */
  readonly column?: string;
  /** Default: that of the table's column of times, which is not read where an interval is given. */
  readonly interval?: Values<Time>;
  /** Time of the first sample. Default: the first time of the table, or the beginning of the run. */
  readonly start?: Values<Time>;
  /** Between samples: the last one, or a straight line. Default: held. */
  readonly interpolation?: "held" | "linear";
}

/** A document as read from JSON: shape and keys are right, units and names are not yet looked at. */
export interface ExperimentDocument {
  readonly model: string | ModelObject;
  readonly preset?: string;
  readonly parameters?: Readonly<Record<string, Values<string | number>>>;
  readonly input?: readonly StimulusDocument[];
  readonly initial?: Readonly<Record<string, Values<string | number>>>;
  readonly duration: string;
  readonly dt?: string;
  readonly method?: string;
  readonly tolerance?: number;
  readonly spikeTimes?: "exact" | "grid";
  readonly axes?: "product" | "paired";
  readonly record?: { readonly variables?: readonly string[]; readonly every?: string };
  readonly seed?: number;
}

/** One stimulus of such a document: its parameters under their own names. */
export interface StimulusDocument extends Omit<SampleSettings, "interval" | "start"> {
  readonly stimulus: string;
  readonly to?: string;
  readonly [parameter: string]: unknown;
}

type CatalogueName = (typeof catalogue)[number]["name"];
type Entry<Name extends CatalogueName> = Extract<(typeof catalogue)[number], { readonly name: Name }>;

/** The kind of quantity of a model's input, read from its own text: `I : amp (input)` is a Current. */
type InputOf<Name extends CatalogueName> = InputIn<Entry<Name>["definition"]["equations"]>;
type InputIn<Text extends string> = Text extends `${infer Line}\n${infer Rest}`
  ? InputIn<Line> | InputIn<Rest>
  : Text extends `${string} : ${infer Unit} (input)`
    ? KindOfUnit<Unit>
    : never;
