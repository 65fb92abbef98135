import * as Plot from "@observablehq/plot";
import type { PotentialLines } from "../language/potential-lines.ts";
import { drawFigure, gridded } from "./figure.ts";
import { line, strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, numberText } from "./scale.ts";
import { type SpikingTrace, withSpikes } from "./spike-marks.ts";
import { unitText } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** One small picture: a trace and, below it, what drives it. */
export interface Pattern {
  readonly title: string;
  /** Small, below the title: what the picture shows. */
  readonly caption?: string;
  /** Milliseconds, ascending. */
  readonly time: ArrayLike<number>;
  readonly trace: ArrayLike<number>;
  readonly input?: ArrayLike<number>;
  /** Exact times of the spikes in milliseconds, and the levels of the trace in its unit: so every spike reaches its peak. */
  readonly spikes?: { readonly times: ArrayLike<number>; readonly lines: PotentialLines };
}

export interface GalleryOptions extends FigureOptions {
  /** Default: by how many there are. */
  readonly columns?: number;
  /** What the traces are, for the note below: `membrane potential v`. */
  readonly label?: string;
  /** Unit of the traces. */
  readonly unit?: string;
  /** A sentence after the note on the scales. */
  readonly more?: string;
}

/** Patterns side by side without axes, all traces on one vertical scale, each with a bar of time. */
export function drawGallery(patterns: readonly Pattern[], options: GalleryOptions): SVGSVGElement {
  const columns = options.columns ?? columnsFor(patterns.length, options);
  if (!(Number.isInteger(columns) && columns >= 1))
    throw new RangeError(`columns must be 1 or more, but is ${columns}`);
  const room = patterns.some(({ caption }) => caption !== undefined) ? captionRoom : 0;
  const perRow = 0.16 * (1 + room / (1 + below)) * (4 / columns);
  const rows = Math.ceil(Math.max(1, patterns.length) / columns);
  const theme = withRoom(themeOf(options, 0.06 + perRow * rows), rows);
  const traces = patterns.map(spikingTrace);
  const [low, high] = extentOf(traces.flatMap(({ y, strokes: own }) => (own ? [y, [own.high]] : [y]))) ?? [0, 1];
  const { label = "traces", unit = "1", more } = options;
  const ends = [low, high].map((value) => numberText(value, 3));
  const driven = patterns.some(({ input }) => input) ? "; below it the input, each on its own scale" : "";
  const scales = `${label}, all from ${ends.join(" to ")}${unit === "1" ? "" : ` ${unitText(unit)}`}${driven}`;
  const note = patterns.length === 0 ? "no patterns" : more === undefined ? scales : `${scales}. ${more}`;
  const panels = patterns.map((pattern, k) =>
    cellOf(pattern, traces[k]!, low, high > low ? high : low + 1, room, theme),
  );
  return drawFigure(theme, (space) => (panels.length === 0 ? [] : gridded(panels, columns, space, theme)), { note });
}

function columnsFor(count: number, { size }: FigureOptions): number {
  if (count <= 4) return Math.max(1, count);
  if (count <= 9) return 3;
  return size === "slide" && count > 12 ? 5 : 4;
}

/** A row has room for six and a half lines of letters: where many rows share a slide, letters shrink. */
function withRoom(theme: Theme, rows: number): Theme {
  const shrink = Math.min(1, (0.78 * theme.height) / rows / (6.5 * theme.fontSize));
  return { ...theme, fontSize: shrink * theme.fontSize };
}

function spikingTrace({ time, trace, spikes }: Pattern): SpikingTrace {
  const [x, y] = [Float64Array.from(time), Float64Array.from(trace)];
  return spikes ? withSpikes(x, y, Float64Array.from(spikes.times), spikes.lines) : { x, y, strokes: undefined };
}

/** Below the traces the input and the bar of time, above them the caption: in heights of the traces. */
const below = 0.75;
const captionRoom = 0.35;

function cellOf(
  { title, caption, time, input }: Pattern,
  trace: SpikingTrace,
  low: number,
  high: number,
  room: number,
  theme: Theme,
): Panel {
  const { series, faint, ink, fontSize, hairline } = theme;
  const height = high - low;
  const [start, end] = extentOf([time]) ?? [0, 1];
  const [least, most] = (input && extentOf([input])) ?? [0, 0];
  // The input is a fifth as high as the traces, below them; a constant one is a line in the middle.
  const floor = low - 0.4 * height;
  const scaled =
    input &&
    Float64Array.from(input, (value) => floor + 0.2 * height * (most > least ? (value - least) / (most - least) : 0.5));
  const bar = barLength(end - start);
  const barY = low - 0.58 * height;
  const drawn = { stroke: series[0]!, width: 0.75 * theme.line, label: "trace" };
  return {
    bare: true,
    heading: title,
    x: { label: "", type: "linear", domain: [start, end > start ? end : start + 1] },
    y: { label: "", type: "linear", domain: [low - below * height, high + (0.03 + room) * height] },
    marks: [
      line(trace.x, trace.y, drawn),
      ...(trace.strokes ? [strokes(trace.strokes.x, trace.strokes.low, trace.strokes.high, drawn)] : []),
      ...(scaled ? [line(time, scaled, { stroke: faint, width: 0.75 * theme.line, label: "input" })] : []),
      line([end - bar, end], [barY, barY], { stroke: ink, width: 1.6 * hairline, label: "bar of time" }),
      Plot.text([`${numberText(bar)} ms`], {
        x: [end - bar],
        dx: -0.4 * fontSize,
        y: [barY],
        textAnchor: "end",
        fontSize: 0.75 * fontSize,
        fill: faint,
        ariaDescription: "time",
      }),
      ...(caption === undefined
        ? []
        : [
            Plot.text([caption], {
              frameAnchor: "top-left",
              lineAnchor: "top",
              dy: -0.2 * fontSize,
              fontSize: 0.9 * fontSize,
              fill: faint,
              ariaDescription: "caption",
            }),
          ]),
    ],
  };
}

/** 1, 2 or 5 times a power of ten, from a tenth to a quarter of the whole. */
function barLength(duration: number): number {
  const decade = 10 ** Math.floor(Math.log10(duration / 4));
  return [5, 2, 1].find((factor) => factor * decade <= duration / 4)! * decade;
}
