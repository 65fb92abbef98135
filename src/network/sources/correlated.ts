import * as z from "zod";
import { ExperimentError } from "../../errors.ts";
import { quantityAt } from "../../experiment-axes.ts";
import { quantity } from "../../experiment-stimuli.ts";
import { dimensions, power } from "../../quantity/dimension.ts";
import { RandomStream } from "../random-stream.ts";
import { common, log, windowOf } from "./settings.ts";
import { type SpikeStream, sourceKind } from "./source.ts";

/**
 * Poisson trains that share spikes: each takes over every spike of a common Poisson process of rate r/c with probability c. So each
 * has the rate r, and the numbers of spikes of two of them in any window have the correlation c. The multiple interaction process of
 * Kuhn, Aertsen & Rotter (2003), Neural Comput 15:67, doi:10.1162/089976603321043702.
 */
export const correlated = sourceKind({
  name: "correlated",
  what: "fire correlated Poisson trains",
  schema: z
    .strictObject({
      source: z.literal("correlated"),
      rate: quantity.describe("Spikes per second of each neuron."),
      correlation: z
        .number({ error: "must be a number from 0 to 1" })
        .min(0, "must not be negative")
        .max(1, "must be at most 1")
        .describe(
          "Correlation of the numbers of spikes of any two neurons, in windows of any length: the part of its spikes that one shares with another.",
        ),
      ...common,
    })
    .describe("Neurons that fire Poisson trains of which some spikes are simultaneous."),
  resolve(settings, { path, seed, object }) {
    const { size, correlation } = settings;
    const rate = quantityAt(settings.rate, `${path}.rate`, power(dimensions.second, -1)).value;
    if (!(rate >= 0)) throw new ExperimentError("a rate must not be negative", `${path}.rate`);
    const window = windowOf(settings, path);
    return () => new SharedSpikes(new RandomStream(seed, object, "spikes"), { size, rate, correlation, ...window });
  },
});

/**
 * The common process without those spikes that no train takes over: of these there may be endlessly many. What is left has the rate
 * r/c (1 - (1 - c)^N) = r (1 + (1 - c) + ... + (1 - c)^(N - 1)), and neuron i is the first to take over a spike with probability
 * (1 - c)^i, divided by this sum.
 */
class SharedSpikes implements SpikeStream {
  readonly #stream: RandomStream;
  readonly #size: number;
  readonly #rate: number;
  readonly #stop: number;
  /** `#sums[i]` is the sum of (1 - c)^j over j from 0 to i. */
  readonly #sums: Float64Array;
  /** -log(1 - c), also 0 and Infinity */
  readonly #hazard: number;
  #event = 0;
  #time: number;
  #neuron = 0;

  constructor(
    stream: RandomStream,
    {
      size,
      rate,
      correlation,
      start,
      stop,
    }: Readonly<Record<"size" | "rate" | "correlation" | "start" | "stop", number>>,
  ) {
    this.#stream = stream;
    this.#size = size;
    this.#rate = rate;
    this.#stop = stop;
    this.#hazard = Math.abs(log(1 - correlation));
    this.#sums = new Float64Array(size);
    let sum = 0;
    let missed = 1;
    for (let neuron = 0; neuron < size; neuron++) {
      sum += missed;
      missed *= 1 - correlation;
      this.#sums[neuron] = sum;
    }
    this.#time = start;
    this.#goOn();
  }

  get time(): number {
    return this.#time;
  }

  get neuron(): number {
    return this.#neuron;
  }

  /** The next neuron that takes over the spike passes over so many others: P(n) = (1 - c)^n c. */
  advance(): void {
    this.#neuron += 1 + Math.floor(-log(this.#stream.uniform()) / this.#hazard);
    if (!(this.#neuron < this.#size)) this.#goOn();
  }

  #goOn(): void {
    this.#stream.open(this.#event++);
    const whole = this.#sums[this.#size - 1]!;
    const time = this.#time - log(this.#stream.uniform()) / (this.#rate * whole);
    this.#time = time < this.#stop ? time : Infinity;
    const place = this.#stream.uniform() * whole;
    let [low, high] = [0, this.#size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! > place) high = middle;
      else low = middle + 1;
    }
    this.#neuron = low;
  }
}
