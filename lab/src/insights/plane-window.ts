import type { Observation, PlaneBox, PlaneQuestion } from "../worker/contract.ts";

/** Which sample of the run is at a time, in ms. */
export function sampleAt({ times }: Observation, time: number): number {
  const step = times.length > 1 ? times[1]! - times[0]! : 1;
  return Math.max(0, Math.min(times.length - 1, Math.round(time / step)));
}

/** The course of a variable in the first neuron of the run. */
export function courseOf({ traces, times }: Observation, name: string): Float64Array | undefined {
  return traces.find((trace) => trace.name === name)?.values.subarray(0, times.length);
}

/**
 * The plane of two variables over the places where the run spends all but a hundredth of its time at each end (an upstroke
 * that is cut far above the rest would leave the rest no room), with the inputs and the other variables as they are at a time.
 */
export function planeQuestion(observation: Observation, x: string, y: string, time: number): PlaneQuestion | undefined {
  const [first, second] = [x, y].map((name) => courseOf(observation, name));
  if (!first || !second) return undefined;
  const at = sampleAt(observation, time);
  const held = Object.fromEntries(
    observation.traces.filter(({ name }) => name !== x && name !== y).map(({ name, values }) => [name, values[at]!]),
  );
  const box: PlaneBox = { x: windowOf(first), y: windowOf(second) };
  return { document: observation.document, x, y, box, held };
}

/** Samples, evenly spread, that say where a run spends its time. */
const enough = 2000;

function windowOf(values: Float64Array): readonly [number, number] {
  const stride = Math.ceil(values.length / enough);
  const sorted = Float64Array.from({ length: Math.ceil(values.length / stride) }, (_, k) => values[k * stride]!).sort();
  const [low, high] = [0.01, 0.99].map((part) => sorted[Math.round(part * (sorted.length - 1))]!) as [number, number];
  const air = high > low ? 0.3 * (high - low) : Math.max(1, Math.abs(low) * 0.2);
  const step = 10 ** Math.floor(Math.log10(high - low + 2 * air)) / 10;
  return [Math.floor((low - air) / step) * step, Math.ceil((high + air) / step) * step];
}

/** Two courses cut where the model is reset. */
export function piecesOf(
  { levels, spikes, first, times }: Observation,
  x: Float64Array,
  y: Float64Array,
): { x: Float64Array; y: Float64Array }[] {
  if (!levels.isCut) return [{ x, y }];
  const step = times.length > 1 ? times[1]! - times[0]! : 1;
  const cuts = [0, ...Array.from(spikes.subarray(0, first[1]), (time) => Math.floor(time / step) + 1), x.length];
  return cuts.slice(1).map((to, k) => ({ x: x.subarray(cuts[k], to), y: y.subarray(cuts[k], to) }));
}
