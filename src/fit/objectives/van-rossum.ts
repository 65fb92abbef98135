import { vanRossumDistance } from "../../analysis/index.ts";
import { meanOverRepeats, type Objective } from "../objective.ts";

export const vanRossum: Objective = {
  name: "van-rossum",
  description:
    "The square of the van Rossum distance divided by the number of spikes of both trains: 0 for equal trains, 1 where no spike of " +
    "one is near any of the other, and spikes are far apart. It changes smoothly with every spike. The mean over all repeats of all sweeps.",
  needs: ["spikes"],
  settings: {
    tau: { dimension: "second", default: "5 ms", meaning: "time constant of the kernel that trains are filtered with" },
  },
  comparison: (targets, { tau }) =>
    meanOverRepeats(targets, (data, { spikes }) => {
      const both = data.length + spikes.length;
      return both === 0 ? 0 : vanRossumDistance(data, spikes, tau!) ** 2 / both;
    }),
};
