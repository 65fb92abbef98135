import { coincidenceFactor } from "../../analysis/index.ts";
import { meanOverRepeats, type Objective } from "../objective.ts";

export const gamma: Objective = {
  name: "gamma",
  description:
    "1 - Γ, Γ being the coincidence factor, the mean over all repeats of all sweeps: 0 where every spike has its partner, 1 where " +
    "there are no more than chance makes, or none. Two silent trains agree.",
  needs: ["spikes"],
  settings: {
    precision: { dimension: "second", default: "2 ms", meaning: "spikes this far apart or nearer coincide" },
  },
  comparison: (targets, { precision }) =>
    meanOverRepeats(targets, (data, { spikes }, { start, stop }) => {
      if (data.length === 0 && spikes.length === 0) return 0;
      const factor = coincidenceFactor(data, spikes, { start, stop, precision: precision! });
      // so many spikes that chance pairs them all
      return Number.isNaN(factor) ? 2 : 1 - factor;
    }),
};
