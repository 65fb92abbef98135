import { victorPurpuraDistance } from "../../analysis/index.ts";
import { meanOverRepeats, type Objective } from "../objective.ts";

export const victorPurpura: Objective = {
  name: "victor-purpura",
  description:
    "The Victor-Purpura distance divided by the number of spikes of both trains: 0 for equal trains, 1 where no spike of one is " +
    "near any of the other. The mean over all repeats of all sweeps.",
  needs: ["spikes"],
  settings: {
    cost: {
      dimension: "hertz",
      default: "200 Hz",
      meaning: "of a shift: 2/cost is the longest that is cheaper than removing and adding",
    },
  },
  comparison: (targets, { cost }) =>
    meanOverRepeats(targets, (data, { spikes }) => {
      const both = data.length + spikes.length;
      return both === 0 ? 0 : victorPurpuraDistance(data, spikes, cost!) / both;
    }),
};
