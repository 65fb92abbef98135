import { spikesBetween } from "../../analysis/index.ts";
import { ExperimentError } from "../../errors.ts";
import { meanSquare, type Objective, type Target } from "../objective.ts";

export const rates: Objective = {
  name: "rates",
  description:
    "The mean square of the differences of the firing rates while the stimulus is on, in units of the root mean square of the data's: " +
    "the square of the relative error of an f-I curve. It has residuals.",
  needs: ["spikes"],
  settings: {},
  comparison(targets) {
    const data = targets.map((target) => meanRate(target));
    const scale = Math.sqrt(data.reduce((sum, rate) => sum + rate * rate, 0) / data.length);
    if (scale === 0)
      throw new ExperimentError("the data have no spikes, so no rates to compare with", "fit.objective", "take trace");
    return (responses) =>
      meanSquare(Float64Array.from(targets, (target, k) => (rateIn(responses[k]!.spikes, target) - data[k]!) / scale));
  },
};

function meanRate(target: Target): number {
  return target.spikes.reduce((sum, train) => sum + rateIn(train, target), 0) / target.spikes.length;
}

function rateIn(train: Float64Array, { stimulus }: Target): number {
  return spikesBetween(train, stimulus).length / (stimulus.stop - stimulus.start);
}
