import type { Expression } from "../language/ast.ts";
import type { Model, State } from "../language/model.ts";

/** The name of the length h of a step, in seconds, in the expressions of a `Step`. */
export const stepLength = "%h";

/** The equations to be stepped: unknowns with their derivatives. Every other name is constant during the step, but `t`. */
export interface System {
  readonly unknowns: readonly {
    readonly name: string;
    readonly derivative: Expression;
    readonly scale: number;
    /** Default: none. */
    readonly noise?: State["noise"];
  }[];
}

/**
 * One step from time `t` to `t + h`, as assignments; `h` is written `%h` (a model may have an `h` of its own, and its `dt`
 * is the step of the grid). Other names with a leading `%` are bound here; an unknown's own name is its value at the start
 * of the step. `t_edge` stays as it is: it is held during the step.
 */
export interface Step {
  /**
   * Names that stand for standard normal numbers, one for each neuron and step of the grid, all independent; the pieces of a
   * step see the same. Default: none.
   */
  readonly normals?: readonly string[];
  readonly bindings: readonly Binding[];
  /** Value at the end of the step of each unknown of the system, in its order. */
  readonly next: readonly Expression[];
  /** Adaptive methods: estimated error over tolerance; the step stands where it is <= 1. */
  readonly error: Expression | undefined;
}

export type Binding =
  | { readonly kind: "value"; readonly name: string; readonly value: Expression }
  /** names[i] = derivatives[i], with unknowns[k] = at[k] and t = time. Bindings of one step share `unknowns` and `derivatives`. */
  | {
      readonly kind: "slopes";
      readonly names: readonly string[];
      readonly unknowns: readonly string[];
      readonly derivatives: readonly Expression[];
      readonly at: readonly Expression[];
      readonly time: Expression;
    }
  /** names[i][j] = (e^A - 1)[i][j] of a square matrix A, accurate relative to ‖e^A - 1‖. */
  | {
      readonly kind: "matrix exponential";
      readonly names: readonly (readonly string[])[];
      readonly matrix: readonly (readonly Expression[])[];
    }
  /**
   * names[i][j] = K[i][j], so that x' = A x + K Z/dt, with standard normal Z constant in the step, has after the step the law of
   * x' = A x + noise: K = φ(B)^-1 L with L L^T = ∫ e^(sB) V e^(sB^T) ds, s from 0 to 1, and φ(B) = ∫ e^(sB) ds; `matrix` is B = A dt,
   * `intensity` V = G G^T dt.
   */
  | {
      readonly kind: "noise matrix";
      readonly names: readonly (readonly string[])[];
      readonly matrix: readonly (readonly Expression[])[];
      readonly intensity: readonly (readonly Expression[])[];
    };

export interface Method {
  readonly name: string;
  /** Order of convergence for smooth equations; Infinity where the step is exact. */
  readonly order: number;
  /** Whether it integrates noise. */
  readonly stochastic: boolean;
  /** How it reads noise whose factor depends on what the noise drives; undefined where it integrates no such noise. */
  readonly reading?: "Itô" | "Stratonovich";
  /** One sentence for people: what it does, its source. */
  readonly description: string;
  /** Why this method cannot integrate the model, with a way out; undefined where it can. */
  refuses(model: Model): string | undefined;
  discretise(system: System, options: { readonly tolerance: number }): Step;
}
