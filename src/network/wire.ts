import { expectedSynapses } from "./connect.ts";
import type { Ends } from "./connections.ts";
import { refuseAbove } from "./memory-limit.ts";
import type { Network } from "./network.ts";
import { plasticBytesOfOne } from "./plastic-synapses.ts";
import { positionsOf } from "./positions.ts";
import { type Projection, type Synapses, synapsesOf } from "./projection.ts";
import type { DelaySpan } from "./rhythm.ts";
import { rangeOf, type Share, whole } from "./share.ts";

/** The synapses onto the neurons of a share, in the order of the projections. */
export interface Wiring {
  readonly synapses: readonly Synapses[];
  /** Of all projections that have a synapse here. */
  readonly delays: readonly (DelaySpan | undefined)[];
  /** About what they take, bytes. */
  readonly bytes: number;
}

/**
 * Makes the synapses onto the neurons of a share: the same ones as in the whole.
 *
 * @throws SimulationError with the numbers where they would take more than `limit` bytes
 * @throws ExperimentError for what rules, weights and delays refuse
 */
export function wire(network: Network, share: Share, limit: number): Wiring {
  const { dt, projections } = network;
  const endsOf = endsIn(network, share);
  const expected = expectedOf(network, endsOf);
  const count = expected.reduce((sum, own) => sum + own.count, 0);
  refuseAbove(
    limit,
    // while they are made, the targets are there twice
    expected.reduce((sum, own) => sum + own.bytes + 4 * own.count, 0),
    `the synapses, about ${count.toExponential(2)} of them,`,
    "connect fewer neurons, give all synapses of a projection one weight and one delay",
  );
  const synapses = projections.map((projection) => synapsesOf(projection, endsOf(projection), dt));
  const delays = synapses.map(({ delay, connections }, k) =>
    connections.target.length > 0 ? { path: projections[k]!.path, ...spanOf(delay) } : undefined,
  );
  return { synapses, delays, bytes: expected.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** About how many synapses a projection will have, and the bytes they take once they are made. */
export interface ExpectedSynapses {
  readonly projection: Projection;
  readonly count: number;
  readonly bytes: number;
}

/** What the projections of a network will have, before they are made. Throws an ExperimentError for what the rules refuse. */
export function expectedOf(network: Network, endsOf = endsIn(network, whole)): ExpectedSynapses[] {
  return network.projections.map((projection) => {
    const count = expectedSynapses(projection.document.connect ?? "all-to-all", endsOf(projection));
    return { projection, count, bytes: count * synapseBytes(projection) };
  });
}

function spanOf(delay: number | Float64Array): { shortest: number; longest: number } {
  if (typeof delay === "number") return { shortest: delay, longest: delay };
  return {
    shortest: delay.reduce((least, value) => Math.min(least, value), Infinity),
    longest: delay.reduce((most, value) => Math.max(most, value), 0),
  };
}

/** The two ends of each projection, with positions where its populations have them. */
function endsIn(network: Network, share: Share): (projection: Projection) => Ends {
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
    const { firstNeuron, endNeuron } = rangeOf(targets, share);
    return {
      ...{
        sources: sizes.get(from)!,
        targets,
        same: from === to,
        seed,
        object,
        firstTarget: firstNeuron,
        endTarget: endNeuron,
        path: `${path}.connect`,
      },
      ...(source && target ? { positions: { source, target } } : {}),
    };
  };
}

/** Bytes of a synapse: its target, weight and delay where each has its own, its states, and both ends and states in the result. */
function synapseBytes({ document, plastic }: Projection): number {
  const own = (typeof document.weight === "object" ? 16 : 0) + (typeof document.delay === "object" ? 10 : 0);
  return 4 + own + (plastic ? plasticBytesOfOne(plastic) + 8 + 8 * plastic.states.length : 0);
}
