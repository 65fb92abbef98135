import type { PresetDocument } from "../experiment-preset.ts";
import type { ExperimentDocument } from "../experiment-types.ts";
import type { Measure } from "../quantity/measure.ts";
import type { ObjectiveDocument } from "./objective-document.ts";

/**
 * A fit as a document: what is fitted, what may move, what counts as good.
 *
 *     { "fit": { "free": { "tau_m": { "from": "5 ms", "to": "50 ms", "scale": "log" }, "initial.v": { … } },
 *                "objective": { "name": "gamma", "precision": "4 ms" } },
 *       "experiment": { "model": "lif" } }
 *
 * The measured sweeps are given beside it. Where they have a current, it drives the model, in addition to what the experiment
 * has as `input`; where they have none, the experiment's own axes (a list of amplitudes) make one member for each sweep.
 */
export interface FitDocument {
  readonly fit: FitSettings;
  /** Without a duration it lasts as long as each sweep. */
  readonly experiment: PresetDocument;
}

export interface FitSettings {
  /** Numbers of the experiment that move, by their places as `setPlace` names them: `tau_m`, `initial.v`, `input.0.amplitude`. */
  readonly free: Readonly<Record<string, FreeRange>>;
  /** What is made small: one objective, or several, whose weighted sum it is. */
  readonly objective: ObjectiveDocument | readonly ObjectiveDocument[];
  /** The search. Where it ends, another begins elsewhere, as long as there are evaluations left. Default: `cma-es`. */
  readonly optimiser?: "cma-es" | "differential-evolution";
  /** What goes on from where a search ends. Default: `nelder-mead`. Levenberg-Marquardt needs objectives that have residuals. */
  readonly polish?: "none" | "nelder-mead" | "levenberg-marquardt";
  /** Candidates of a generation of the search: one ensemble. Default: 8 for each free number, at least 64. */
  readonly candidates?: number;
  /** Most candidates that are run, polish included. Default: 2,000 for each free number, at least 5,000. */
  readonly evaluations?: number;
  /** A loss at which the fit ends. Default: 0. */
  readonly enough?: number;
  /** Default: 1. */
  readonly seed?: number;
  /** A candidate with more spikes in one sweep has failed: what one evaluation may cost. Default: 10 times the data's, at least 1,000. */
  readonly mostSpikes?: number;
  /**
   * Runs of each candidate under each sweep where the model draws random numbers; each has noise of its own, the same for all
   * candidates. Objectives with residuals compare the mean of the runs with the data, the others are means over the runs. Default: 8.
   */
  readonly repeats?: number;
  /** What a measured current is divided by where the model's input is no current: an area (`"20000 um^2"`) or `"1 pA"`. */
  readonly currentPer?: string;
  /** The input that a measured current drives. Default: the model's only one. */
  readonly currentTo?: string;
  /** The variable that is compared with a measured membrane potential. Default: the model's first. */
  readonly potential?: string;
}

/** Where a free number may be. A logarithmic scale searches in equal ratios, so both ends have one sign. Default: linear. */
export interface FreeRange {
  readonly from: string | number;
  readonly to: string | number;
  readonly scale?: "linear" | "log";
  /** Where the search begins. Default: the middle of the range. */
  readonly start?: string | number;
}

/** What was measured under one course of the input. SI throughout. */
export interface FitSweep {
  readonly name: string;
  /** Injected current in amperes, held from sample to sample, `rate` samples a second; from time 0. */
  readonly current?: { readonly values: Float64Array; readonly rate: number };
  /** Membrane potential in volts; sample k at k/rate. */
  readonly voltage?: { readonly values: Float64Array; readonly rate: number };
  /** Spike trains in seconds, one for each repeat of this input; at least one where the objective asks for spikes. */
  readonly spikes?: readonly Float64Array[];
  /** Seconds: only what lies in here is scored. The run begins at 0 and ends at `stop` all the same. Default: the whole sweep. */
  readonly window?: { readonly start: number; readonly stop: number };
  /** Seconds: when the step of current is on, for objectives about steps. Default: the window. */
  readonly stimulus?: { readonly start: number; readonly stop: number };
}

/** How a model with certain values answers the input of one sweep. */
export interface Response {
  /** Seconds. */
  readonly spikes: Float64Array;
  /** Of a model with noise: the trains of further runs, each with noise of its own. */
  readonly others?: readonly Float64Array[];
  /** Natural logarithm of how likely all trains of the sweep are; there where an objective asks for it. */
  readonly logLikelihood?: number;
  /** Volts, at every step of the record, of 0.1 ms where the experiment says no other; there where an objective compares it. */
  readonly voltage?: Float64Array;
}

/** What a candidate is worth. */
export interface Evaluation {
  /** The weighted sum of the parts; Infinity where the candidate failed or a part is no number. */
  readonly loss: number;
  /** The value of each objective, in their order. */
  readonly parts: readonly number[];
  /** Of least squares: the sum of their squares is the loss. There where they are asked for, and every objective has them. */
  readonly residuals?: Float64Array;
  /** The derivative of each residual by each free number in SI, residual by residual; there where it is asked for and exact. */
  readonly jacobian?: Float64Array;
  /** Why there is no response: a state that is not finite, spikes without end. */
  readonly failure?: string;
}

/** What is wanted of an evaluation beside its loss. */
export interface Wanted {
  readonly residuals: boolean;
  /** With the residuals, where the model and every objective allow it. Default: no. */
  readonly jacobian?: boolean;
}

/** Whatever evaluates candidates: here, or divided over workers. The result is the same. Values in SI, one for each free number. */
export interface Evaluator {
  evaluate(candidates: readonly Float64Array[], what: Wanted): readonly Evaluation[] | Promise<readonly Evaluation[]>;
}

/** A candidate that was seen. */
export interface Candidate {
  /** SI, one for each free number, in the order of the document. */
  readonly values: readonly number[];
  readonly loss: number;
  readonly parts: readonly number[];
}

/** What is said after each generation. */
export interface FitProgress {
  /** What is at work: `cma-es`. */
  readonly stage: string;
  readonly generation: number;
  readonly evaluations: number;
  /** From 0 to 1. */
  readonly done: number;
  readonly best: Candidate | undefined;
  /** All that is needed to go on from here, plain JSON. */
  checkpoint(): FitState;
}

/** A fit that was interrupted, as JSON. Going on from it gives what an uninterrupted one would have given, bit for bit. */
export interface FitState {
  /** Of the document and data: a state goes with no other. */
  readonly of: string;
  readonly optimiser: unknown;
  readonly generation: number;
  readonly evaluations: number;
  readonly failures: number;
  readonly best: Candidate | null;
  /** Of several objectives, the candidates that none is better than in every one. */
  readonly front: readonly Candidate[];
  /** The loss of the best, after each generation. */
  readonly course: readonly number[];
}

/** What a fit found. */
export interface FitAnswer {
  /** Each free number with its unit. */
  readonly values: Readonly<Record<string, Measure>>;
  readonly loss: number;
  /** The value of each objective, by its name; a second one of a name is `gamma 2`. */
  readonly parts: Readonly<Record<string, number>>;
  /** The experiment with what was found in its places. */
  readonly experiment: PresetDocument | ExperimentDocument;
  /** Candidates run, and how many of them failed. */
  readonly evaluations: number;
  readonly failures: number;
  /** The loss of the best, after each generation. */
  readonly course: readonly number[];
  /** Of several objectives: the Pareto front of all candidates seen. Empty for one. */
  readonly front: readonly Candidate[];
  readonly state: FitState;
  /** What a reader has to know about these numbers, in sentences: a value at the edge of its range, a budget that ran out. */
  readonly notes: readonly string[];
}
