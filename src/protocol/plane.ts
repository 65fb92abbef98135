import type { FixedPointKind } from "../dynamics/stability.ts";
import type { Column } from "../quantity/measure.ts";
import type { NamedMeasure } from "./driven-field.ts";
import type { Varied } from "./varied.ts";

/** Points of a curve one after another. */
export interface Curve {
  readonly x: Column;
  readonly y: Column;
}

export interface NamedCurve extends Curve {
  readonly name: string;
}

export interface PlanePoint {
  readonly kind: FixedPointKind;
  readonly x: NamedMeasure;
  readonly y?: NamedMeasure;
  /** Real and imaginary parts of the eigenvalues of the Jacobian, by descending real part. */
  readonly eigenvalues: Column;
  readonly imaginary: Column;
}

/** What stands in the plane of two variables, or on the line of one. */
export interface Plane {
  /** The variables, each with both ends of the range that is shown. */
  readonly x: Varied;
  readonly y?: Varied;
  /** What drives the neuron, and where the variables that are not shown are held. */
  readonly inputs: readonly NamedMeasure[];
  readonly held: readonly NamedMeasure[];
  readonly fixedPoints: readonly PlanePoint[];
  /** In the plane: where dx/dt = 0 and where dy/dt = 0, piece by piece; those of one variable have one name. */
  readonly nullclines?: readonly NamedCurve[];
  /** In the plane: the field on a grid. */
  readonly flow?: Curve & { readonly dx: Column; readonly dy: Column };
  /** Of one variable: dx/dt against x. */
  readonly slope?: NamedCurve;
  /** Where the neuron fires, and where the reset takes the points of these lines. */
  readonly threshold: readonly Curve[];
  readonly reset: readonly Curve[];
  /** In the plane: trajectories that run into a saddle. They part the plane. */
  readonly separatrix?: readonly Curve[];
  /** From the initial values, for the duration of the experiment. */
  readonly trajectory: {
    readonly time: Column;
    readonly x: Column;
    readonly y?: Column;
    readonly spikes: Column;
  };
}
