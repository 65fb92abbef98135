import { ExperimentError, SimulationError } from "../errors.ts";
import type { TargetName } from "../target/target.ts";
import { expectedSynapses } from "./connect.ts";
import type { Ends } from "./connections.ts";
import type { Network } from "./network.ts";
import { compilePopulation, makePart, type Part, rowBytes } from "./part.ts";
import { positionsOf } from "./positions.ts";
import { type Projection, type Synapses, synapsesOf } from "./projection.ts";
import { type Rhythm, rhythmOf, stepsOf } from "./rhythm.ts";
import { placeRows, Room, type Rows } from "./rows.ts";

/** A network in memory: its neurons and the synapses onto them. */
export interface NetworkPlan {
  readonly network: Network;
  readonly rhythm: Rhythm;
  readonly parts: readonly Part[];
  /** In the order of the projections; on the grid only. */
  readonly rows: readonly (Rows | undefined)[];
  /** In the order of the projections; with exact spike times only. */
  readonly synapses: readonly (Synapses | undefined)[];
  readonly spikeLimit: number;
  /** Synapses of each projection. */
  readonly counts: readonly number[];
  readonly target: TargetName;
}

export interface NetworkOptions {
  /** What is to run the kernels. Default: the fastest that the platform has. */
  readonly target?: TargetName;
  /** Bytes that a run may take. Default: 4 GiB. */
  readonly memoryLimit?: number;
  /** Steps of a chunk, at most as long as the delays allow; the recording does not depend on it. */
  readonly chunk?: number;
}

const defaultLimit = 4 * 2 ** 30;

/**
 * Makes the synapses, compiles the populations and lays all of it out in memory.
 *
 * @throws SimulationError with the numbers where it would take more than `memoryLimit` bytes, or more than there are
 * @throws ExperimentError for what the rules and delays refuse
 */
export function planNetwork(network: Network, options: NetworkOptions = {}): NetworkPlan {
  const { dt, projections, populations } = network;
  const exact = network.spikeTimes === "exact";
  const limit = options.memoryLimit ?? defaultLimit;
  const endsOf = endsIn(network);
  refuseAbove(
    limit,
    projections.map((projection) => ({
      projection,
      count: expectedSynapses(projection.document.connect ?? "all-to-all", endsOf(projection)),
    })),
  );
  const synapses = projections.map((projection) => synapsesOf(projection, endsOf(projection), dt));
  const spans = synapses.map(({ delay }, k) => ({ path: projections[k]!.path, ...spanOf(delay) }));
  const heard = spans.filter((_, k) => synapses[k]!.connections.target.length > 0);
  const rhythm = rhythmOf(heard, dt, network.spikeTimes, options.chunk);
  const incoming = projections.map((projection, k) => {
    const { shortest, longest } = spans[k]!;
    const atOnce = !exact && stepsOf(longest, dt, false) === 0;
    if (!exact && !atOnce && stepsOf(shortest, dt, false) === 0)
      throw new ExperimentError(
        "some of its delays are shorter than half a time step, and some are not",
        `${projection.path}.delay`,
        "make all of them at least one time step, or all zero",
      );
    return { projection, synapses: synapses[k]!, atOnce };
  });
  const rows: (Rows | undefined)[] = projections.map(() => undefined);
  let target: TargetName = "interpreter";
  const parts = populations.map((population) => {
    const own = incoming.filter(({ projection }) => projection.to === population.name);
    const compiled = compilePopulation(network, population, own, options.target);
    target = compiled.program.target;
    const room = own.reduce((bytes, { projection, synapses }) => bytes + rowBytes(synapses, projection, exact), 0);
    const part = makePart(compiled, network, rhythm, { firstNeuron: 0, endNeuron: population.size, room });
    const place = new Room(part.machine);
    if (!exact)
      for (const { projection, synapses, atOnce } of own)
        rows[projections.indexOf(projection)] = placeRows(part, compiled, projection, synapses, {
          dt,
          room: place,
          atOnce,
        });
    return part;
  });
  return {
    ...{ network, rhythm, parts, rows, target },
    synapses: exact ? synapses : projections.map(() => undefined),
    counts: synapses.map(({ connections }) => connections.target.length),
    spikeLimit: Math.min(2 ** 28, Math.floor(limit / 32)),
  };
}

function spanOf(delay: number | Float64Array): { shortest: number; longest: number } {
  if (typeof delay === "number") return { shortest: delay, longest: delay };
  return {
    shortest: delay.reduce((least, value) => Math.min(least, value), Infinity),
    longest: delay.reduce((most, value) => Math.max(most, value), 0),
  };
}

/** The two ends of each projection, with positions where its populations have them. */
function endsIn(network: Network): (projection: Projection) => Ends {
  const { document, seed } = network;
  const names = Object.keys(document.populations);
  const sizes = new Map([...network.populations, ...network.sources].map(({ name, size }) => [name, size] as const));
  const positions = new Map(
    names.flatMap((name, k) => {
      const given = document.populations[name]!.positions;
      return given
        ? [
            [
              name,
              positionsOf(given, {
                size: sizes.get(name)!,
                seed,
                object: 1 + k,
                path: `populations.${name}.positions`,
              }),
            ] as const,
          ]
        : [];
    }),
  );
  return ({ from, to, object, path }) => {
    const [source, target] = [positions.get(from), positions.get(to)];
    const targets = sizes.get(to)!;
    return {
      ...{
        sources: sizes.get(from)!,
        targets,
        same: from === to,
        seed,
        object,
        firstTarget: 0,
        endTarget: targets,
        path: `${path}.connect`,
      },
      ...(source && target ? { positions: { source, target } } : {}),
    };
  };
}

/** Bytes of a synapse: its target, and weight and delay where each has its own. */
function synapseBytes({ document }: Projection): number {
  return 4 + (typeof document.weight === "object" ? 16 : 0) + (typeof document.delay === "object" ? 10 : 0);
}

function refuseAbove(
  limit: number,
  wanted: readonly { readonly projection: Projection; readonly count: number }[],
): void {
  // while they are made, the targets are there twice
  const bytes = wanted.reduce((sum, { projection, count }) => sum + count * (synapseBytes(projection) + 4), 0);
  if (bytes <= limit) return;
  const size = (value: number): string => `${(value / 2 ** 30).toFixed(1)} GiB`;
  const synapses = wanted.reduce((sum, { count }) => sum + count, 0);
  throw new SimulationError(
    `the synapses would take ${size(bytes)}, more than the limit of ${size(limit)}: about ${synapses.toExponential(2)} of them`,
    {},
    "connect fewer neurons, give all synapses of a projection one weight and one delay, or raise memoryLimit",
  );
}
