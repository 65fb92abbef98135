import * as z from "zod";
import { RandomStream } from "../random-stream.ts";
import { ratesAt } from "../rates.ts";
import { isVaryingRate, rateSchema, varyingRate } from "../varying-rate.ts";
import { common, log, windowOf } from "./settings.ts";
import { sourceKind } from "./source.ts";
import { Thinning } from "./thinning.ts";
import { TrainQueue } from "./train-queue.ts";

/** Poisson trains, independent of each other, at exact times; of a rate that may change with time. */
export const poisson = sourceKind({
  name: "poisson",
  what: "fire Poisson trains",
  schema: z
    .strictObject({
      source: z.literal("poisson"),
      rate: rateSchema.describe(
        "Spikes per second: one value, one for each neuron, a distribution, or an expression of the time t and of the number i of the neuron.",
      ),
      ...common,
    })
    .describe("Neurons that fire Poisson trains, whose rate may change with time."),
  resolve(settings, { path, seed, object, end }) {
    const { size, rate } = settings;
    const { start, stop } = windowOf(settings, path);
    const place = `${path}.rate`;
    const begin = (next: (neuron: number, last: number, stream: RandomStream) => number) => () => {
      const stream = new RandomStream(seed, object, "spikes");
      return new TrainQueue(
        size,
        (neuron, number, last) => {
          stream.open(neuron, number);
          return next(neuron, last, stream);
        },
        start,
      );
    };
    if (isVaryingRate(rate)) {
      const thinning = new Thinning(varyingRate(rate, place), `${place}.expression`, Math.min(stop, end));
      return begin((neuron, last, stream) => thinning.next(neuron, last, stream));
    }
    const rates = ratesAt(rate, place, size, { seed, object });
    return begin((neuron, last, stream) => {
      const time = last - log(stream.uniform()) / (typeof rates === "number" ? rates : rates[neuron]!);
      return time < stop ? time : Infinity;
    });
  },
});
