import * as Plot from "@observablehq/plot";
import { axes, frameClip } from "./marks.ts";
import { type Scale, type Tick, ticksOf } from "./scale.ts";
import { textWidth, wrapText } from "./text.ts";
import { fontFamily, type Theme } from "./theme.ts";

/** A text at the right end of a curve, in its colour. */
export interface EndLabel {
  readonly text: string;
  /** Where the curve ends. */
  readonly y: number;
  readonly colour: string;
}

/** One pair of axes and what is drawn between them. */
export interface Panel {
  readonly x: Scale;
  readonly y: Scale;
  readonly marks: readonly Plot.Markish[];
  /** Above the panel, to the left. */
  readonly heading?: string;
  readonly ends?: readonly EndLabel[];
  /** Whether numbers and label stand at the axis. Default: yes. */
  readonly showX?: boolean;
  readonly showY?: boolean;
  /** Its part of the height where panels stand over each other. Default: 1. */
  readonly weight?: number;
  /** Without axes: a small picture with a scale of its own. */
  readonly bare?: boolean;
}

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** The lines that the label of the vertical axis is broken into. */
  readonly yLabel: readonly string[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

const lineHeight = 1.15;
/** In font sizes: narrower than this, words would be cut. */
const shortestLabel = 5;

/** The space that axes, heading and labels of a panel take; panels that stand over each other take the largest. */
export function marginsOf(panel: Panel, { width, height }: Box, theme: Theme): Margins {
  const { fontSize, tickSize } = theme;
  const { showX = true, showY = true, heading, ends = [] } = panel;
  const numbers = tickFont(theme);
  const xTicks = ticksOf(panel.x, xCount(width, theme));
  const overhang = (tick: Tick | undefined): number => (showX && tick ? (textWidth(tick.text) * numbers) / 2 + 2 : 0);
  const endWidth = Math.max(0, ...ends.map(({ text }) => textWidth(text) * fontSize));
  const top =
    heading === undefined ? 0.7 * fontSize : (0.6 + lineHeight * headingLines(heading, width, theme).length) * fontSize;
  const bottom = showX
    ? tickSize + 0.3 * fontSize + numbers + (panel.x.label === "" ? 0.3 : 1.75) * fontSize
    : 0.5 * fontSize;
  // The label stands beside the axis: at its ends it would meet those of the panels above and below.
  const yLabel = wrapText(panel.y.label, Math.max(shortestLabel, (height - top - bottom) / fontSize + 0.5));
  const left = showY
    ? tickSize + 0.35 * fontSize + yNumbers(panel.y, height, theme) + labelHeight(yLabel, theme)
    : Math.max(0.6 * fontSize, overhang(xTicks[0]));
  return {
    top,
    right: Math.max(overhang(xTicks.at(-1)), 0.6 * fontSize, endWidth === 0 ? 0 : endWidth + 0.9 * fontSize),
    bottom,
    left,
    yLabel,
  };
}

/** Draws a panel as an SVG element of the size of its box. */
export function drawPanel(panel: Panel, box: Box, margins: Margins, theme: Theme): SVGSVGElement {
  const { fontSize, tickSize, ink } = theme;
  const { x, y, showX = true, showY = true, heading, ends = [] } = panel;
  const inner = { width: box.width - margins.left - margins.right, height: box.height - margins.top - margins.bottom };
  const numbers = tickFont(theme);
  const xTicks = ticksOf(x, xCount(box.width, theme));
  const yTicks = ticksOf(y, yCount(box.height, theme));
  const node = Plot.plot({
    document: theme.document,
    className: "figure",
    width: box.width,
    height: box.height,
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    x: { type: x.type, domain: [...x.domain], axis: null, label: null },
    y: { type: y.type, domain: [...y.domain], axis: null, label: null },
    marks: [
      frameClip(),
      ...panel.marks,
      ...(panel.bare
        ? []
        : [axes(valuesOf(xTicks), valuesOf(yTicks), { stroke: ink, width: theme.hairline, tickSize })]),
      ...(showX ? xTexts(panel, xTicks, theme) : []),
      ...(showY ? yTexts(yTicks, margins, theme) : []),
      ...(heading === undefined
        ? []
        : [
            Plot.text([headingLines(heading, box.width, theme).join("\n")], {
              frameAnchor: "top-left",
              lineAnchor: "bottom",
              dy: -0.35 * fontSize,
              fontSize,
              fill: ink,
              ariaDescription: "heading",
            }),
          ]),
      ...endTexts(ends, y, inner.height, theme),
    ],
  });
  // The sheet is for pages; in a file it would be the only thing that needs one.
  [...node.children].find(({ localName }) => localName === "style")?.remove();
  for (const name of ["class", "style", "fill", "viewBox"]) node.removeAttribute(name);
  const attributes = {
    overflow: "visible",
    fill: ink,
    color: ink,
    "font-family": fontFamily,
    "font-size": `${numbers}`,
  };
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node as unknown as SVGSVGElement;
}

function xTexts({ x }: Panel, ticks: readonly Tick[], theme: Theme): Plot.Markish[] {
  const { fontSize, tickSize, ink } = theme;
  const numbers = tickFont(theme);
  const below = tickSize + 0.3 * fontSize;
  return [
    Plot.text(ticks, {
      x: "value",
      text: "text",
      frameAnchor: "bottom",
      lineAnchor: "top",
      dy: below,
      fontSize: numbers,
      fill: ink,
      ariaDescription: "x numbers",
    }),
    Plot.text(x.label === "" ? [] : [x.label], {
      frameAnchor: "bottom",
      lineAnchor: "top",
      dy: below + numbers + 0.4 * fontSize,
      fontSize,
      fill: ink,
      ariaDescription: "x label",
    }),
  ];
}

function yTexts(ticks: readonly Tick[], { left, yLabel }: Margins, theme: Theme): Plot.Markish[] {
  const { fontSize, tickSize, ink } = theme;
  return [
    Plot.text(ticks, {
      y: "value",
      text: "text",
      frameAnchor: "left",
      textAnchor: "end",
      dx: -tickSize - 0.3 * fontSize,
      fontSize: tickFont(theme),
      fill: ink,
      ariaDescription: "y numbers",
    }),
    Plot.text(yLabel.length === 0 ? [] : [yLabel.join("\n")], {
      frameAnchor: "left",
      textAnchor: "middle",
      rotate: -90,
      dx: (labelHeight(yLabel, theme) + 0.3 * fontSize) / 2 - left,
      fontSize,
      fill: ink,
      lineHeight,
      ariaDescription: "y label",
    }),
  ];
}

/** Labels are moved apart where curves end close together; they stay in their order. */
function endTexts(ends: readonly EndLabel[], y: Scale, height: number, theme: Theme): Plot.Markish[] {
  const { fontSize } = theme;
  const [low, high] = y.type === "log" ? y.domain.map(Math.log) : y.domain;
  const placed = ends
    .map((end) => {
      const value = y.type === "log" ? Math.log(end.y) : end.y;
      return { ...end, at: Math.min(height, Math.max(0, (height * (high! - value)) / (high! - low!))) };
    })
    .sort((a, b) => a.at - b.at);
  const apart = 1.1 * fontSize;
  placed.forEach((end, k) => {
    if (k > 0) end.at = Math.max(end.at, placed[k - 1]!.at + apart);
  });
  for (let k = placed.length - 1; k >= 0; k--) {
    const limit = k === placed.length - 1 ? height : placed[k + 1]!.at - apart;
    placed[k]!.at = Math.min(placed[k]!.at, limit);
  }
  return placed.map(({ text, colour, at }) =>
    Plot.text([text], {
      frameAnchor: "top-right",
      lineAnchor: "middle",
      textAnchor: "start",
      dx: 0.5 * fontSize,
      dy: at,
      fontSize,
      fill: colour,
      ariaDescription: "curve label",
    }),
  );
}

function valuesOf(ticks: readonly Tick[]): number[] {
  return ticks.map(({ value }) => value);
}

function headingLines(heading: string, width: number, { fontSize }: Theme): string[] {
  return wrapText(heading, (0.92 * width) / fontSize);
}

/** Of the label beside the axis, turned: its lines, and the gap to the numbers. */
function labelHeight(lines: readonly string[], { fontSize }: Theme): number {
  return (lines.length === 0 ? 0.2 : lineHeight * lines.length + 0.8) * fontSize;
}

function yNumbers(y: Scale, height: number, theme: Theme): number {
  const widths = ticksOf(y, yCount(height, theme)).map(({ text }) => textWidth(text));
  return Math.max(0, ...widths) * tickFont(theme);
}

function tickFont({ fontSize }: Theme): number {
  return Number((0.9 * fontSize).toFixed(2));
}

function xCount(width: number, { fontSize }: Theme): number {
  return Math.max(2, Math.min(8, Math.floor(width / (6.5 * fontSize))));
}

function yCount(height: number, { fontSize }: Theme): number {
  return Math.max(2, Math.min(6, Math.floor(height / (3.6 * fontSize))));
}
