import { fanoFactor } from "../analysis/counts.ts";
import { kernelRate, timeHistogram } from "../analysis/rate.ts";
import { coincidenceReliability, correlationReliability } from "../analysis/reliability.ts";
import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { isStochastic } from "./chance.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { inputNamed, needOneNeuron, needThreshold, type Subject } from "./subject.ts";
import { type Window, within } from "./window.ts";

export interface Reliability extends Answer {
  /** Middles of the bins, and spikes a second and trial in each: the peri-stimulus time histogram. */
  readonly time: Column;
  readonly rate: Column;
  /** f(t): the same as a sum of Gaussians of the bandwidth, at the middles of the bins. */
  readonly smoothRate: Column;
  /** Mean over pairs of trials: coincidence factor, and correlation of the trains filtered with a Gaussian; 1 where all are alike. */
  readonly coincidence: Measure;
  readonly correlation: Measure;
  /** Variance over mean of the trials' spike counts: 0 where all are alike, 1 for Poisson processes. */
  readonly fanoFactor: Measure;
  readonly meanRate: Measure;
  /** Spikes of each trial. */
  readonly count: Column;
  /** ms: the spikes of each trial, of the whole run. */
  readonly spikes: readonly Column[];
}

const settings = {
  trials: { kind: "number", default: 20, atLeast: 2, whole: true, meaning: "How often the stimulus is repeated." },
  noise: {
    kind: "quantity",
    meaning:
      "Standard deviation of an Ornstein-Uhlenbeck noise added to the input, of each trial its own. Default: none, only the experiment's own noise.",
  },
  noiseTau: { kind: "time", default: "5 ms", meaning: "Correlation time of that noise." },
  to: { kind: "name", meaning: "The input that it is added to. Default: the model's only one." },
  from: { kind: "time", default: "0 ms", meaning: "Spikes count from here on." },
  bin: {
    kind: "time",
    default: "5 ms",
    meaning: "Width of the histogram's bins; the last one that is not whole is left out.",
  },
  bandwidth: { kind: "time", default: "5 ms", meaning: "Standard deviation of the Gaussians of f(t)." },
  precision: { kind: "time", default: "2 ms", meaning: "Spikes this far apart or nearer coincide." },
  filter: { kind: "time", default: "2 ms", meaning: "Standard deviation of the Gaussians of the correlation." },
} as const satisfies Settings;

/** How alike the spikes are when a stimulus is repeated. */
export const reliability = protocol({
  name: "reliability",
  title: "PSTH and reliability",
  description:
    "The same stimulus in many trials, side by side, each with random numbers of its own: the peri-stimulus time histogram, " +
    "the firing rate f(t), how alike the trials' spikes are, and how much their counts vary. A fluctuating stimulus that is " +
    "the same in all trials is frozen-noise (Mainen & Sejnowski 1995, Science 268:1503).",
  settings,
  defaults: { input: [{ stimulus: "frozen-noise", sigma: 0 }], duration: "1000 ms" },
  figure: { form: "raster", spikes: "spikes", time: "time", smooth: "smoothRate" },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<Reliability> {
    needThreshold(subject);
    needOneNeuron(subject);
    if (asked.to !== undefined) inputNamed(subject, asked.to);
    const document = withNoise(subject, asked);
    const noisy = isStochastic({ ...subject, document });
    const result = yield { document: repeated(subject, document, asked.trials), done: 1 };
    const window = wholeBins({ start: asked.from, stop: subject.duration }, asked.bin);
    const all = Array.from({ length: asked.trials }, (_, trial) => spikesOf(result, trial));
    const trains = all.map((train) => within(train, window));
    const histogram = timeHistogram(trains, asked.bin, window);
    const counts = trains.map((train) => train.length);
    const spikes = counts.reduce((a, b) => a + b, 0);
    const length = window.stop - window.start;
    const number = (value: number) => measure(value, dimensionless);
    return {
      time: column(histogram.times, dimensions.second),
      rate: column(histogram.rates, dimensions.hertz),
      smoothRate: column(kernelRate(all, asked.bandwidth, histogram.times).rates, dimensions.hertz),
      coincidence: number(coincidenceReliability(trains, { ...window, precision: asked.precision })),
      correlation: number(correlationReliability(trains, asked.filter)),
      fanoFactor: number(fanoFactor(counts)),
      meanRate: measure(spikes / (asked.trials * length), dimensions.hertz),
      count: column(counts, dimensionless),
      spikes: all.map((train) => column(train, dimensions.second)),
      notes: noisy ? [] : ["Nothing is random here, so all trials are the same; noise adds some of its own to each."],
    };
  },
});

function withNoise(subject: Subject, { noise, noiseTau, to }: Read<typeof settings>): ExperimentDocument {
  const { record: _, ...document } = subject.document;
  if (noise === undefined) return document;
  const input = inputNamed(subject, to);
  const sigma = quantityAt(noise, "noise", input.dimension).value;
  const added: StimulusDocument = {
    stimulus: "ornstein-uhlenbeck",
    to: input.name,
    sigma: formatQuantity(sigma, input.dimension),
    tau: formatQuantity(noiseTau, dimensions.second),
  };
  return { ...document, input: [...(document.input ?? []), added] };
}

/** So many members that differ in nothing: a parameter runs through its one value again and again. */
function repeated({ model }: Subject, document: ExperimentDocument, trials: number): ExperimentDocument {
  const carrier = model.parameters.find(({ shared }) => !shared);
  if (!carrier)
    throw new ExperimentError(
      "the model has no parameter of its own, and trials are members of one ensemble that a parameter makes",
      "experiment.model",
      'add one to it, such as "parameters": {"trial": 0}',
    );
  const value = formatQuantity(carrier.value, carrier.dimension);
  return { ...document, parameters: { ...document.parameters, [carrier.name]: new Array(trials).fill(value) } };
}

/** The window as far as whole bins go. */
function wholeBins({ start, stop }: Window, bin: number): Window {
  const bins = Math.floor((stop - start) / bin + 1e-9);
  if (bins >= 1) return { start, stop: start + bins * bin };
  throw new ExperimentError("is longer than the time that counts", "bin", "take shorter bins, or a longer duration");
}
