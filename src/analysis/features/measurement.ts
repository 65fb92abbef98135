/** The values of a feature: none, one, or one for each spike, and where each was measured. */
export interface FeatureMeasurement {
  readonly values: Float64Array;
  /** places[i] is where values[i] was read. */
  readonly places: readonly TracePlace[];
  /** Why there is no value, or why a spike has none. */
  readonly reason?: string;
}

/** What a figure draws to show where a number comes from. */
export type TracePlace =
  /** One point, a line from one to another (an amplitude, a width), or the spikes that were counted. */
  | { readonly kind: "points"; readonly points: readonly TracePoint[] }
  /** A stretch of the trace at whose mean or fitted level the number was read. */
  | { readonly kind: "window"; readonly start: number; readonly stop: number; readonly voltage: number };

/** Seconds and volts. */
export interface TracePoint {
  readonly time: number;
  readonly voltage: number;
}

/** A value with its place. */
export interface Value {
  readonly value: number;
  readonly place: TracePlace;
}

/** A value or, as a text, why there is none. */
export type Outcome = Value | string;

/** A value read at points. */
export function at(value: number, ...points: readonly TracePoint[]): Value {
  return { value, place: { kind: "points", points } };
}

/** Outcomes as a measurement: the values there are, and the first reason why one is missing. */
export function collect(outcomes: readonly Outcome[], ifEmpty = ""): FeatureMeasurement {
  const found = outcomes.filter((outcome): outcome is Value => typeof outcome !== "string");
  const reason = outcomes.find((outcome) => typeof outcome === "string") ?? (found.length === 0 ? ifEmpty : undefined);
  return {
    values: Float64Array.from(found, ({ value }) => value),
    places: found.map(({ place }) => place),
    ...(reason === undefined ? {} : { reason }),
  };
}
