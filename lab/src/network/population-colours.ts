import type { PlotColours } from "../look/colours.ts";
import type { ObservedPopulation } from "./contract.ts";

/** Orange for all that excite and blue for all that inhibit, which everybody can tell apart; for others the next ones. */
export function coloursOf(populations: readonly Pick<ObservedPopulation, "effect">[], colours: PlotColours): string[] {
  let next = 0;
  return populations.map(({ effect }) => {
    if (effect === "excitatory") return colours.stimulus;
    return effect === "inhibitory" ? colours.potential : colours.other[next++ % colours.other.length]!;
  });
}

/** Colours of as many curves as there are. */
export function seriesColours(count: number, colours: PlotColours): string[] {
  const all = [colours.potential, colours.stimulus, ...colours.other];
  return Array.from({ length: count }, (_, k) => all[k % all.length]!);
}
