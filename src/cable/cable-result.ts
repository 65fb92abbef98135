import { type Dimension, dimensions } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { fingerprint } from "../run/fingerprint.ts";
import { version } from "../version.ts";

const { second, volt, metre, ohm } = dimensions;

/** A point of the cable. SI. */
export interface CablePoint {
  /** Empty for the trunk. */
  readonly branch: string;
  /** m from the start of the branch. */
  readonly at: number;
  /** m from the start of the trunk, along the cable. */
  readonly distance: number;
}

/** The potential at places over time. SI. */
export interface CableTraces {
  readonly places: readonly CablePoint[];
  /** Seconds: 0, every, … before the end of the run. */
  readonly times: Float64Array;
  /** V: values[p * times.length + k] at places[p] and times[k]. */
  readonly values: Float64Array;
}

/** The potential along the cable at times. SI. */
export interface CableProfiles {
  /** Seconds. */
  readonly times: Float64Array;
  /** The ends of compartments, section by section from start to end. */
  readonly points: readonly CablePoint[];
  /** V: values[k * points.length + p] at times[k] and points[p]. */
  readonly values: Float64Array;
}

/** A potential, in V, and where and when it was. */
export interface CableExtreme {
  readonly potential: number;
  readonly point: CablePoint;
  /** Seconds. */
  readonly time: number;
}

/** Constants of one section; NaN where its diameter changes. SI. */
export interface SectionConstants {
  readonly branch: string;
  readonly length: number;
  /** λ, m. */
  readonly lengthConstant: number;
  /** τ, s. */
  readonly timeConstant: number;
  /** L/λ. */
  readonly electrotonicLength: number;
  /** Of a cable like it that goes on for ever to one side, Ω. */
  readonly inputResistance: number;
}

/** What came out of a cable. SI in the arrays; `toJSON` gives everyday units. */
export interface CableResult {
  readonly traces: CableTraces;
  readonly profiles: CableProfiles;
  /** Over all ends of compartments and all samples: the highest and the lowest potential. */
  readonly highest: CableExtreme;
  readonly lowest: CableExtreme;
  readonly sections: readonly SectionConstants[];
  /** The potential at rest, V. */
  readonly rest: number;
  /** The solution of the cable equation, in the order of the values of `traces` and `profiles`, V; or why there is none. */
  readonly closedForm: { readonly traces: Float64Array; readonly profiles: Float64Array } | { readonly whyNot: string };
  readonly compartments: number;
  /** Seconds. */
  readonly dt: number;
  /** Seconds. */
  readonly duration: number;
  readonly method: string;
  /** Why this method, in a sentence. */
  readonly reason: string;
  readonly version: string;
  /** Hash of the traces and profiles: the same on every machine. The closed form is no part of it. */
  readonly fingerprint: string;
  toJSON(): CableResultDocument;
}

/** What `rheobase cable --json` prints. */
export interface CableResultDocument {
  readonly traces: {
    readonly places: readonly PointDocument[];
    readonly time: Column;
    /** One list for each place. */
    readonly v: Columns;
    readonly closedForm?: Columns;
  };
  readonly profiles: {
    readonly time: Column;
    readonly points: { readonly branch: readonly string[]; readonly at: Column; readonly distance: Column };
    /** One list for each time. */
    readonly v: Columns;
    readonly closedForm?: Columns;
  };
  readonly highest: ExtremeDocument;
  readonly lowest: ExtremeDocument;
  readonly sections: readonly {
    readonly branch: string;
    readonly length: Measure;
    readonly lambda: Measure;
    readonly tau: Measure;
    readonly electrotonicLength: number;
    readonly inputResistance: Measure;
  }[];
  /** There where the cable equation has no closed form here. */
  readonly noClosedForm?: string;
  readonly compartments: number;
  readonly dt: string;
  readonly method: string;
  readonly reason: string;
  readonly version: string;
  readonly fingerprint: string;
}

interface Columns {
  readonly unit: string;
  readonly values: readonly (readonly number[])[];
}
type PointDocument = { readonly branch: string; readonly at: Measure; readonly distance: Measure };
type ExtremeDocument = { readonly v: Measure; readonly time: Measure; readonly point: PointDocument };

/** Completes what a run recorded. */
export function makeCableResult(run: Omit<CableResult, "version" | "fingerprint" | "toJSON">): CableResult {
  const hash = fingerprint({
    members: 1,
    spikes: { times: new Float64Array(0), first: new Uint32Array(2) },
    traces: {
      times: run.traces.times,
      variables: [
        { name: "traces", dimension: volt, values: run.traces.values },
        { name: "profiles", dimension: volt, values: run.profiles.values },
      ],
    },
  });
  const result = { ...run, version, fingerprint: hash };
  return { ...result, toJSON: () => resultDocument(result) };
}

function resultDocument(result: Omit<CableResult, "toJSON">): CableResultDocument {
  const { traces, profiles, closedForm, sections } = result;
  const { points } = profiles;
  const closed = "whyNot" in closedForm ? undefined : closedForm;
  const potentials = (values: Float64Array, length: number) => rows(values, length, volt);
  return {
    traces: {
      places: traces.places.map(pointDocument),
      time: roundedTimes(traces.times),
      v: potentials(traces.values, traces.times.length),
      ...(closed ? { closedForm: potentials(closed.traces, traces.times.length) } : {}),
    },
    profiles: {
      time: roundedTimes(profiles.times),
      points: {
        branch: points.map(({ branch }) => branch),
        at: column(
          points.map(({ at }) => at),
          metre,
        ),
        distance: column(
          points.map(({ distance }) => distance),
          metre,
        ),
      },
      v: potentials(profiles.values, points.length),
      ...(closed ? { closedForm: potentials(closed.profiles, points.length) } : {}),
    },
    highest: extremeDocument(result.highest),
    lowest: extremeDocument(result.lowest),
    sections: sections.map(({ branch, length, lengthConstant, timeConstant, inputResistance, electrotonicLength }) => ({
      branch,
      length: measure(length, metre),
      lambda: measure(lengthConstant, metre),
      tau: measure(timeConstant, second),
      electrotonicLength,
      inputResistance: measure(inputResistance, ohm),
    })),
    ...("whyNot" in closedForm ? { noClosedForm: closedForm.whyNot } : {}),
    compartments: result.compartments,
    dt: formatQuantity(result.dt, second),
    method: result.method,
    reason: result.reason,
    version: result.version,
    fingerprint: result.fingerprint,
  };
}

function rows(values: Float64Array, length: number, dimension: Dimension): Columns {
  const { unit } = column([], dimension);
  const count = length === 0 ? 0 : values.length / length;
  return {
    unit,
    values: Array.from(
      { length: count },
      (_, k) => column(values.subarray(k * length, (k + 1) * length), dimension).values,
    ),
  };
}

function pointDocument({ branch, at, distance }: CablePoint): PointDocument {
  return { branch, at: measure(at, metre), distance: measure(distance, metre) };
}

function extremeDocument({ potential, point, time }: CableExtreme): ExtremeDocument {
  return { v: measure(potential, volt), time: measure(time, second), point: pointDocument(point) };
}

/** Times of samples are multiples of a decimal: 0.3 ms, not 0.30000000000000004 ms. */
function roundedTimes(times: Float64Array): Column {
  const { unit, values } = column(times, second);
  return { unit, values: values.map((value) => Number(value.toPrecision(14))) };
}
