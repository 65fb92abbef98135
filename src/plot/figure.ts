import { type Box, drawPanel, type Margins, marginsOf, type Panel } from "./panel.ts";
import { textWidth, wrapText } from "./text.ts";
import type { Theme } from "./theme.ts";
import { fontFamily } from "./theme.ts";

const svg = "http://www.w3.org/2000/svg";

/** One line of a legend. */
export interface LegendEntry {
  readonly text: string;
  readonly colour: string;
  readonly look: "line" | "dashed" | "dot" | "ring" | "square" | "diamond" | "cross";
}

/** A panel and the part of the figure that it takes, in pixels from the top left of what titles and legends leave. */
export interface Cell extends Box {
  readonly x: number;
  readonly y: number;
  readonly panel: Panel;
  readonly margins: Margins;
}

const titleScale = 1.15;
/** How much wider bold letters are. */
const boldness = 1.13;
const titleLeading = 1.3;

/** What stands around the panels. */
export interface Around {
  readonly legend?: readonly LegendEntry[];
  /** Below, small. */
  readonly note?: string | undefined;
  /** Labels that all panels of a grid share. */
  readonly labels?: { readonly x: string; readonly y: string };
}

/** Draws the title, the legend, and the cells that `layOut` puts into the space that is left. */
export function drawFigure(
  theme: Theme,
  layOut: (space: Box) => readonly Cell[],
  { legend = [], note, labels }: Around = {},
): SVGSVGElement {
  const { document, width, height, background, ink, faint, fontSize } = theme;
  const root = make(document, "svg", {
    xmlns: svg,
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    "font-family": fontFamily,
    role: "img",
    "aria-label": theme.title,
  }) as SVGSVGElement;
  root.append(make(document, "rect", { width: "100%", height: "100%", fill: background }));
  let top = 0.5 * fontSize;
  const titleFont = titleScale * fontSize;
  const write = (text: string, x: number, y: number, font: number, more: Attributes = {}): void => {
    const node = make(document, "text", {
      x: rounded(x),
      y: rounded(y),
      "font-size": rounded(font),
      fill: ink,
      ...more,
    });
    node.textContent = text;
    root.append(node);
  };
  for (const line of theme.title === undefined
    ? []
    : wrapText(theme.title, (width - 2 * fontSize) / (boldness * titleFont))) {
    write(line, fontSize, top + titleFont, titleFont, { "font-weight": "bold", "aria-label": "title" });
    top += titleLeading * titleFont;
  }
  const rows = legendRows(legend, width - 2 * fontSize, fontSize);
  for (const row of rows) {
    let x = fontSize;
    for (const entry of row) {
      root.append(sample(entry, x, top + 0.75 * fontSize, theme));
      write(entry.text, x + 2.4 * fontSize, top + 1.1 * fontSize, fontSize, { "aria-label": "legend" });
      x += entryWidth(entry, fontSize);
    }
    top += 1.5 * fontSize;
  }
  const noteLines = note === undefined ? [] : wrapText(note, (width - 2 * fontSize) / (0.9 * fontSize));
  const bottom = (noteLines.length === 0 ? 0 : 0.4 + noteLines.length * 1.2) * fontSize;
  const left = labels ? 1.4 * fontSize : 0;
  const space = { width: width - left, height: height - top - bottom - (labels ? 1.5 * fontSize : 0) };
  if (labels) {
    const middle = top + space.height / 2;
    const turned = { "text-anchor": "middle", transform: `rotate(-90 ${rounded(left)} ${rounded(middle)})` };
    write(labels.y, left, middle, fontSize, { ...turned, "aria-label": "y label" });
    const below = top + space.height + 0.8 * fontSize;
    write(labels.x, left + space.width / 2, below, fontSize, { "text-anchor": "middle", "aria-label": "x label" });
  }
  for (const { panel, margins, x, y, ...box } of layOut(space)) {
    const cell = drawPanel(panel, box, margins, theme);
    cell.setAttribute("x", rounded(left + x));
    cell.setAttribute("y", rounded(top + y));
    root.append(cell);
  }
  noteLines.forEach((line, k) => {
    const y = height - bottom + (1.2 * k + 0.6) * fontSize;
    write(line, fontSize, y, 0.9 * fontSize, { fill: faint, "aria-label": "note" });
  });
  return root;
}

/** Panels over each other that share the horizontal axis, the height between the axes shared out by their weights. */
export function stacked(panels: readonly Panel[], space: Box, theme: Theme): readonly Cell[] {
  const shown = panels.map((panel, k) => ({ ...panel, showX: panel.showX ?? k === panels.length - 1 }));
  const { width } = space;
  // What a panel takes above and below does not depend on its height; what it takes at the sides does.
  const around = shown.map((panel) => marginsOf(panel, space, theme)).map(({ top, bottom }) => top + bottom);
  const share = Math.max(0, space.height - sum(around)) / sum(panels.map(({ weight = 1 }) => weight));
  const heights = shown.map(({ weight = 1 }, k) => Math.max(1, share * weight) + around[k]!);
  const own = shown.map((panel, k) => marginsOf(panel, { width, height: heights[k]! }, theme));
  const [left, right] = [Math.max(...own.map((m) => m.left)), Math.max(...own.map((m) => m.right))];
  return shown.map((panel, k) => ({
    panel,
    margins: { ...own[k]!, left, right },
    x: 0,
    y: sum(heights.slice(0, k)),
    width,
    height: heights[k]!,
  }));
}

/** Panels in rows of `columns`; where `shared`, only those at the left and at the bottom have numbers. */
export function gridded(
  panels: readonly Panel[],
  columns: number,
  space: Box,
  theme: Theme,
  { shared = true }: { readonly shared?: boolean } = {},
): readonly Cell[] {
  const rows = Math.ceil(panels.length / columns);
  const shown = panels.map((panel, k) => ({
    ...panel,
    showX: !panel.bare && (!shared || k + columns >= panels.length),
    showY: !panel.bare && (!shared || k % columns === 0),
  }));
  const box = { width: space.width / columns, height: space.height / rows };
  const own = shown.map((panel) => marginsOf(panel, box, theme));
  const most = (side: Exclude<keyof Margins, "yLabel">, chosen: (k: number) => boolean = () => true): number =>
    Math.max(...own.map((margins, k) => (chosen(k) ? margins[side] : 0)));
  const lefts = Array.from({ length: columns }, (_, c) => most("left", (k) => k % columns === c));
  const bottoms = Array.from({ length: rows }, (_, r) => most("bottom", (k) => Math.floor(k / columns) === r));
  const [top, right] = [most("top"), most("right")];
  const innerWidth = (space.width - sum(lefts) - columns * right) / columns;
  const innerHeight = (space.height - sum(bottoms) - rows * top) / rows;
  return shown.map((panel, k) => {
    const [c, r] = [k % columns, Math.floor(k / columns)];
    const margins = { ...own[k]!, top, right, left: lefts[c]!, bottom: bottoms[r]! };
    return {
      panel,
      margins,
      x: sum(lefts.slice(0, c)) + c * (innerWidth + right),
      y: sum(bottoms.slice(0, r)) + r * (innerHeight + top),
      width: margins.left + Math.max(1, innerWidth) + right,
      height: top + Math.max(1, innerHeight) + margins.bottom,
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function legendRows(legend: readonly LegendEntry[], width: number, fontSize: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let used = Infinity;
  for (const entry of legend) {
    const own = entryWidth(entry, fontSize);
    if (used + own > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)!.push(entry);
    used += own;
  }
  return rows;
}

function entryWidth({ text }: LegendEntry, fontSize: number): number {
  return (textWidth(text) + 4) * fontSize;
}

/** The little picture before a legend's text, 1.8 font sizes wide. */
function sample({ look, colour }: LegendEntry, x: number, y: number, theme: Theme): Element {
  const { document, fontSize, line, background } = theme;
  const [middle, r] = [x + 0.9 * fontSize, 0.36 * fontSize];
  const at = (dx: number, dy: number): string => `${rounded(middle + dx * r)},${rounded(y + dy * r)}`;
  const stroked = { fill: "none", stroke: colour, "stroke-width": 1.2 * line };
  switch (look) {
    case "line":
      return make(document, "path", { d: `M${rounded(x)},${rounded(y)}h${rounded(1.8 * fontSize)}`, ...stroked });
    case "dashed":
      return make(document, "path", {
        d: `M${rounded(x)},${rounded(y)}h${rounded(1.8 * fontSize)}`,
        ...stroked,
        "stroke-dasharray": dashOf(theme),
      });
    case "dot":
      return make(document, "circle", { cx: rounded(middle), cy: rounded(y), r: rounded(r), fill: colour });
    case "ring":
      return make(document, "circle", {
        cx: rounded(middle),
        cy: rounded(y),
        r: rounded(r),
        ...stroked,
        fill: background,
      });
    case "square":
      return make(document, "path", { d: `M${at(-1, -1)}L${at(1, -1)}L${at(1, 1)}L${at(-1, 1)}Z`, fill: colour });
    case "diamond":
      return make(document, "path", { d: `M${at(0, -1.2)}L${at(1.2, 0)}L${at(0, 1.2)}L${at(-1.2, 0)}Z`, fill: colour });
    case "cross":
      return make(document, "path", { d: `M${at(-1, -1)}L${at(1, 1)}M${at(-1, 1)}L${at(1, -1)}`, ...stroked });
  }
}

/** The dashes of guide lines and of what is unstable. */
export function dashOf({ line }: Theme): string {
  return `${rounded(3.5 * line)} ${rounded(2.5 * line)}`;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function make(document: Document, name: string, attributes: Attributes): SVGElement {
  const node = document.createElementNS(svg, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, `${value}`);
  return node;
}

function rounded(pixels: number): string {
  return `${Math.round(pixels * 100) / 100}`;
}
