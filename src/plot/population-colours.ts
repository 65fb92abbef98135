import type { Theme } from "./theme.ts";

/** What a population does to those it projects onto. */
export type Effect = "excitatory" | "inhibitory";

/** A population in figures of a network. */
export interface NamedPopulation {
  readonly name: string;
  readonly effect?: Effect | undefined;
}

/**
 * A colour for each population: vermilion (orange on dark ground) for all that excite and blue for all that inhibit, in every
 * figure; for others the next ones of the series.
 */
export function populationColours(populations: readonly NamedPopulation[], { series }: Theme): string[] {
  const [inhibitory, excitatory, ...others] = series as [string, string, ...string[]];
  let next = 0;
  return populations.map(({ effect }) => {
    if (effect === "excitatory") return excitatory;
    return effect === "inhibitory" ? inhibitory : others[next++ % others.length]!;
  });
}
