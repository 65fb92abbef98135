import { spikesBetween } from "../../analysis/index.ts";
import { ExperimentError } from "../../errors.ts";
import { meanSquare, type Objective, type Target } from "../objective.ts";

export const latency: Objective = {
  name: "latency",
  description:
    "The mean square of the relative difference of the time from the onset of the stimulus to the first spike, over the sweeps in which " +
    "the data have one. A model without a spike there counts as one that fires at the end of the stimulus. It has residuals.",
  needs: ["spikes"],
  isSmooth: true,
  settings: {},
  comparison(targets) {
    const firing = targets.flatMap((target, k) => {
      const known = target.spikes.map((train) => latencyIn(train, target)).filter((time) => time !== undefined);
      const mean = known.reduce((sum, time) => sum + time, 0) / known.length;
      return mean > 0 ? [{ target, k, mean }] : [];
    });
    if (firing.length === 0)
      throw new ExperimentError("no sweep has a spike during its stimulus, so there is no latency", "fit.objective");
    return (responses) =>
      meanSquare(
        Float64Array.from(firing, ({ target, k, mean }) => {
          const { start, stop } = target.stimulus;
          return ((latencyIn(responses[k]!.spikes, target) ?? stop - start) - mean) / mean;
        }),
        (rates) =>
          Float64Array.from(firing, ({ target, k, mean }) => {
            const { start, stop } = target.stimulus;
            const first = responses[k]!.spikes.findIndex((time) => time >= start && time < stop);
            return first < 0 ? 0 : rates[k]!.spikes[first]! / mean;
          }),
      );
  },
};

/** Seconds; undefined where no spike comes during the stimulus. */
function latencyIn(train: Float64Array, { stimulus }: Target): number | undefined {
  const [first] = spikesBetween(train, stimulus);
  return first === undefined ? undefined : first - stimulus.start;
}
