import { correlated } from "./correlated.ts";
import { gamma } from "./gamma.ts";
import { poisson } from "./poisson.ts";

/** All kinds of sources that draw their spikes. */
export const sources = [poisson, gamma, correlated] as const;
