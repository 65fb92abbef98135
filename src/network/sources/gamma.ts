import * as z from "zod";
import { ExperimentError } from "../../errors.ts";
import { RandomStream } from "../random-stream.ts";
import { ratesAt } from "../rates.ts";
import { variedSchema } from "../varied.ts";
import { common, log, windowOf } from "./settings.ts";
import { sourceKind } from "./source.ts";
import { TrainQueue } from "./train-queue.ts";

const order = z
  .int({ error: "must be a whole number" })
  .min(1, "must be at least 1")
  .max(10_000, "must be at most 10000, where the intervals vary by a hundredth");

/** Uniform numbers whose product is far from the smallest number: each is at least 2^-53. */
const multiplied = 16;

/**
 * Trains whose intervals have a gamma distribution of whole order k, CV 1/sqrt(k): every k-th spike of a Poisson process of k times
 * the rate. They begin in the middle of things: which spike of the Poisson process is the first of the train is drawn from 1 to k,
 * so that the rate is the same from the beginning on. Cox (1962), Renewal Theory, 2.2.
 */
export const gamma = sourceKind({
  name: "gamma",
  what: "fire with gamma-distributed intervals",
  schema: z
    .strictObject({
      source: z.literal("gamma"),
      rate: variedSchema.describe("Spikes per second: one value, one for each neuron, or a distribution."),
      order: z
        .union([order, z.array(order)], {
          error: "must be a whole number from 1 on, or a list with one for each neuron",
        })
        .describe("Order k of the distribution: 1 is a Poisson train, and intervals have a CV of 1/sqrt(k)."),
      ...common,
    })
    .describe("Neurons that fire independently of each other, the more regularly the higher the order."),
  resolve(settings, { path, seed, object }) {
    const { size, order } = settings;
    if (typeof order === "object" && order.length !== size)
      throw new ExperimentError(
        `there are ${order.length} orders for ${size} neurons`,
        `${path}.order`,
        `give one, or ${size}`,
      );
    const rates = ratesAt(settings.rate, `${path}.rate`, size, { seed, object });
    const { start, stop } = windowOf(settings, path);
    return () => {
      const stream = new RandomStream(seed, object, "spikes");
      const next = (neuron: number, number: number, last: number): number => {
        const rate = typeof rates === "number" ? rates : rates[neuron]!;
        const k = typeof order === "number" ? order : order[neuron]!;
        stream.open(neuron, number);
        const count = number === 0 ? 1 + stream.below(k) : k;
        const time = last + waiting(stream, count) / (k * rate);
        return time < stop ? time : Infinity;
      };
      return new TrainQueue(size, next, start);
    };
  },
});

/** The sum of so many exponential numbers of mean 1: -log(u_1 u_2 ...). */
function waiting(stream: RandomStream, count: number): number {
  let sum = 0;
  let product = 1;
  for (let k = 1; k <= count; k++) {
    product *= stream.uniform();
    if (k < count && k % multiplied !== 0) continue;
    sum -= log(product);
    product = 1;
  }
  return sum;
}
