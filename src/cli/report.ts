import { everydayUnit, formatQuantity, type Result, spikesOf, traceOf } from "../index.ts";
import { type Curve, drawChart } from "./chart.ts";
import { heading, memberCoordinates } from "./columns.ts";
import { type FiringStatistics, firingStatistics } from "./statistics.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** What the report says about a run beside its result. */
export interface RunFacts {
  /** `adex`, or `own equations`. */
  readonly model: string;
  /** Seconds. */
  readonly duration: number;
  /** From opening the document to the recording, in milliseconds. */
  readonly wallTime: number;
  /** Of the recording that the document asks for. */
  readonly fingerprint: string;
}

const chartHeight = 10;
const mostRows = 20;
const mostTimes = 30;
const seconds = [0, 0, 1, 0, 0, 0, 0] as const;

/** A run for people: what ran, a chart, the spikes, the fingerprint. */
export function reportRun(result: Result, facts: RunFacts, terminal: Terminal): string {
  const { members } = result;
  const sections = [
    whatRan(result, facts, terminal),
    members === 1 ? traceChart(result, facts, terminal) : curveChart(result, facts, terminal),
    members === 1 ? singleNeuron(result, facts, terminal) : ensemble(result, facts, terminal),
    [terminal.colours.dim(`fingerprint ${facts.fingerprint}: the same on every machine`)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function whatRan(result: Result, facts: RunFacts, { colours, columns }: Terminal): string[] {
  const neurons = result.members === 1 ? "1 neuron" : `${result.members} neurons`;
  const grid = `${formatQuantity(facts.duration, seconds)} in steps of ${formatQuantity(result.dt, seconds)}`;
  const spikes = result.spikeTimes === "exact" ? "" : ", spikes on the grid";
  const time = `${facts.wallTime.toFixed(facts.wallTime < 10 ? 1 : 0)} ms`;
  return [
    `${colours.bold(facts.model)}: ${neurons}, ${grid}${spikes}; took ${time} (${result.target})`,
    ...wrap(`method ${result.method}: ${result.reason}`, columns).map((line) => colours.dim(line)),
  ];
}

/** The first recorded variable over time, with the spikes above it. */
function traceChart(result: Result, facts: RunFacts, { columns, colours }: Terminal): string[] {
  const [variable] = result.traces.variables;
  if (!variable) return [];
  const unit = everydayUnit(variable.dimension);
  const curve: Curve = {
    x: result.traces.times,
    y: traceOf(result, variable.name, 0).map((value) => value / unit.factor),
    label: heading(variable.name, unit.symbol),
    end: formatQuantity(facts.duration, seconds),
    marks: { label: "spikes", places: spikesOf(result, 0) },
  };
  const [marks, ...rest] = drawChart(curve, columns, chartHeight);
  return marks === undefined ? [] : [colours.cyan(marks), ...rest];
}

/** Firing rate against the parameter, where the neurons differ in one. */
function curveChart(result: Result, facts: RunFacts, { columns }: Terminal): string[] {
  const [axis] = result.axes;
  const isRising = axis?.values.every((value, k) => k === 0 || value > axis.values[k - 1]!);
  if (!axis || result.axes.length > 1 || !isRising || axis.values.length < 8) return [];
  const unit = everydayUnit(axis.dimension);
  const curve: Curve = {
    x: axis.values.map((value) => value / unit.factor),
    y: Float64Array.from(axis.values, (_, m) => spikesOf(result, m).length / facts.duration),
    label: "rate (Hz)",
    end: `${axis.label} ${formatQuantity(axis.values[axis.values.length - 1]!, axis.dimension)}`,
  };
  return drawChart(curve, columns, chartHeight);
}

function singleNeuron(result: Result, facts: RunFacts, { colours, columns }: Terminal): string[] {
  const times = spikesOf(result, 0);
  const statistics = firingStatistics(times, facts.duration);
  const cells = statisticsCells(statistics);
  const table = drawTable(statisticsHeadings, [cells], colours);
  if (statistics.count === 0) return table;
  const count = statistics.count > mostTimes ? mostTimes - 5 : statistics.count;
  const shown = Array.from(times.subarray(0, count), (time) => (1000 * time).toFixed(3)).join(", ");
  const more = statistics.count > count ? `, and ${statistics.count - count} more (--json prints them)` : "";
  return [...table, "", ...wrap(`spikes at (ms): ${shown}${more}`, columns)];
}

/** One line a neuron, at most 20, evenly spread. */
function ensemble(result: Result, facts: RunFacts, { colours }: Terminal): string[] {
  const axes = result.axes.map(({ label, dimension, values }) => {
    const { symbol, factor } = everydayUnit(dimension);
    return { heading: heading(label, symbol), values: Array.from(values, (value) => value / factor) };
  });
  const shown = Math.min(result.members, mostRows);
  const rows = Array.from({ length: shown }, (_, row) => {
    const member = shown === 1 ? 0 : Math.round((row * (result.members - 1)) / (shown - 1));
    const statistics = firingStatistics(spikesOf(result, member), facts.duration);
    return [
      ...memberCoordinates(axes, member, result.arrangement).map((value) => significant(value, 6)),
      ...statisticsCells(statistics),
    ];
  });
  const table = drawTable([...axes.map((axis) => axis.heading), ...statisticsHeadings], rows, colours);
  const hidden = result.members - shown;
  return hidden === 0 ? table : [...table, colours.dim(`... and ${hidden} more between these (use --json or --csv)`)];
}

const statisticsHeadings = ["spikes", "rate (Hz)", "first (ms)", "mean ISI (ms)", "CV"];

function statisticsCells({ count, rate, first, meanInterval, variation }: FiringStatistics): string[] {
  return [`${count}`, significant(rate, 4), fixed(1000 * first, 3), fixed(1000 * meanInterval, 3), fixed(variation, 3)];
}

function fixed(value: number, digits: number): string {
  return Number.isNaN(value) ? "-" : value.toFixed(digits);
}

function significant(value: number, digits: number): string {
  return Number(value.toPrecision(digits)).toString();
}
