import { fingerprint } from "../run/fingerprint.ts";
import type { FitProblem } from "./fit-problem.ts";

/** What a state of a fit is a state of: a hash of the document and of all numbers of the data. */
export function stateKey({ document, sweeps }: FitProblem): string {
  const arrays = sweeps.flatMap(({ current, voltage, spikes }) => [
    current?.values ?? new Float64Array(),
    voltage?.values ?? new Float64Array(),
    ...(spikes ?? []),
  ]);
  const rest = sweeps.map(({ name, current, voltage, window, stimulus }) => [
    name,
    current?.rate,
    voltage?.rate,
    window,
    stimulus,
  ]);
  const text = new TextEncoder().encode(JSON.stringify([document, rest]));
  const lengths = Uint32Array.from([text.length, ...arrays.map(({ length }) => length)]);
  const variables = [Float64Array.from(text), ...arrays].map((values) => ({
    name: "",
    dimension: [0, 0, 0, 0, 0, 0, 0] as const,
    values,
  }));
  return fingerprint({
    members: 0,
    spikes: { times: new Float64Array(), first: lengths },
    traces: { times: new Float64Array(), variables },
  });
}
