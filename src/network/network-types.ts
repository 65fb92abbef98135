import type { ModelObject, StimulusDocument, Values } from "../experiment-types.ts";
import type { SynapseDefinition } from "../synapses/index.ts";
import type { ByDistance } from "./by-distance.ts";
import type { ConnectDocument } from "./connect.ts";
import type { PositionsDocument } from "./positions.ts";
import type { DrawnSourceDocument } from "./spike-source.ts";
import type { SynapseRecordDocument } from "./synapse-record.ts";
import type { Varied } from "./varied.ts";
import type { VaryingRate } from "./varying-rate.ts";

export type { DrawnSourceDocument } from "./spike-source.ts";
export type { SynapseRecordDocument } from "./synapse-record.ts";
export type { Varied } from "./varied.ts";
export type { VaryingRate } from "./varying-rate.ts";

/** A network: populations of neurons, and projections of synapses between them. */
export interface NetworkDocument {
  readonly populations: Readonly<Record<string, PopulationDocument>>;
  readonly projections?: readonly ProjectionDocument[];
  readonly duration: string;
  readonly dt?: string;
  readonly method?: string;
  readonly tolerance?: number;
  /** `"exact"`, the default: spikes and their arrivals at their own times. `"grid"`: both on time steps, in Brian2's order. */
  readonly spikeTimes?: "exact" | "grid";
  readonly seed?: number;
}

/** Neurons of one model; or a source of spikes, which are given or drawn. */
export type PopulationDocument = NeuronsDocument | SpikeSourceDocument | DrawnSourceDocument;

export interface NeuronsDocument {
  readonly model: string | ModelObject;
  readonly preset?: string;
  readonly size: number;
  readonly parameters?: Readonly<Record<string, Varied>>;
  readonly input?: readonly StimulusDocument[];
  readonly initial?: Readonly<Record<string, Varied>>;
  readonly positions?: PositionsDocument;
  readonly record?: PopulationRecord;
}

export interface PopulationRecord {
  readonly variables?: readonly string[];
  /** Numbers of the neurons to record. Default: all. */
  readonly neurons?: readonly number[];
  readonly every?: string;
}

/** Neurons that fire at the times given for each. */
export interface SpikeSourceDocument {
  readonly spikes: readonly Values<string | number>[];
  readonly positions?: PositionsDocument;
}

/** So many independent sources of Poisson spikes, other ones for each target neuron. */
export interface PoissonDocument {
  /** Spikes per second of one source: one value, one for each target neuron, or a function of time. */
  readonly poisson: Varied | VaryingRate;
  /** Default: 1. */
  readonly sources?: number;
  /** Default: the beginning and the end of the run. */
  readonly start?: string;
  readonly stop?: string;
}

export interface ProjectionDocument {
  readonly name?: string;
  /** A population; or for each target neuron its own Poisson sources, which are one of all their spikes. */
  readonly from: string | PoissonDocument;
  readonly to: string;
  /** A name of the catalogue, or a synapse as text. Default: "delta". */
  readonly synapse?: string | SynapseDefinition;
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Default: all to all. */
  readonly connect?: ConnectDocument;
  readonly weight: Varied | ByDistance;
  /** Default: one time step. */
  readonly delay?: Varied | ByDistance;
  /** Synapses onto a population with the same receptor share its variables. Default: those of one kind and parameters do. */
  readonly receptor?: string;
  /** The input that the current of the synapse drives. Default: the only one. */
  readonly target?: string;
  /** States of the synapses over time. Default: only those at the end. */
  readonly record?: SynapseRecordDocument;
}

export function isSpikeSource(document: PopulationDocument): document is SpikeSourceDocument | DrawnSourceDocument {
  return "spikes" in document || "source" in document;
}
