import type { ModelDefinition } from "../language/definition.ts";
import type { Value } from "./value.ts";

/** What was found in a program for Brian 2. */
export interface BrianProgram {
  /** Its neuron: the equations as they are written there, and the values that they use. Nobody has checked it yet. */
  readonly definition: ModelDefinition;
  /** What of it was taken: `"equations"`, `"threshold"`, `"tau = 10 ms"`. */
  readonly taken: readonly string[];
  readonly notUnderstood: readonly NotUnderstood[];
}

export interface NotUnderstood {
  readonly text: string;
  readonly reason: string | undefined;
}

export type Texts = "equations" | "threshold" | "reset" | "refractory";

/** What a reading gathers. */
export interface Reading {
  readonly source: string;
  readonly strings: Map<string, string>;
  readonly values: Map<string, Value>;
  /** Variables of the neurons that the program sets: `G.v = -70*mV`. */
  readonly set: Map<string, string>;
  /** Names that values are computed from. */
  readonly mentioned: Set<string>;
  /** Names of inputs that the program has as tables. */
  readonly tables: Set<string>;
  readonly texts: Map<Texts, string>;
  readonly groups: Set<string>;
  readonly missed: NotUnderstood[];
}
