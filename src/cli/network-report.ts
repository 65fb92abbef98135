import {
  everydayUnit,
  formatQuantity,
  type NetworkDocument,
  type NetworkResult,
  summarizePopulation,
  timeHistogram,
  trainsOfPopulation,
} from "../index.ts";
import { drawChart } from "./chart.ts";
import { heading } from "./columns.ts";
import { drawRasterChart, rowsOfGroup } from "./raster-chart.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** What the report says about a run of a network beside its result. */
export interface NetworkFacts {
  /** From opening the document to the recording, in milliseconds. */
  readonly wallTime: number;
  readonly threads: number;
}

const chartHeight = 6;
const rasterHeight = 10;
const seconds = [0, 0, 1, 0, 0, 0, 0] as const;

interface Firing {
  readonly name: string;
  readonly trains: readonly Float64Array[];
}

/** A run of a network for people: what ran, spikes and rate over time, each population and projection, the fingerprint. */
export function reportNetwork(
  document: NetworkDocument,
  result: NetworkResult,
  facts: NetworkFacts,
  terminal: Terminal,
): string {
  const firing = [...result.spikes].map(([name, spikes]) => ({ name, trains: trainsOfPopulation(spikes) }));
  const sections = [
    whatRan(document, result, facts, terminal),
    rasterOf(firing, result, terminal),
    ...(isSmall(firing) ? tracesOf(result, terminal) : [rateOf(firing, result, terminal)]),
    populationTable(firing, result, terminal),
    projectionTable(document, result, terminal),
    [terminal.colours.dim(`fingerprint ${result.fingerprint}: the same on every machine`)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Few enough neurons that a rate says nothing that the spikes do not. */
function isSmall(firing: readonly Firing[]): boolean {
  return firing.every(({ trains }) => trains.length < 20);
}

function whatRan(
  document: NetworkDocument,
  { duration, dt, spikeTimes, synapses, methods, timing, target }: NetworkResult,
  { wallTime, threads }: NetworkFacts,
  { colours, columns }: Terminal,
): string[] {
  const populations = Object.values(document.populations);
  const neurons = populations.reduce((sum, own) => sum + ("spikes" in own ? own.spikes.length : own.size), 0);
  const made = synapses.reduce((sum, count) => sum + count, 0);
  const grid = spikeTimes === "exact" ? "" : ", spikes on the grid";
  const steps = `${formatQuantity(duration, seconds)} in steps of ${formatQuantity(dt, seconds)}${grid}`;
  // several threads compile, make their synapses and run each for itself
  const work: readonly (readonly [string, number])[] =
    threads === 1
      ? [
          ["compile it and make its synapses", timing.setup],
          ["run", timing.run],
        ]
      : [["compile it, make its synapses and run", timing.run]];
  const times = [["read it", timing.compile] as const, ...work];
  const each = times.map(([what, time]) => `${milliseconds(time)} to ${what}`).join(", ");
  const where = threads === 1 ? target : `${target}, ${threads} threads`;
  const reasons = new Map<string, string[]>();
  for (const [name, { method, reason }] of methods) {
    const key = `method ${method}: ${reason}`;
    reasons.set(key, [...(reasons.get(key) ?? []), name]);
  }
  return [
    `${colours.bold("network")}: ${count(neurons, "neuron")}, ${count(made, "synapse")}, ${steps}`,
    ...wrap(`took ${milliseconds(wallTime)} (${where}): ${each}`, columns),
    ...[...reasons].flatMap(([text, names]) =>
      wrap(reasons.size === 1 ? text : `${names.join(", ")}: ${text}`, columns).map((line) => colours.dim(line)),
    ),
  ];
}

function rasterOf(firing: readonly Firing[], { duration }: NetworkResult, { columns }: Terminal): string[] {
  const shown = firing.filter(({ trains }) => trains.length > 0);
  const neurons = shown.reduce((sum, { trains }) => sum + trains.length, 0);
  const groups = shown.map(({ name, trains }) => {
    const lines = Math.max(1, Math.round((rasterHeight * trains.length) / neurons));
    return { label: name, trains: rowsOfGroup(trains, lines) };
  });
  const drawn = groups.reduce((sum, { trains }) => sum + trains.length, 0);
  const title = drawn === neurons ? "spikes" : `spikes of ${drawn} of the ${neurons} neurons`;
  return [title, ...drawRasterChart({ groups, duration, end: formatQuantity(duration, seconds) }, columns)];
}

const rateBins = 100;

/** Spikes of all neurons together. */
function rateOf(firing: readonly Firing[], { duration }: NetworkResult, { columns }: Terminal): string[] {
  const trains = firing.flatMap((own) => own.trains);
  const { rates } = timeHistogram(trains, duration / rateBins, { stop: duration });
  const edges = Array.from(rates).flatMap((_, k) => [k, k + 1]);
  const x = Float64Array.from(edges, (edge) => (edge * duration) / rateBins);
  const y = Float64Array.from(edges, (_, k) => rates[k >> 1]!);
  const bin = formatQuantity(Number((duration / rateBins).toPrecision(12)), seconds);
  const label = `rate of all neurons (Hz), in bins of ${bin}`;
  return drawChart({ x, y, label, end: formatQuantity(duration, seconds) }, columns, chartHeight);
}

/** The first recorded variable of the first recorded neuron of each population. */
function tracesOf({ traces, duration }: NetworkResult, { columns }: Terminal): string[][] {
  return [...traces].flatMap(([name, { times, neurons, variables }]) => {
    const [variable] = variables;
    if (!variable || times.length < 2) return [];
    const { symbol, factor } = everydayUnit(variable.dimension);
    const y = variable.values.subarray(0, times.length).map((value) => value / factor);
    const label = `${name} ${neurons[0]}: ${heading(variable.name, symbol)}`;
    return [drawChart({ x: times, y, label, end: formatQuantity(duration, seconds) }, columns, chartHeight)];
  });
}

function populationTable(firing: readonly Firing[], { duration }: NetworkResult, { colours }: Terminal): string[] {
  const headings = ["population", "neurons", "spikes", "rate (Hz)", "CV", "silent"];
  const rows = firing.map(({ name, trains }) => {
    const { spikes, meanRate, meanCv, silent } = summarizePopulation(trains, { stop: duration });
    const cv = Number.isNaN(meanCv) ? "-" : meanCv.toFixed(3);
    const rate = `${Number(meanRate.toPrecision(4))}`;
    return [name, `${trains.length}`, `${spikes}`, rate, cv, `${(100 * silent).toFixed(1)} %`];
  });
  return [
    ...drawTable(headings, rows, colours, [0]),
    colours.dim("CV of the interspike intervals: mean over neurons with 10 spikes or more"),
  ];
}

function projectionTable(document: NetworkDocument, { synapses }: NetworkResult, { colours }: Terminal): string[] {
  // those of Poisson sources have no synapses of their own
  const projections = (document.projections ?? []).filter(({ from }) => typeof from === "string");
  const rows = projections.map(({ name, from, to, synapse = "delta" }, k) => [
    name ?? `${from as string} to ${to}`,
    typeof synapse === "string" ? synapse : "own text",
    `${synapses[k]}`,
  ]);
  return rows.length === 0 ? [] : drawTable(["projection", "synapse", "synapses"], rows, colours, [0, 1]);
}

/** `1 neuron`, `4000 neurons`. */
export function count(many: number, what: string): string {
  return `${many} ${many === 1 ? what : `${what}s`}`;
}

function milliseconds(time: number): string {
  return time < 10_000 ? `${time.toFixed(time < 10 ? 1 : 0)} ms` : `${(time / 1000).toFixed(1)} s`;
}
