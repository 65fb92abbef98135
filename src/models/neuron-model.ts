import type { ModelDefinition } from "../language/definition.ts";

/** A neuron model of the catalogue: its text, its documentation and its named parameter sets. */
export interface NeuronModel {
  /** What a document says: `"model": "lif"`. */
  readonly name: string;
  readonly title: string;
  /** One paragraph: what the model is, what its equations mean, what it cannot do. */
  readonly description: string;
  readonly definition: ModelDefinition;
  /** Each parameter and each variable, in words. */
  readonly meanings: Readonly<Record<string, string>>;
  readonly presets: Readonly<Record<string, Preset>>;
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

/** `{ stimulus: "step", amplitude: "0.8 nA", start: "20 ms" }` */
export interface PresetStimulus {
  readonly stimulus: string;
  readonly [parameter: string]: string | number;
}
