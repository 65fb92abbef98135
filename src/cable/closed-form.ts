import { prepareExperiment } from "../simulate.ts";
import {
  type CableEnd,
  cableConstants,
  electrotonicLength,
  stepResponse,
  type UniformCable,
} from "../theory/passive-cable.ts";
import { jumpsOf } from "../theory/piecewise-constant.ts";
import type { CableTree, Section } from "./cable-tree.ts";
import { atElectrodes, chargeModel, type Electrodes } from "./electrodes.ts";

/** The depolarisation of the trunk at a distance from its start and a time, m and s; volt. */
export type ClosedForm = (at: number, time: number) => number;

/** A closed form, or a sentence that says why there is none. */
export type ClosedFormOrNot = { readonly at: ClosedForm } | { readonly whyNot: string };

/** Jumps times mirror images, over all values: some seconds. */
const mostTerms = 2e7;

/**
 * The cable equation solved: jumps of current, each with the response to a step of the uniform cable between its ends.
 *
 * @param initial the depolarisation at the beginning, V.
 * @param duration seconds.
 * @param values how many are wanted.
 */
export function closedFormOf(
  tree: CableTree,
  electrodes: Electrodes,
  { initial, duration, values }: { readonly initial: number; readonly duration: number; readonly values: number },
): ClosedFormOrNot {
  const [trunk] = tree.sections as [Section];
  const cable = uniformCable(trunk);
  if (tree.sections.length > 1) return { whyNot: "it has branches" };
  if (!cable) return { whyNot: "its diameter changes" };
  if (initial !== 0 && [cable.start, cable.end].includes("killed"))
    return { whyNot: "it begins away from the potential of its killed end" };
  const own = electrodes.sites.length === 0 ? { times: [], jumps: [] } : currentJumps(electrodes, duration);
  if (!own) return { whyNot: "its currents change other than in jumps" };
  const sources = electrodes.sites.flatMap(({ at }, site) =>
    own.times.map((time, k) => ({ at, time, size: own.jumps[site]![k]! })).filter(({ size }) => size !== 0),
  );
  const images =
    4 * (1 + Math.sqrt(40 * Math.min(40, (4 * duration) / cable.timeConstant)) / electrotonicLength(cable));
  if (sources.length * images * values > mostTerms) return { whyNot: "it would have too many terms" };
  return {
    at: (at, time) => {
      const left = initial * Math.exp(-time / cable.timeConstant);
      return sources.reduce(
        (sum, source) => sum + source.size * stepResponse(cable, at, source.at, time - source.time),
        left,
      );
    },
  };
}

/** A section as a uniform cable; undefined where its diameter changes. An end that branches go on from counts as sealed. */
export function uniformCable({ length, diameters, material, start, end }: Section): UniformCable | undefined {
  if (diameters[0] !== diameters[1]) return undefined;
  const open = (own: Section["end"]): CableEnd => (own === "joined" ? "sealed" : own);
  return { ...cableConstants(material), length, start: open(start), end: open(end) };
}

function currentJumps({ sites, input }: Electrodes, duration: number) {
  const { compiled } = atElectrodes(() =>
    prepareExperiment({ model: chargeModel(sites), input, duration: `${duration} s`, dt: `${duration} s` }),
  );
  return jumpsOf(compiled.model, duration);
}
