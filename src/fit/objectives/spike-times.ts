import { meanSquare, type Objective, type Target } from "../objective.ts";

export const spikeTimes: Objective = {
  name: "spike-times",
  description:
    "The mean square of the differences of the k-th spikes of data and model, in units of precision. A spike that one of them has not " +
    "counts as one at the end of the sweep, and no difference is larger than `most`: so the value does not jump where a spike " +
    "leaves the sweep. For step families, where the number of a spike says which it is. It has residuals.",
  needs: ["spikes"],
  settings: {
    precision: { dimension: "second", default: "1 ms", meaning: "a difference that counts as 1" },
    most: { dimension: "second", default: "100 ms", meaning: "a larger difference counts as this" },
  },
  comparison(targets, { precision, most }) {
    // one for each spike of the data, and for each repeat one that all additional spikes share
    const count = targets.reduce((sum, { spikes }) => sum + spikes.reduce((n, train) => n + train.length + 1, 0), 0);
    return (responses) => {
      const residuals = new Float64Array(count);
      let r = 0;
      for (const [k, target] of targets.entries())
        for (const train of target.spikes) r = write(residuals, r, train, responses[k]!.spikes, target);
      return meanSquare(residuals);
    };

    function write(
      into: Float64Array,
      from: number,
      data: Float64Array,
      model: Float64Array,
      { stop }: Target,
    ): number {
      const difference = (i: number) => {
        const late = (model[i] ?? stop) - (data[i] ?? stop);
        return Math.max(-most!, Math.min(most!, late)) / precision!;
      };
      for (let i = 0; i < data.length; i++) into[from + i] = difference(i);
      let additional = 0;
      for (let i = data.length; i < model.length; i++) additional += difference(i) ** 2;
      into[from + data.length] = Math.sqrt(additional);
      return from + data.length + 1;
    }
  },
};
