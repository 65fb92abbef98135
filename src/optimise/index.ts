import { cmaEs } from "./cma-es.ts";
import { differentialEvolution } from "./differential-evolution.ts";
import { levenbergMarquardt } from "./levenberg-marquardt.ts";
import { nelderMead } from "./nelder-mead.ts";
import type { OptimiserKind } from "./optimiser.ts";

export type { Beginning, Optimiser, OptimiserKind, Told } from "./optimiser.ts";
export { type RoundSettings, Rounds } from "./rounds.ts";

/** Those that search a whole box first, then those that go down from a point. */
export const optimisers = { cmaEs, differentialEvolution, nelderMead, levenbergMarquardt } as const satisfies Record<
  string,
  OptimiserKind
>;
