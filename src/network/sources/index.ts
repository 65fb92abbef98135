import { correlated } from "./correlated.ts";
import { gamma } from "./gamma.ts";

/** All kinds of sources that draw their spikes. */
export const sources = [gamma, correlated] as const;
