import type { NetworkDocument } from "rheobase";
import type { Outcome } from "../worker/contract.ts";

/** What runs networks beside the page. Every answer is data; nothing is thrown across. */
export interface NetworkRunner {
  /** Checks a value read from a text, a link or a file. */
  open(json: unknown): Outcome<NetworkDocument> | Promise<Outcome<NetworkDocument>>;
  /** Runs a network, and tells how much of it is done, from 0 to 1. */
  run(document: unknown, onProgress?: (done: number) => void): Promise<Outcome<NetworkObservation>>;
  /** Rates of a balanced network over g and the external rate, each row told as soon as it is known. */
  map(question: MapQuestion, onRow: (row: number, rates: Float64Array) => void): Promise<Outcome<null>>;
  /** The run as a NumPy archive. */
  npz(observation: NetworkObservation): Promise<Uint8Array>;
  /** Gives up what is running. */
  stop(): void;
}

/** Which map: rows are external rates over the threshold rate, columns relative inhibitions g. */
export interface MapQuestion {
  readonly document: NetworkDocument;
  readonly by: "theory" | "simulation";
  readonly g: readonly number[];
  readonly external: readonly number[];
}

/** A run in everyday units, ready to draw. */
export interface NetworkObservation {
  /** The document that ran. */
  readonly document: NetworkDocument;
  readonly populations: readonly ObservedPopulation[];
  readonly traces: readonly ObservedTraces[];
  /** Middles of the bins of the rates, ms. */
  readonly rateTimes: Float64Array;
  /** Hz; empty where the run is too short for a spectrum. */
  readonly frequencies: Float64Array;
  /** ms. */
  readonly duration: number;
  /** Statistics begin here, ms. */
  readonly settled: number;
  readonly synapses: number;
  readonly fingerprint: string;
  /** What mean-field theory says of a balanced network. */
  readonly theory: Theory | undefined;
  /** Milliseconds. */
  readonly took: number;
  /** On how many threads. */
  readonly threads: number;
}

export interface Theory {
  /** Hz: self-consistent rates. */
  readonly rates: readonly number[];
  /** Hz: the rate of an external source at which the mean potential reaches the threshold. */
  readonly thresholdRate: number;
}

export type Effect = "excitatory" | "inhibitory" | undefined;

export interface ObservedPopulation {
  readonly name: string;
  readonly size: number;
  readonly effect: Effect;
  /** ms, ascending. */
  readonly times: Float64Array;
  readonly neurons: Uint32Array;
  /** Hz, in bins. */
  readonly rate: Float64Array;
  /** Spectrum of the rate, Hz. */
  readonly spectrum: Float64Array;
  /** Hz. */
  readonly meanRate: number;
  /** NaN where no neuron has enough spikes. */
  readonly cv: number;
  /** Mean correlation of the spike counts of pairs; NaN where there is none. */
  readonly synchrony: number;
}

/** A variable of the recorded neurons of a population. */
export interface ObservedTraces {
  readonly population: string;
  readonly variable: string;
  readonly unit: string;
  readonly neurons: Uint32Array;
  /** ms. */
  readonly times: Float64Array;
  /** One course for each neuron. */
  readonly courses: readonly Float64Array[];
}
