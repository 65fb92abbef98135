import type { Dimension } from "./quantity/dimension.ts";
import { everydayUnit, formatQuantity, toUnit } from "./quantity/quantity.ts";
import { fingerprint } from "./run/fingerprint.ts";
import { type Recording, spikesOf } from "./run/recording.ts";
import type { TargetName } from "./target/target.ts";
import { version } from "./version.ts";

/** A parameter that differs between members. */
export interface Axis {
  /** The parameter's name, as in the document. */
  readonly label: string;
  readonly dimension: Dimension;
  /** SI. */
  readonly values: Float64Array;
}

/** A recording, with what was run. SI in the arrays; `toJSON` gives the document of results, in everyday units. */
export interface Result extends Recording {
  readonly axes: readonly Axis[];
  /** Members are the outer product of the axes, the last varying fastest; or member k has the k-th value of each. */
  readonly arrangement: "product" | "paired";
  /** Seconds. */
  readonly dt: number;
  readonly method: string;
  /** Why this method, in a sentence. */
  readonly reason: string;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
  /** What ran: WebAssembly with SIMD, without, or the interpreter. The numbers are the same. */
  readonly target: TargetName;
  readonly version: string;
  /** Hash of the spikes and traces: the same on every machine. */
  readonly fingerprint: string;
  /** Milliseconds, by the clock given in the options; zeros without one. */
  readonly timing: { readonly compile: number; readonly setup: number; readonly run: number };
  toJSON(): ResultDocument;
}

/** What `rheobase run --json` prints. */
export interface ResultDocument {
  readonly axes: readonly { readonly parameter: string; readonly unit: string; readonly values: readonly number[] }[];
  /** There where the axes are paired. */
  readonly arrangement?: "paired";
  readonly spikes: { readonly unit: "ms"; readonly times: readonly (readonly number[])[] };
  readonly traces: Readonly<Record<string, { readonly unit: string; readonly values: readonly unknown[] }>>;
  readonly dt: string;
  readonly method: string;
  readonly reason: string;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
  readonly target: TargetName;
  readonly version: string;
  readonly fingerprint: string;
}

const second: Dimension = [0, 0, 1, 0, 0, 0, 0];

/** Completes a recording with what was run. */
export function makeResult(
  recording: Recording,
  about: Omit<Result, keyof Recording | "version" | "fingerprint" | "toJSON">,
): Result {
  let known: string | undefined;
  const result: Result = {
    ...recording,
    ...about,
    version,
    // computed when it is asked for: of many runs of a protocol or a fit nobody does
    get fingerprint() {
      known ??= fingerprint(recording);
      return known;
    },
    toJSON: () => resultDocument(result),
  };
  return result;
}

function resultDocument(result: Omit<Result, "toJSON">): ResultDocument {
  const inUnit = (values: Float64Array, factor: number): number[] =>
    Array.from(values, (value) => toUnit(value, factor));
  const time = everydayUnit(second);
  const samples = result.traces.times.length;
  const traces = result.traces.variables.map(({ name, dimension, values }) => {
    const unit = everydayUnit(dimension);
    const members = Array.from({ length: result.members }, (_, m) =>
      inUnit(values.subarray(m * samples, (m + 1) * samples), unit.factor),
    );
    return [name, { unit: unit.symbol, values: members }] as const;
  });
  return {
    axes: result.axes.map(({ label, dimension, values }) => {
      const unit = everydayUnit(dimension);
      return { parameter: label, unit: unit.symbol, values: inUnit(values, unit.factor) };
    }),
    ...(result.arrangement === "paired" ? { arrangement: "paired" as const } : {}),
    spikes: {
      unit: "ms",
      times: Array.from({ length: result.members }, (_, m) => inUnit(spikesOf(result, m), time.factor)),
    },
    traces: {
      time: { unit: time.symbol, values: Array.from(result.traces.times, (t) => roundTime(toUnit(t, time.factor))) },
      ...Object.fromEntries(traces),
    },
    dt: formatQuantity(result.dt, second),
    method: result.method,
    reason: result.reason,
    spikeTimes: result.spikeTimes,
    seed: result.seed,
    target: result.target,
    version: result.version,
    fingerprint: result.fingerprint,
  };
}

/** Sample times are multiples of a decimal: 0.3 ms, not 0.30000000000000004 ms. */
function roundTime(ms: number): number {
  return Number(ms.toPrecision(14));
}
