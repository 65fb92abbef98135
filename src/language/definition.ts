import type { Dimension } from "../quantity/dimension.ts";

/** A neuron model as text, as a document or the catalogue gives it. */
export interface ModelDefinition {
  readonly equations: string;
  /** `{ "tau": "10 ms" }`; a plain number has no unit. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** A condition: `"v > v_th"`. */
  readonly threshold?: string;
  /** Assignments: `"v = v_reset; w += b"`. */
  readonly reset?: string;
  /** A quantity, a time in parameters, or a condition that holds spikes back while it is true. */
  readonly refractory?: string | number;
  /** Quantities or expressions in parameters, `i`, subexpressions and other states. */
  readonly initial?: Readonly<Record<string, string | number>>;
}

/**
 * A stimulus made ready: text in its own (local) names and `t`, whose dimension must be that of the input it drives.
 * In the model, each local name is called `name`. `sample(table, index)` reads a table.
 */
export interface Drive {
  /** The input that it drives; undefined for the model's only one. */
  readonly to: string | undefined;
  readonly expression: string;
  /**
   * A drive that gives its input whatever value makes a state change as wanted, while `lasts` is 1: `expression` is then
   * the rate of change of the state, which both texts call `clamped`.
   */
  readonly clamp?: { readonly variable: string; readonly lasts: string };
  /** A drive that holds white noise: `xi` in its texts is the source of this name, `xi_…`. */
  readonly noise?: string;
  /** A variable without unit that the drive brings along. */
  readonly state?: {
    readonly local: string;
    readonly name: string;
    readonly derivative: string;
    readonly initial: string;
  };
  /** Values in SI. */
  readonly parameters: readonly {
    readonly local: string;
    readonly name: string;
    readonly dimension: Dimension;
    readonly value: number;
  }[];
  /** Values in SI. */
  readonly tables: readonly {
    readonly local: string;
    readonly name: string;
    readonly values: Float64Array;
    readonly dimension: Dimension;
  }[];
}
