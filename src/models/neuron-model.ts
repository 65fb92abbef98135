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

/** A named set of parameters: what differs from the model's own. */
export interface Preset {
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly initial?: Readonly<Record<string, string | number>>;
  /** Where the numbers come from. */
  readonly source: string;
}
