import { type CableDocument, type CableResult, simulateCable } from "../../src/index.ts";

/** The cable of the exercises of Neuronal Dynamics, chapter 3.2: λ = 1118 um, τ = 10 ms. */
export const dendrite = {
  length: "500 um",
  diameter: "2 um",
  compartments: 200,
  R_m: "1.25 ohm*m**2",
  R_i: "0.5 ohm*m",
  C_m: "0.8 uF/cm**2",
  E_L: "-70 mV",
} as const;

/** A rectangular pulse at a place. */
export function pulse(at: string, amplitude: string, start: string, stop: string) {
  return { at, stimulus: "step", amplitude, start, stop } as const;
}

/** Runs a cable and reads its recorded potentials in mV. */
export function runCable(document: CableDocument) {
  const result = simulateCable(document);
  const { times } = result.traces;
  const column = (values: Float64Array, place: number) =>
    values.subarray(place * times.length, (place + 1) * times.length);
  const at = (values: Float64Array, place: number, ms: number) =>
    1000 * column(values, place)[Math.round(ms / (1000 * times[1]!))]!;
  return {
    result,
    /** mV at a recorded place and a time in ms. */
    v: (place: number, ms: number) => at(result.traces.values, place, ms),
    /** The same of the closed form. */
    closed: (place: number, ms: number) => at(closedOf(result).traces, place, ms),
    /** Where the trace of a place is higher than before and after: time in ms and mV. */
    maxima: (place: number) => {
      const trace = column(result.traces.values, place);
      return [...trace.keys()]
        .filter((k) => k > 0 && trace[k]! > trace[k - 1]! && trace[k]! > trace[k + 1]!)
        .map((k) => [1000 * times[k]!, 1000 * trace[k]!] as const);
    },
    /** The largest difference from the closed form at recorded places, mV. */
    error: () => largest(result.traces.values, closedOf(result).traces),
  };
}

/** The largest difference of potentials in V, in mV. */
export function largest(a: Float64Array, b: Float64Array): number {
  return 1000 * a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
}

function closedOf({ closedForm }: CableResult) {
  if ("whyNot" in closedForm) throw new RangeError(closedForm.whyNot);
  return closedForm;
}
