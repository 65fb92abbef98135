import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument, ModelObject, StimulusDocument } from "../experiment-types.ts";
import type { Result } from "../result.ts";
import { simulate } from "../simulate.ts";
import { stimulusNamed } from "../stimuli/index.ts";
import type { CableDocument, PlaceDocument } from "./cable-document.ts";
import type { CableTree, Place } from "./cable-tree.ts";
import { resolvePlace } from "./resolve-cable.ts";

/** Where currents enter, and what they are. */
export interface Electrodes {
  /** Each place once. */
  readonly sites: readonly Place[];
  /** The stimuli, as those of a model with an input `I0`, `I1`, … for each site. */
  readonly input: readonly StimulusDocument[];
}

/**
 * The electrodes of a document.
 *
 * @throws ExperimentError naming the place, such as `electrodes[0].at`.
 */
export function resolveElectrodes({ electrodes = [], duration }: CableDocument, tree: CableTree): Electrodes {
  const sites: Place[] = [];
  const input = electrodes.map(({ at, branch, ...stimulus }, k) => {
    const path = `electrodes[${k}]`;
    const place = resolvePlace({ at, branch } as PlaceDocument, tree, path);
    let site = sites.findIndex((own) => own.section === place.section && own.at === place.at);
    if (site < 0) site = sites.push(place) - 1;
    return { ...untilEnd(stimulus as StimulusDocument, duration, path), to: inputName(site) };
  });
  return { sites, input };
}

/** The current of one site enters its two nodes by their distance from it; none that is held at rest. */
export function sharesOf(site: Place, { held }: CableTree): readonly (readonly [node: number, share: number])[] {
  const shares = [[site.nodes[0], 1 - site.share] as const, [site.nodes[1], site.share] as const];
  return shares.filter(([node, share]) => share > 0 && !held[node]);
}

export function inputName(site: number): string {
  return `I${site}`;
}

/** Lines such as `I0 : amp (input)`. */
export function inputLines(sites: readonly Place[]): string {
  return sites.map((_, site) => `${inputName(site)} : amp (input)`).join("\n");
}

/** `+ a*b`, or `+ (+ a*b + c*d)`, with brackets that keep any number of terms shallow; empty without any. */
export function balancedSum(terms: readonly string[]): string {
  if (terms.length <= 1) return terms[0] ?? "";
  const half = terms.length >> 1;
  return `+ (${balancedSum(terms.slice(0, half))} ${balancedSum(terms.slice(half))})`;
}

/** The charge q0, q1, … that has entered at each site. */
export function chargeModel(sites: readonly Place[]): ModelObject {
  const states = sites.map((_, site) => `dq${site}/dt = ${inputName(site)} : coulomb`);
  return { equations: [...states, inputLines(sites)].join("\n") };
}

/** Runs an experiment that has the electrodes as its `input`. Throws as `simulate`, naming places of the cable's document. */
export function simulateElectrodes(document: ExperimentDocument): Result {
  return atElectrodes(() => simulate(document));
}

/** What `compute` gives; its errors name `electrodes[0].amplitude` where they would name `input[0].amplitude`. */
export function atElectrodes<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof ExperimentError) || !error.path.startsWith("input[")) throw error;
    throw new ExperimentError(error.problem, error.path.replace(/^input/, "electrodes"), error.wayOut);
  }
}

/** The stimulus with its own values: one for each parameter, and its end where that is the end of the run. */
function untilEnd(stimulus: StimulusDocument, duration: string, path: string): StimulusDocument {
  const ends: Record<string, string> = {};
  for (const [name, parameter] of Object.entries(stimulusNamed(stimulus.stimulus).parameters)) {
    if (typeof stimulus[name] === "object")
      throw new ExperimentError(
        "has several values, but a cable runs with one",
        `${path}.${name}`,
        "give one value, and run the document once for each",
      );
    if (parameter.default === "end" && stimulus[name] === undefined) ends[name] = duration;
  }
  return { ...stimulus, ...ends };
}
