import { stepOperations } from "../kernel/step-operations.ts";
import { parseQuantity } from "../quantity/quantity.ts";
import { type ByDistance, isByDistance } from "./by-distance.ts";
import { compiledPopulations } from "./check-network.ts";
import { type Network, resolveNetwork } from "./network.ts";
import { parseNetwork } from "./network-schema.ts";
import type { NetworkDocument, Varied } from "./network-types.ts";
import { rhythmOf } from "./rhythm.ts";
import { isDistribution } from "./varied.ts";
import { expectedOf } from "./wire.ts";

/** Seconds that an operation on one neuron takes, about, with two neurons to a vector. */
const operationTime = 0.3e-9;
/** Seconds that making a synapse takes, about. */
const synapseTime = 20e-9;
/** Seconds of work between two meetings that a thread is worth: the meeting itself takes some. */
const leastChunk = 20e-6;
/** Seconds of work that a thread is worth: its start takes about a tenth of a second; one that is there need only be told. */
const leastShare = { anew: 0.2, kept: 0.02 } as const;
/** Operations of one step of a neuron, at most, for a guess before it is compiled. */
const mostOperations = 2000;

/** The work of a run, about, on one thread: seconds of a chunk between two meetings, and of all of it. */
export interface WorkEstimate {
  readonly chunk: number;
  readonly whole: number;
}

/**
 * As many threads as have `leastChunk` of each chunk and `leastShare` of the run to do; at least one, at most `cores`.
 *
 * @param kept how many threads there are already
 */
export function threadsWorth({ chunk, whole }: WorkEstimate, cores: number, kept = 0): number {
  const worth = Math.max(Math.floor(whole / leastShare.anew), Math.min(kept, Math.floor(whole / leastShare.kept)));
  return Math.max(1, Math.min(cores, Math.floor(chunk / leastChunk), worth));
}

/**
 * How many threads a network is worth on so many cores: neurons hear of each other once in the shortest delay, and where little
 * happens in between, waiting for each other would take longer than the work. The recording does not depend on it.
 *
 * @param kept how many threads there are already: `NetworkThreads.size`
 *
 * Throws as `simulateNetwork` for a document that is wrong.
 */
export function threadsFor(document: NetworkDocument, cores: number, kept = 0): number {
  const network = resolveNetwork(parseNetwork(document));
  if (network.couplings.length > 0) return 1;
  const { chunk } = rhythmOf(shortestDelays(network), network.dt, network.spikeTimes);
  const neurons = network.populations.reduce((sum, { size }) => sum + size, 0);
  if (neurons * chunk * mostOperations * operationTime < leastChunk) return 1;
  const operations = compiledPopulations(network).reduce(
    (sum, { population, compiled }) => sum + population.size * stepOperations(compiled.kernel),
    0,
  );
  const step = operations * operationTime;
  const synapses = expectedOf(network).reduce((sum, { count }) => sum + count, 0);
  return threadsWorth({ chunk: chunk * step, whole: network.steps * step + synapses * synapseTime }, cores, kept);
}

/** The shortest delay of each projection as far as the document says it; a drawn one may be a single step. */
function shortestDelays({ projections, dt, spikeTimes }: Network) {
  return projections.map(({ document, path }) => {
    const said = document.delay === undefined ? dt : shortest(document.delay, dt);
    const delay = spikeTimes === "exact" ? Math.max(dt, said) : said;
    return { path, shortest: delay, longest: delay };
  });
}

function shortest(delay: Varied | ByDistance, dt: number): number {
  if (isDistribution(delay) || isByDistance(delay)) return dt;
  const each = typeof delay === "object" ? delay : [delay];
  return each.reduce<number>((least, own) => Math.min(least, parseQuantity(own).value), Infinity);
}
