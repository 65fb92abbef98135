import { ExperimentError } from "../../errors.ts";
import type { Ends } from "../connections.ts";
import type { RandomStream } from "../random-stream.ts";
import { DistinctNumbers } from "../random-subset.ts";
import { neurons, withoutAutapses } from "./settings.ts";

/** Settings of a rule that gives each neuron of one side the same number of partners on the other. */
export interface DegreeSettings {
  readonly count: number;
  readonly autapses?: boolean | undefined;
  readonly multapses?: boolean | undefined;
}

/** How many partners a neuron can choose from; refuses a count that they cannot make. */
export function partnersOf(settings: DegreeSettings, ends: Ends, side: "source" | "target"): number {
  const all = side === "source" ? ends.sources : ends.targets;
  const possible = withoutAutapses(settings, ends) ? all - 1 : all;
  const { count } = settings;
  if (count === 0 || (settings.multapses === false ? count <= possible : possible > 0)) return possible;
  const beside = possible < all ? " without itself" : "";
  throw new ExperimentError(
    `${count} different ${side}s are wanted for each neuron, but there are only ${possible}${beside}`,
    `${ends.path}.count`,
    possible > 0 ? `take at most ${possible}, or allow multapses` : `the ${side} population has ${neurons(all)}`,
  );
}

/**
 * Writes the partners of a neuron into `out` from `at` on: `count` uniform draws, distinct where multapses are not allowed. Of
 * a neuron that is not to choose itself, the numbers from its own on are one further.
 */
export function partnerDraw(
  settings: DegreeSettings,
  ends: Ends,
  possible: number,
): (stream: RandomStream, neuron: number, out: Uint32Array, at: number) => void {
  const { count } = settings;
  const skipsItself = withoutAutapses(settings, ends);
  const distinct = settings.multapses === false ? new DistinctNumbers(possible) : undefined;
  return (stream, neuron, out, at) => {
    const end = at + count;
    if (distinct) distinct.draw(stream, count, out, at);
    else for (let k = at; k < end; k++) out[k] = stream.below(possible);
    if (skipsItself) for (let k = at; k < end; k++) if (out[k]! >= neuron) out[k]!++;
  };
}
