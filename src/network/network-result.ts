import { dimensions } from "../quantity/dimension.ts";
import { everydayUnit, formatQuantity, toUnit } from "../quantity/quantity.ts";
import { Fingerprint } from "../run/fingerprint.ts";
import type { TargetName } from "../target/target.ts";
import { version } from "../version.ts";
import type { NetworkRecording } from "./run-network.ts";
import type { PopulationTraces } from "./sampler.ts";
import type { SynapseStates } from "./synapse-states.ts";
import type { SynapseTraces } from "./synapse-traces.ts";

/** A recording of a network, with what was run. SI in the arrays; `toJSON` gives the document of results, in everyday units. */
export interface NetworkResult extends NetworkRecording {
  /** Seconds, as `dt`: of the document, or to where the run stopped. */
  readonly duration: number;
  readonly dt: number;
  /** By population. */
  readonly methods: ReadonlyMap<string, { readonly method: string; readonly reason: string }>;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
  /** Synapses of each projection, in the order of the document. */
  readonly synapses: readonly number[];
  readonly target: TargetName;
  readonly version: string;
  /** Hash of the spikes, traces and states of synapses: the same on every machine. */
  readonly fingerprint: string;
  /** Milliseconds, by the clock given in the options; zeros without one. */
  readonly timing: { readonly compile: number; readonly setup: number; readonly run: number };
  /** Where the run was stopped by `stopAt`: what `resume` goes on with. */
  readonly checkpoint?: Uint8Array<ArrayBuffer>;
  toJSON(): NetworkResultDocument;
}

/** What `rheobase run --json` prints of a network. */
export interface NetworkResultDocument {
  readonly spikes: Readonly<
    Record<
      string,
      {
        readonly unit: "ms";
        readonly size: number;
        readonly times: readonly number[];
        readonly neurons: readonly number[];
      }
    >
  >;
  readonly traces: Readonly<
    Record<
      string,
      {
        readonly neurons: readonly number[];
        readonly variables: Readonly<Record<string, { readonly unit: string; readonly values: readonly unknown[] }>>;
      }
    >
  >;
  readonly synapses: readonly number[];
  /** By projection: null where its synapses have no states. */
  readonly synapseStates: readonly (SynapseStatesDocument | null)[];
  /** By projection: null where its synapses are not recorded over time. */
  readonly synapseTraces: readonly (SynapseTracesDocument | null)[];
  readonly duration: string;
  readonly dt: string;
  readonly methods: Readonly<Record<string, string>>;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
  readonly target: TargetName;
  readonly version: string;
  readonly fingerprint: string;
}

/** States of a projection's synapses at the end, one entry for each synapse. */
export interface SynapseStatesDocument {
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly variables: Readonly<Record<string, { readonly unit: string; readonly values: readonly number[] }>>;
}

/** States of some of a projection's synapses over time. */
export interface SynapseTracesDocument {
  /** Of the projection. */
  readonly name: string;
  readonly source: readonly number[];
  readonly target: readonly number[];
  /** `time`, and of each state a list for each synapse. */
  readonly variables: Readonly<Record<string, { readonly unit: string; readonly values: readonly unknown[] }>>;
}

/** Completes a recording with what was run. */
export function networkResult(
  recording: NetworkRecording,
  about: Omit<NetworkResult, keyof NetworkRecording | "version" | "fingerprint" | "toJSON">,
): NetworkResult {
  const result = { ...recording, ...about, version, fingerprint: fingerprintOf(recording) };
  return { ...result, toJSON: () => documentOf(result) };
}

function fingerprintOf({ spikes, traces, synapseStates, synapseTraces }: NetworkRecording): string {
  const hash = new Fingerprint();
  for (const [name, { times, neurons }] of spikes) {
    hash.addText(name);
    hash.add(Uint32Array.of(times.length));
    hash.add(times);
    hash.add(neurons);
  }
  for (const [name, { variables }] of traces) {
    hash.addText(name);
    for (const variable of variables) {
      hash.addText(variable.name);
      hash.add(variable.values);
    }
  }
  for (const [projection, { variables }] of [...synapseStates, ...synapseTraces]) {
    hash.add(Uint32Array.of(projection));
    for (const variable of variables) {
      hash.addText(variable.name);
      hash.add(variable.values);
    }
  }
  return hash.digest();
}

function documentOf(result: Omit<NetworkResult, "toJSON">): NetworkResultDocument {
  const { factor } = everydayUnit(dimensions.second);
  const inMilliseconds = (times: Float64Array): number[] => Array.from(times, (time) => toUnit(time, factor));
  const { duration, dt, spikeTimes, seed, target, version, fingerprint, synapses } = result;
  return {
    spikes: Object.fromEntries(
      [...result.spikes].map(([name, { times, neurons, size }]) => [
        name,
        { unit: "ms", size, times: inMilliseconds(times), neurons: Array.from(neurons) },
      ]),
    ),
    traces: Object.fromEntries([...result.traces].map(([name, traces]) => [name, tracesOf(traces, factor)])),
    synapses,
    synapseStates: synapses.map((_, k) => {
      const states = result.synapseStates.get(k);
      return states ? statesOf(states) : null;
    }),
    synapseTraces: synapses.map((_, k) => {
      const traces = result.synapseTraces.get(k);
      return traces ? synapseTracesOf(traces, factor) : null;
    }),
    duration: formatQuantity(duration, dimensions.second),
    dt: formatQuantity(dt, dimensions.second),
    methods: Object.fromEntries([...result.methods].map(([name, { method }]) => [name, method])),
    ...{ spikeTimes, seed, target, version, fingerprint },
  };
}

function statesOf({ source, target, variables }: SynapseStates): SynapseStatesDocument {
  const each = variables.map(({ name, dimension, values }) => {
    const { symbol, factor } = everydayUnit(dimension);
    return [name, { unit: symbol, values: Array.from(values, (value) => toUnit(value, factor)) }] as const;
  });
  return { source: Array.from(source), target: Array.from(target), variables: Object.fromEntries(each) };
}

function tracesOf({ times, neurons, variables }: PopulationTraces, milliseconds: number) {
  return { neurons: Array.from(neurons), variables: variablesOf(times, neurons.length, variables, milliseconds) };
}

function synapseTracesOf(
  { name, times, source, target, variables }: SynapseTraces,
  milliseconds: number,
): SynapseTracesDocument {
  return {
    ...{ name, source: Array.from(source), target: Array.from(target) },
    variables: variablesOf(times, source.length, variables, milliseconds),
  };
}

/** Times and, row by row, the values of each variable. */
function variablesOf(
  times: Float64Array,
  rows: number,
  variables: PopulationTraces["variables"],
  milliseconds: number,
): SynapseTracesDocument["variables"] {
  const time = { unit: "ms", values: Array.from(times, (time) => Number(toUnit(time, milliseconds).toPrecision(14))) };
  const each = variables.map(({ name, dimension, values }) => {
    const { symbol, factor } = everydayUnit(dimension);
    const rowOf = (m: number) => values.subarray(m * times.length, (m + 1) * times.length);
    const each = Array.from({ length: rows }, (_, m) => Array.from(rowOf(m), (value) => toUnit(value, factor)));
    return [name, { unit: symbol, values: each }] as const;
  });
  return { time, ...Object.fromEntries(each) };
}
