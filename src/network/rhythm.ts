import { ExperimentError } from "../errors.ts";

/** How far neurons can go without hearing of each other, and how long what they send is under way. */
export interface Rhythm {
  /** Steps of a chunk: no spike arrives in the chunk in which it is fired. */
  readonly chunk: number;
  /** Steps for which arrivals are kept: a whole number of chunks, more than the longest delay. */
  readonly rows: number;
}

/** Delays of a projection in seconds. */
export interface DelaySpan {
  readonly path: string;
  readonly shortest: number;
  readonly longest: number;
}

/** Steps of a chunk where nothing is delivered. */
const longestChunk = 4096;
/** Steps of a delay: a synapse keeps its own in 16 bits. */
const mostSteps = 2 ** 16 - 1;
/** Nearer to a whole number of steps than this is one. */
const nearStep = 1e-6;

/**
 * A chunk may have as many whole steps as the shortest delay: on the grid a spike of step k with a delay of d steps arrives at the
 * end of step k + d; one without delay is added between the steps, so that each is a chunk. With exact times the spike is anywhere
 * in step k. Where spikes or states of the targets change synapses, what arrives in a step depends on what the targets did in the step
 * before, so that each step is a chunk; whoever plans says so with `wanted`.
 *
 * @throws ExperimentError for exact delays shorter than a step, and for delays of more than 65,535 steps
 */
export function rhythmOf(
  delays: readonly DelaySpan[],
  dt: number,
  spikeTimes: "exact" | "grid",
  wanted?: number,
): Rhythm {
  const exact = spikeTimes === "exact";
  for (const { path, shortest, longest } of delays) {
    if (!(longest / dt <= mostSteps))
      throw new ExperimentError(
        `the longest delay is ${(longest / dt).toPrecision(4)} time steps, but at most ${mostSteps} are allowed`,
        `${path}.delay`,
        "take a longer dt, or a shorter delay",
      );
    if (!exact || shortest / dt >= 1 - nearStep) continue;
    throw new ExperimentError(
      "with exact spike times a delay must be at least one time step",
      `${path}.delay`,
      'make dt as short as the shortest delay, or take "spikeTimes": "grid"',
    );
  }
  const shortest = delays.reduce((least, own) => Math.min(least, stepsOf(own.shortest, dt, exact)), Infinity);
  const most = Math.min(longestChunk, shortest);
  const chunk = Math.max(1, Math.min(most, wanted ?? most));
  const longest = delays.reduce((steps, own) => Math.max(steps, Math.ceil(own.longest / dt) + 2), 1);
  return { chunk, rows: chunk * Math.ceil((longest + chunk) / chunk) };
}

/** A delay in steps: the nearest number on the grid, the number of whole ones with exact times. */
export function stepsOf(delay: number, dt: number, exact: boolean): number {
  return exact ? Math.floor(delay / dt + nearStep) : Math.round(delay / dt);
}
