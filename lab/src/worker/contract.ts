import type { ExperimentDocument } from "rheobase";
import type { Pyramid } from "../plots/extremes.ts";

/** What runs the experiment of the page. Every answer is data; nothing is thrown across. */
export interface Simulator {
  /** Runs an experiment. */
  run(document: unknown): Promise<Outcome<Observation>>;
  /** Checks a value read from a link or a file, and gives it the traces that the lab shows where it records none. */
  open(json: unknown): Promise<Outcome<ExperimentDocument>>;
  /** The names of the methods. */
  methods(): readonly string[];
  /** Gives up what is running. */
  stop(): void;
}

/** What answers the questions of the tabs. */
export interface Answerer {
  /** Runs a protocol: `{ protocol: "fi-curve", experiment: … }`, and tells how much of it is done, from 0 to 1. */
  ask(question: unknown, onProgress?: (done: number) => void): Promise<Outcome<unknown>>;
  /** Hz: the firing rates of a family of neurons. */
  rates(document: ExperimentDocument): Promise<Outcome<readonly number[]>>;
  /** The experiment as a script for another simulator, or for a paper. */
  script(document: ExperimentDocument, format: ScriptFormat): Promise<Outcome<string>>;
  /** Nullclines, fixed points and flow of two variables. */
  plane(question: PlaneQuestion): Promise<Outcome<Plane>>;
  /** Gives up what is running. */
  stop(): void;
}

export type ScriptFormat = "brian2" | "nest" | "latex";

export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** Given up, because something newer was wanted. */
  | { readonly kind: "stopped" };

/** An error as data: what is wrong, where, and the way out. */
export interface Failure {
  readonly problem: string;
  readonly wayOut: string | undefined;
  readonly where: /** `input[0].amplitude`; empty for the whole document. */
    | { readonly kind: "document"; readonly path: string }
    | { readonly kind: "equations"; readonly source: string; readonly start: number; readonly end: number }
    | { readonly kind: "run" };
}

/** A recording in everyday units, ready to draw. */
export interface Observation {
  /** The document that ran. */
  readonly document: ExperimentDocument;
  readonly members: number;
  readonly axes: readonly { readonly label: string; readonly unit: string; readonly values: Float64Array }[];
  readonly arrangement: "product" | "paired";
  /** ms. */
  readonly times: Float64Array;
  readonly traces: readonly ObservedTrace[];
  /** ms; member m fired at spikes[first[m]] … spikes[first[m + 1] - 1]. */
  readonly spikes: Float64Array;
  readonly first: Uint32Array;
  /** ms. */
  readonly duration: number;
  /** Threshold and reset of the variable that spikes, in its unit. */
  readonly levels: Levels;
  readonly fingerprint: string;
  readonly method: string;
  readonly reason: string;
  /** ms. */
  readonly dt: number;
  readonly steps: number;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
  readonly target: string;
  /** Milliseconds that the run took, and its compilation. */
  readonly timing: { readonly compile: number; readonly run: number };
}

export interface ObservedTrace {
  readonly name: string;
  readonly unit: string;
  /** values[m * times.length + k]. */
  readonly values: Float64Array;
  /** Of each member; empty where there are few samples. */
  readonly pyramids?: readonly Pyramid[];
}

export interface Levels {
  readonly variable: string | undefined;
  readonly threshold: number | undefined;
  readonly reset: number | undefined;
  readonly isCut: boolean;
}

/** Which plane, in everyday units. */
export interface PlaneQuestion {
  readonly document: unknown;
  readonly x: string;
  readonly y: string;
  readonly box: PlaneBox;
  /** Values of the inputs, and of the variables that do not move in the plane. */
  readonly held: Readonly<Record<string, number>>;
}

export interface PlaneBox {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A phase plane in everyday units; rates per ms. */
export interface Plane {
  readonly x: { readonly name: string; readonly unit: string };
  readonly y: { readonly name: string; readonly unit: string };
  readonly box: PlaneBox;
  /** Where x stands still, and where y does. */
  readonly nullclines: readonly [readonly Line[], readonly Line[]];
  readonly arrows: {
    readonly x: Float64Array;
    readonly y: Float64Array;
    readonly dx: Float64Array;
    readonly dy: Float64Array;
  };
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly kind: string;
    readonly isStable: boolean;
    readonly eigenvalues: readonly { readonly re: number; readonly im: number }[];
  }[];
  /** Curves that run into a saddle and part the plane. */
  readonly separatrices: readonly Line[];
  readonly isComplete: boolean;
  readonly reason: string;
}
