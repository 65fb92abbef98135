import type { Response } from "../fit-types.ts";
import { meanSquare, type Objective, type Target } from "../objective.ts";

export const spikeTimes: Objective = {
  name: "spike-times",
  description:
    "The mean square of the differences of the k-th spikes of data and model, in units of precision. A spike that one of them has not " +
    "counts as one at the end of the sweep, and no difference is larger than `most`: so the value does not jump where a spike " +
    "leaves the sweep. For step families, where the number of a spike says which it is. It has residuals.",
  needs: ["spikes"],
  isSmooth: true,
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
      return meanSquare(residuals, (rates) => moved(responses, rates));
    };

    function lateness(data: Float64Array, model: Float64Array, { stop }: Target, i: number): number {
      const late = (model[i] ?? stop) - (data[i] ?? stop);
      return Math.max(-most!, Math.min(most!, late)) / precision!;
    }

    function moved(responses: readonly Response[], rates: readonly Response[]): Float64Array {
      const derivative = new Float64Array(count);
      let r = 0;
      for (const [k, target] of targets.entries())
        for (const data of target.spikes) {
          const [model, speed] = [responses[k]!.spikes, rates[k]!.spikes];
          const own = (i: number) =>
            Math.abs(lateness(data, model, target, i)) < most! / precision! ? (speed[i] ?? 0) / precision! : 0;
          for (let i = 0; i < data.length; i++) derivative[r + i] = own(i);
          let [squares, products] = [0, 0];
          for (let i = data.length; i < model.length; i++) {
            const late = lateness(data, model, target, i);
            squares += late ** 2;
            products += late * own(i);
          }
          derivative[r + data.length] = squares === 0 ? 0 : products / Math.sqrt(squares);
          r += data.length + 1;
        }
      return derivative;
    }

    function write(into: Float64Array, from: number, data: Float64Array, model: Float64Array, target: Target): number {
      const difference = (i: number) => lateness(data, model, target, i);
      for (let i = 0; i < data.length; i++) into[from + i] = difference(i);
      let additional = 0;
      for (let i = data.length; i < model.length; i++) additional += difference(i) ** 2;
      into[from + data.length] = Math.sqrt(additional);
      return from + data.length + 1;
    }
  },
};
