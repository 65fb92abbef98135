import { thinned } from "rheobase/plot";
import type { Observation } from "../worker/contract.ts";

/** A run drawn small: paths of SVG in a box of `width` by `height`. */
export interface Thumbnail {
  readonly potential: string;
  readonly stimulus: string;
  readonly spikes: number;
  /** ms. */
  readonly duration: number;
}

export const width = 240;
export const height = 100;
const potentialPart = 0.74;

/** The first neuron of a run: what spikes above, what drives it below. */
export function thumbnailOf({ times, traces, spikes, levels, duration }: Observation): Thumbnail {
  const potential = traces.find(({ name }) => name === levels.variable) ?? traces[0]!;
  const stimulus = traces.find((trace) => trace !== potential);
  const x = times.map((time) => (time / duration) * width);
  const tops = levels.isCut && levels.threshold !== undefined && spikes.length > 0 ? [levels.threshold] : [];
  const y = placing([...extremes(potential.values), ...tops], 3, height * potentialPart);
  const strokes = tops.flatMap((top) =>
    Array.from(spikes, (time) => `M${at((time / duration) * width)} ${at(y(levels.reset ?? top))}V${at(y(top))}`),
  );
  const below = stimulus && placing(extremes(stimulus.values), height * potentialPart + 8, height - 3);
  return {
    potential: pathOf(x, potential.values.map(y)) + strokes.join(""),
    stimulus: below ? pathOf(x, stimulus.values.map(below)) : "",
    spikes: spikes.length,
    duration,
  };
}

function extremes(values: Float64Array): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [Infinity, -Infinity],
  );
}

/** The height of a value, the highest at `top` and the lowest at `bottom`; a flat line lies at the bottom. */
function placing(values: readonly number[], top: number, bottom: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => bottom - (high > low ? (value - low) / (high - low) : 0) * (bottom - top);
}

function pathOf(x: Float64Array, y: Float64Array): string {
  const corners = thinned(x, y);
  let path = "";
  let isOpen = false;
  for (let k = 0; k < corners.length; k += 2) {
    const isPoint = Number.isFinite(corners[k]!);
    if (isPoint) path += `${isOpen ? "L" : "M"}${at(corners[k]!)} ${at(corners[k + 1]!)}`;
    isOpen = isPoint;
  }
  return path;
}

function at(pixels: number): string {
  return String(Math.round(10 * pixels) / 10);
}
