import { availableParallelism } from "node:os";
import {
  countCorrelations,
  cvsOf,
  ExperimentError,
  effectOf,
  everydayUnit,
  type NetworkDocument,
  type NetworkResult,
  parseNetwork,
  populationSpectrum,
  type SynapseVariable,
  threadsFor,
  timeHistogram,
  trainsOfPopulation,
} from "../index.ts";
import type { FigureOptions, FiringPopulation } from "../plot/index.ts";
import { type ChangeOptions, changed } from "./changes.ts";
import { type Draw, type FigureFileOptions, type Figures, titled } from "./figure-file.ts";
import type { OpenedDocument } from "./files.ts";
import { watchedNetwork } from "./network-run.ts";
import type { Terminal } from "./terminal.ts";

export const networkFigureKinds = ["raster", "trace", "isi", "cv", "spectrum", "correlation", "weights"] as const;
export type NetworkFigureKind = (typeof networkFigureKinds)[number];

/** Runs a network and says how its figure is drawn. */
export async function networkFigure(
  opened: OpenedDocument,
  options: ChangeOptions & Pick<FigureFileOptions, "title"> & { readonly kind?: string },
  terminal: Terminal,
): Promise<Draw> {
  const document = parseNetwork(changed(opened, options));
  const kind = kindOf(options.kind, document);
  const threads = threadsFor(document, availableParallelism());
  const result = await watchedNetwork(document, { threads }, terminal);
  const populations = [...result.spikes].map(([name, spikes]) => ({
    name,
    ...spikes,
    effect: effectOf(document, name),
  }));
  const title = titled(options, titleOf(populations));
  return (figures, page) => drawings[kind](figures, { document, result, populations }, { ...page, ...title });
}

const mostNamed = 3;

/** `Network of 4000 neurons: 3200 in e, 800 in i` */
function titleOf(populations: readonly FiringPopulation[]): string {
  const neurons = populations.reduce((sum, { size }) => sum + size, 0);
  const each = populations.map(({ name, size }) => `${size} in ${name}`).join(", ");
  const whole = `Network of ${neurons} neurons`;
  return populations.length > mostNamed ? `${whole} in ${populations.length} populations` : `${whole}, ${each}`;
}

function kindOf(asked: string | undefined, { populations, projections = [] }: NetworkDocument): NetworkFigureKind {
  const neurons = Object.values(populations).filter((own) => "model" in own);
  const isRecorded = [...neurons, ...projections].some(({ record }) => (record?.variables ?? []).length > 0);
  if (asked === undefined) return isRecorded && neurons.every(({ size }) => size < 20) ? "trace" : "raster";
  const kind = networkFigureKinds.find((own) => own === asked);
  if (kind === undefined)
    throw new ExperimentError(
      `a network has no figure of the kind "${asked}"`,
      "--kind",
      `it has ${networkFigureKinds.join(", ")}`,
    );
  if (kind === "trace" && !isRecorded)
    throw new ExperimentError(
      "nothing is recorded",
      "--kind",
      'say what: "record": {"variables": ["v"], "neurons": [0]}',
    );
  return kind;
}

interface Fired {
  readonly document: NetworkDocument;
  readonly result: NetworkResult;
  readonly populations: readonly FiringPopulation[];
}

/** Seconds of a bin of spike counts whose correlation is drawn. */
const correlationBin = 5e-3;
/** Neurons of a population whose pairs are drawn: 200 make 19,900 pairs. */
const correlatedNeurons = 200;
/** Spikes of a neuron whose coefficient of variation is drawn. */
const leastSpikes = 10;

const drawings: Readonly<
  Record<NetworkFigureKind, (figures: Figures, fired: Fired, options: FigureOptions) => SVGSVGElement>
> = {
  raster: (figures, { result, populations }, options) =>
    figures.drawPopulationRaster(populations, result.duration, options),
  trace: drawTraces,
  isi: (figures, { populations }, options) =>
    figures.drawIntervalHistogram(populations.flatMap(trainsOfPopulation), options),
  cv: (figures, { populations }, options) =>
    figures.drawPopulationHistogram(
      {
        label: `CV of the interspike intervals of neurons with ${leastSpikes} spikes or more`,
        unit: "1",
        of: "neurons",
        populations: populations.map((own) => ({ ...own, values: cvsOf(trainsOfPopulation(own), leastSpikes) })),
      },
      options,
    ),
  spectrum: drawSpectrum,
  correlation: drawCorrelation,
  weights: drawWeights,
};

function drawTraces(figures: Figures, { result, populations }: Fired, options: FigureOptions): SVGSVGElement {
  const inMilliseconds = (times: Float64Array): Float64Array => times.map((time) => 1000 * time);
  const traces = [...result.traces].flatMap(([name, { times, neurons, variables }]) => {
    const trains = trainsOfPopulation(populations.find((own) => own.name === name)!);
    return variables.map((variable, v) => ({
      label: `${name}: ${variable.name}`,
      times: inMilliseconds(times),
      curves: curvesOf(variable, neurons.length, times.length),
      ...(v === 0 ? { spikes: Array.from(neurons, (neuron) => inMilliseconds(trains[neuron]!)) } : {}),
    }));
  });
  const synapses = [...result.synapseTraces.values()].flatMap(({ name, times, source, variables }) =>
    variables.map((variable) => ({
      label: `synapses ${name}: ${variable.name}`,
      times: inMilliseconds(times),
      curves: curvesOf(variable, source.length, times.length),
    })),
  );
  return figures.drawPopulationTraces([...traces, ...synapses], result.duration, options);
}

/** A variable row by row, in everyday units. */
function curvesOf({ dimension, values }: SynapseVariable, rows: number, samples: number) {
  const { symbol, factor } = everydayUnit(dimension);
  return Array.from({ length: rows }, (_, m) => ({
    unit: symbol,
    values: Array.from(values.subarray(m * samples, (m + 1) * samples), (value) => value / factor),
  }));
}

/** Of the synapses whose weight is a state, at the end of the run. */
function drawWeights(figures: Figures, { document, result }: Fired, options: FigureOptions): SVGSVGElement {
  const projections = (document.projections ?? []).filter(({ from }) => typeof from === "string");
  const learned = [...result.synapseStates].flatMap(([k, { variables }]) => {
    const { name, from, to } = projections[k]!;
    const weight = variables.find((own) => own.name === "w");
    if (!weight) return [];
    const { symbol, factor } = everydayUnit(weight.dimension);
    const values = weight.values.map((value) => value / factor);
    return [{ name: name ?? `${from} to ${to}`, effect: effectOf(document, from as string), unit: symbol, values }];
  });
  const [first] = learned;
  if (!first)
    throw new ExperimentError(
      "no synapse has a weight that changes",
      "--kind",
      'take synapses such as stdp, or declare one: "equations": "w : weight"',
    );
  const other = learned.find(({ unit }) => unit !== first.unit);
  if (other)
    throw new ExperimentError(
      `the weights of "${first.name}" are in ${first.unit}, those of "${other.name}" in ${other.unit}, which have no axis in common`,
      "--kind",
      "write them all with rheobase run --json",
    );
  return figures.drawPopulationHistogram(
    { label: "weight at the end", unit: first.unit, of: "synapses", populations: learned },
    options,
  );
}

/** Of the population rates in bins of 1 ms, in stretches of a fifth of the run at most 1 s long, from 0 to 500 Hz. */
function drawSpectrum(figures: Figures, { result, populations }: Fired, options: FigureOptions): SVGSVGElement {
  const interval = 1e-3;
  const bins = Math.floor(result.duration / interval + 1e-6);
  const stretch = Math.min(1000, Math.floor(bins / 5));
  if (stretch < 20)
    throw new ExperimentError(
      "the run is too short for a spectrum",
      "--kind",
      'run for 100 ms at least: --set duration="1 s"',
    );
  const spectra = populations.map((own) => {
    const activity = timeHistogram(trainsOfPopulation(own), interval, { stop: bins * interval }).rates;
    const repetitions = Math.floor(bins / stretch);
    const plan = { interval, frequencyStep: 1 / (stretch * interval), repetitions, subtractMean: true };
    return { ...own, ...populationSpectrum(activity, plan) };
  });
  return figures.drawPopulationCurves(
    {
      x: { label: "frequency", unit: "Hz", values: spectra[0]!.frequencies.subarray(1) },
      y: { label: "spectrum of the population rate", unit: "Hz", scale: "log" },
      curves: spectra.map((own) => ({ ...own, values: own.density.subarray(1) })),
    },
    options,
  );
}

function drawCorrelation(figures: Figures, { result, populations }: Fired, options: FigureOptions): SVGSVGElement {
  const stop = correlationBin * Math.floor(result.duration / correlationBin + 1e-6);
  if (!(stop > correlationBin)) throw new ExperimentError("the run is too short for correlations", "--kind");
  const some = populations.map((own) => {
    const trains = trainsOfPopulation(own);
    const shown = Math.min(trains.length, correlatedNeurons);
    const chosen = Array.from({ length: shown }, (_, k) => trains[Math.floor((k * trains.length) / shown)]!);
    return { ...own, values: countCorrelations(chosen, correlationBin, { stop }) };
  });
  return figures.drawPopulationHistogram(
    { label: "correlation of spike counts in 5 ms", unit: "1", of: "pairs", populations: some },
    options,
  );
}
