import type { ModelDefinition } from "../language/definition.ts";

/** A neuron model of the catalogue: its text, its documentation and its named parameter sets. */
export interface NeuronModel {
  /** What a document says: `"model": "lif"`. */
  readonly name: string;
  readonly title: string;
  /** One paragraph: what the model is, what its equations mean, what it cannot do. */
  readonly description: string;
  readonly definition: ModelDefinition;
  /** What the potential is counted in, where the equations have no units. */
  readonly potentialUnit?: "mV";
  /** Each parameter and each variable, in words. */
  readonly meanings: Readonly<Record<string, string>>;
  readonly presets: Readonly<Record<string, Preset>>;
  /** What makes the neuron without a preset fire within 30 ms, and the length of a run that shows how. */
  readonly example: { readonly input: readonly PresetStimulus[]; readonly duration: string };
  /** What is known of the model independently of this program. A test runs and compares each. */
  readonly golden: readonly GoldenNumber[];
  readonly references: readonly string[];
}

/** A named set of parameters: what differs from the model's own. It may say what drives it and for how long. */
export interface Preset {
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly initial?: Readonly<Record<string, string | number>>;
  /** The stimuli of a document that has no `input` of its own, as a document writes them. */
  readonly input?: readonly PresetStimulus[];
  /** The length of the run of a document that gives none: `"200 ms"`. */
  readonly duration?: string;
  /** Where the numbers come from. */
  readonly source: string;
}

/** A run, and what comes out of it by a closed form, a paper, another simulator, or a converged solution. */
export interface GoldenNumber {
  /** In words: `"first spikes under 1 nA"`. */
  readonly what: string;
  /** The document, without its model and its recording. What it leaves out is the preset's. */
  readonly experiment: GoldenExperiment;
  readonly expected: Expected;
  readonly source: string;
}

export interface GoldenExperiment {
  readonly preset?: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly initial?: Readonly<Record<string, string | number>>;
  readonly input?: readonly PresetStimulus[];
  readonly duration?: string;
  readonly dt?: string;
  readonly method?: string;
  readonly spikeTimes?: "exact" | "grid";
}

export type Expected =
  /** The first spikes, how many there are, and the last, in milliseconds. */
  | {
      readonly kind: "spikes";
      readonly first: readonly number[];
      readonly count?: number;
      readonly last?: number;
      readonly within: number;
    }
  /** Spikes per second after a time in milliseconds, from the first and the last of them. */
  | { readonly kind: "rate"; readonly after: number; readonly hertz: number; readonly within: number }
  /** A variable at a time. */
  | {
      readonly kind: "value";
      readonly variable: string;
      readonly at: string;
      readonly is: string | number;
      readonly within: string | number;
    };

/** `{ stimulus: "step", amplitude: "0.8 nA", start: "20 ms" }` */
export interface PresetStimulus {
  readonly stimulus: string;
  readonly [parameter: string]: string | number;
}
