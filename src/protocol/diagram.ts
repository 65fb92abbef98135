import type { Bifurcation } from "../dynamics/bifurcations.ts";
import type { Column, Measure } from "../quantity/measure.ts";
import type { NamedMeasure } from "./driven-field.ts";
import type { Varied } from "./varied.ts";

/** A point at which the equilibria, or their stability, change. */
export interface DiagramPoint {
  readonly kind: Bifurcation["kind"];
  /** Of the parameter, and of the variable shown. */
  readonly value: NamedMeasure;
  readonly at: NamedMeasure;
  /** Of a Hopf point: how fast the cycle that is born there turns, and whether it is stable (supercritical). */
  readonly frequency?: Measure;
  readonly criticality?: "supercritical" | "subcritical";
}

/** Equilibria and stable cycles against a parameter. */
export interface Diagram {
  /** Points along the curves of equilibria, one curve after another; the parameter may turn back on the way. */
  readonly varied: Varied;
  readonly equilibrium: Varied;
  /** 1, 2, …: which curve a point is on. */
  readonly branch: Column;
  /** Eigenvalues with a positive real part: 0 where it is stable. */
  readonly unstableDirections: Column;
  readonly points: readonly DiagramPoint[];
  /** Stable cycles: the parameter, extremes of the variable, period, and spikes per second. NaN where it does not repeat itself. */
  readonly cycleAt: Column;
  readonly cycleLow: Column;
  readonly cycleHigh: Column;
  readonly cyclePeriod: Column;
  readonly cycleRate: Column;
}
