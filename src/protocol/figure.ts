import type { Column, Measure } from "../quantity/measure.ts";
import type { Diagram } from "./diagram.ts";
import type { Plane } from "./plane.ts";

/**
 * How a protocol's answer looks: which of its entries are drawn, and as what. The forms are few, and each has one function in
 * plot/ that draws it.
 */
export type Figure<Key extends string = string> = EntryForm<Key> | PlaneForm | DiagramForm;

/** The forms that suit an answer; any for an answer of which nothing is known. */
export type FigureOf<A> = { readonly notes: readonly string[] } extends A
  ? Figure
  : EntryForm<keyof A & string> | (A extends Plane ? PlaneForm : never) | (A extends Diagram ? DiagramForm : never);

/** Forms that name entries of the answer. */
type EntryForm<Key extends string> =
  | CurveForm<Key>
  | FamilyForm<Key>
  | RasterForm<Key>
  | ComparisonForm<Key>
  | GalleryForm<Key>;

/** Columns against a column, in panels over each other. */
export interface CurveForm<Key extends string> {
  readonly form: "curve";
  readonly x: Key;
  readonly scale?: "log";
  readonly panels: readonly {
    /** What the axis is. Default: the words of its first curve's name. */
    readonly label?: string;
    /** Those that the answer has; the first of them names the axis. */
    readonly curves: readonly CurveEntry<Key>[];
    readonly scale?: "log";
    /** Values that the axis must hold. */
    readonly including?: readonly number[];
    /** Measures in the unit of the curves, as horizontal lines. */
    readonly levels?: readonly Mark<Key>[];
  }[];
  /** Measures in the unit of x, as vertical lines. */
  readonly marks?: readonly Mark<Key>[];
}

/** A measure as a line, and its name where the words of the entry's are none. */
export type Mark<Key extends string> = Key | { readonly at: Key; readonly name: string };

export interface CurveEntry<Key extends string> {
  readonly y: Key;
  /** In the legend. Default: the words of the entry's name. */
  readonly name?: string;
  /** Measured values are points, formulas lines. Default: points. */
  readonly look?: "line" | "dashed" | "points and line";
}

/** Traces over each other, one for each value of a column. */
export interface FamilyForm<Key extends string> {
  readonly form: "family";
  readonly varied: Key;
  /** A `FamilyRecording`. */
  readonly recording: Key;
}

export interface FamilyRecording {
  readonly variable: string;
  readonly time: Column;
  readonly traces: readonly Column[];
}

/** Spikes of trials, and their rate over time. */
export interface RasterForm<Key extends string> {
  readonly form: "raster";
  /** A column of spike times for each trial. */
  readonly spikes: Key;
  /** Middles of equal bins, and a smooth rate there. */
  readonly time: Key;
  readonly smooth: Key;
}

/** A row for each name, with its number in each of the columns. */
export interface ComparisonForm<Key extends string> {
  readonly form: "comparison";
  readonly names: Key;
  readonly columns: readonly Key[];
}

/** Small pictures side by side, and how many show which pattern. */
export interface GalleryForm<Key extends string> {
  readonly form: "gallery";
  /** A list of `GalleryCell`. */
  readonly cells: Key;
  /** The patterns, and how many cells show each. */
  readonly names: Key;
  readonly count: Key;
}

export interface GalleryCell {
  readonly preset: string;
  readonly pattern: string;
  readonly recording: GalleryRecording;
}

/** What a neuron did, with the levels that its variable moves between. */
export interface GalleryRecording {
  readonly variable: string;
  readonly time: Column;
  readonly trace: Column;
  /** What drove it, where that is a course that can be recorded. */
  readonly input?: Column;
  readonly spikes: Column;
  /** What the variable is compared with, and what a spike sets it to, where these are constants. */
  readonly threshold?: Measure;
  readonly reset?: Measure;
  /** Whether a spike sets the variable, so that its trace ends at the threshold. */
  readonly isCut: boolean;
}

/** The plane, or the line, of an answer that is a `Plane`. */
export interface PlaneForm {
  readonly form: "phase plane";
}

/** The bifurcation diagram of an answer that is a `Diagram`. */
export interface DiagramForm {
  readonly form: "bifurcation diagram";
}
