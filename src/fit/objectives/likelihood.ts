import { ExperimentError } from "../../errors.ts";
import type { Objective } from "../objective.ts";

export const likelihood: Objective = {
  name: "likelihood",
  description:
    "Of a model whose spikes are drawn (escape noise): the negative logarithm of the likelihood that it fires exactly as the data " +
    "say, each spike in its step, in bits a spike. The model is run through the spikes of the data, so no random number matters. The only objective that also " +
    "finds how noisy a cell is.",
  needs: ["spikes", "likelihood"],
  settings: {},
  comparison(targets) {
    const spikes = targets.reduce((sum, target) => sum + target.spikes.reduce((n, train) => n + train.length, 0), 0);
    if (spikes === 0)
      throw new ExperimentError("the data have no spikes, so nothing whose likelihood could be large", "fit.objective");
    return (responses) => ({
      value: -responses.reduce((sum, { logLikelihood }) => sum + logLikelihood!, 0) / spikes / Math.LN2,
    });
  },
};
