import type { Observation } from "../worker/contract.ts";

/** A run at a glance: the course of its potential in a box of 100 by 24, and how often it fired; of a family the last neuron. */
export interface Thumbnail {
  /** Points of an SVG polyline. */
  readonly line: string;
  readonly spikes: number;
}

const columns = 50;
const height = 24;

/** The lowest and the highest value of each column, so that no spike is missed. */
export function thumbnailOf(observation: Observation): Thumbnail {
  const { traces, times, members, levels } = observation;
  const trace = traces.find(({ name }) => name === levels.variable) ?? traces[0];
  const values = trace?.values.subarray((members - 1) * times.length) ?? new Float64Array();
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const y = (value: number): number =>
    high > low ? 1 + (height - 2) * (1 - (value - low) / (high - low)) : height / 2;
  const points: string[] = [];
  for (let column = 0; column < columns && values.length > 0; column++) {
    const own = values.subarray(
      Math.floor((column * values.length) / columns),
      Math.max(
        Math.floor(((column + 1) * values.length) / columns),
        Math.floor((column * values.length) / columns) + 1,
      ),
    );
    const [least, most] = [Math.min(...own), Math.max(...own)];
    points.push(`${2 * column},${y(least).toFixed(1)}`, `${2 * column + 1},${y(most).toFixed(1)}`);
  }
  return { line: points.join(" "), spikes: lastTrain(observation).length };
}

/** The spikes of the last neuron of a run, in ms: of a family the one that is shown until another is chosen. */
export function lastTrain({ spikes, first, members }: Observation): Float64Array {
  return spikes.subarray(first[members - 1], first[members]);
}
