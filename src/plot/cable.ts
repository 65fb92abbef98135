import type { CablePoint, CableResult } from "../cable/cable-result.ts";
import { dimensions } from "../quantity/dimension.ts";
import { type Column, column, measure } from "../quantity/measure.ts";
import { dashOf, drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { line } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, numberText, scaleOver } from "./scale.ts";
import { sequence } from "./sequence.ts";
import { unitText, withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

const { second, volt, metre } = dimensions;

/**
 * A cable: the potential along it at several times, from early to late by colour, and over time at several places; the solution of the
 * cable equation, where there is one, dashed on both. Branches stand over their distance from the start along the cable.
 */
export function drawCable(result: CableResult, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, 0.9);
  const panels = [profilePanel(result, theme), tracePanel(result, theme)].filter(({ marks }) => marks.length > 0);
  return drawFigure(theme, (space) => stacked(panels, space, theme), { legend: legendOf(result, theme) });
}

function profilePanel({ profiles, closedForm }: CableResult, theme: Theme): Panel {
  const { points, times, values } = profiles;
  const breaks = sectionBreaks(points);
  const x = broken(
    column(
      points.map(({ distance }) => distance),
      metre,
    ).values,
    breaks,
  );
  const farthest = x.reduce((best, value, k) => (value > x[best]! ? k : best), 0);
  const rows = (all: Float64Array) => rowsOf(all, points.length).map((row) => broken(row.values, breaks));
  const own = rows(values);
  const solved = "whyNot" in closedForm ? [] : rows(closedForm.profiles);
  const colours = inSequence(own.length, theme);
  const label = (k: number): string => {
    const { value, unit } = measure(times[k]!, second);
    return `${numberText(Number(value.toPrecision(6)))} ${unit}`;
  };
  return {
    ...scales(withUnit("distance", "um"), [x], [...own, ...solved]),
    marks: curves(x, own, solved, colours, theme, (k) => `profile at ${label(k)}`),
    ends: spread(own, mostLabels).map((k) => ({ text: label(k), y: own[k]![farthest]!, colour: colours[k]! })),
    showX: true,
  };
}

function tracePanel({ traces, closedForm }: CableResult, theme: Theme): Panel {
  const { places, times, values } = traces;
  const x = column(times, second).values;
  const own = rowsOf(values, times.length).map((row) => row.values);
  const solved = "whyNot" in closedForm ? [] : rowsOf(closedForm.traces, times.length).map((row) => row.values);
  const colours = own.length <= theme.series.length ? theme.series : inSequence(own.length, theme);
  const label = (k: number): string => placeText(places[k]!);
  return {
    ...scales(withUnit("time", "ms"), [x], [...own, ...solved]),
    marks: curves(x, own, solved, colours, theme, (k) => `trace at ${label(k)}`),
    ends: spread(own, mostLabels).map((k) => ({ text: label(k), y: own[k]!.at(-1)!, colour: colours[k]! })),
    showX: true,
  };
}

const mostLabels = 14;

function scales(label: string, x: readonly (readonly number[])[], y: readonly (readonly number[])[]) {
  return {
    x: scaleOver(label, extentOf(x), { room: 0.01 }),
    y: scaleOver(withUnit("membrane potential v", "mV"), extentOf(y), { room: 0.06 }),
  };
}

/** The computed curves, and the solved ones as dashes of ink on them. */
function curves(
  x: readonly number[],
  own: readonly (readonly number[])[],
  solved: readonly (readonly number[])[],
  colours: readonly string[],
  theme: Theme,
  label: (k: number) => string,
): Panel["marks"] {
  const dashed = { stroke: theme.ink, width: 0.7 * theme.line, dash: dashOf(theme), label: "closed form" };
  return [
    ...own.map((y, k) => line(x, y, { stroke: colours[k]!, width: 1.4 * theme.line, label: label(k) })),
    ...solved.map((y) => line(x, y, dashed)),
  ];
}

function legendOf({ closedForm }: CableResult, theme: Theme): LegendEntry[] {
  return "whyNot" in closedForm ? [] : [{ text: "closed form", colour: theme.ink, look: "dashed" }];
}

/** So many colours from first to last. */
function inSequence(count: number, theme: Theme): readonly string[] {
  const colour = sequence(theme);
  return Array.from({ length: count }, (_, k) => (count === 1 ? theme.ink : colour(k / (count - 1))));
}

/** At most so many places in a list, evenly spread, the last among them. */
function spread(list: readonly unknown[], most: number): number[] {
  const apart = Math.ceil(list.length / most);
  return [...list.keys()].filter((k) => (list.length - 1 - k) % apart === 0);
}

function rowsOf(values: Float64Array, length: number): Column[] {
  const count = length === 0 ? 0 : values.length / length;
  return Array.from({ length: count }, (_, k) => column(values.subarray(k * length, (k + 1) * length), volt));
}

/** `400 µm`, `tuft 100 µm` */
function placeText({ branch, at }: CablePoint): string {
  const { value, unit } = measure(at, metre);
  return `${branch === "" ? "" : `${branch} `}${numberText(Number(value.toPrecision(6)))} ${unitText(unit)}`;
}

/** Where another section begins. */
function sectionBreaks(points: readonly CablePoint[]): readonly number[] {
  return [...points.keys()].filter((k) => k > 0 && points[k]!.branch !== points[k - 1]!.branch);
}

/** The values with a gap before each of these places, so that no line joins two sections. */
function broken(values: readonly number[], breaks: readonly number[]): number[] {
  const starts = [0, ...breaks];
  return starts.flatMap((from, k) => [...(k === 0 ? [] : [Number.NaN]), ...values.slice(from, starts[k + 1])]);
}
