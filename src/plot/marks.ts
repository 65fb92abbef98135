import type { RenderFunction } from "@observablehq/plot";
import { thinned } from "./thin.ts";

const svg = "http://www.w3.org/2000/svg";

/** How a mark is drawn. */
export interface Stroke {
  readonly stroke: string;
  readonly width: number;
  /** `"4 3"` */
  readonly dash?: string;
  readonly opacity?: number;
  /** What it is, for readers of the text: `aria-label`. */
  readonly label: string;
}

/** A line through points. Millions are drawn as what would be seen of them; a point that is not finite breaks it. */
export function line(x: ArrayLike<number>, y: ArrayLike<number>, stroke: Stroke): RenderFunction {
  return drawn(stroke, (px, py) => {
    const corners = thinned(map(x, px), map(y, py)).map(short);
    let path = "";
    let pen = "M";
    for (let k = 0; k < corners.length; k += 2) {
      const [at, level] = [corners[k]!, corners[k + 1]!];
      const [before, after] = [corners[k - 1], corners[k + 3]];
      if (Number.isNaN(at)) pen = "M";
      else if (level !== before || level !== after || pen === "M") {
        // A piece of one point is a dot; the inner points of a level stretch are none of its corners.
        const isAlone = pen === "M" && (after === undefined || Number.isNaN(after));
        path += `${pen}${at},${level}${isAlone ? "h0" : ""}`;
        pen = "L";
      }
    }
    return path;
  });
}

/** Round dots, as one path. */
export function dots(x: ArrayLike<number>, y: ArrayLike<number>, stroke: Stroke): RenderFunction {
  return drawn(stroke, (px, py) => {
    const seen = new Set<string>();
    for (let k = 0; k < x.length; k++) {
      const [a, b] = [px(x[k]!), py(y[k]!)];
      if (Number.isFinite(a) && Number.isFinite(b)) seen.add(`M${short(a)},${short(b)}h0`);
    }
    return [...seen].join("");
  });
}

/** Of dots beside each other in a width in pixels: many are smaller, though never thinner than a line. */
export function dotRadius(
  count: number,
  width: number,
  theme: { readonly line: number; readonly dot: number },
): number {
  return Math.max(1.3 * theme.line, Math.min(theme.dot, (0.6 * width) / Math.max(1, count)));
}

/** Vertical strokes from `low` to `high`, as one path; a single number holds for all. */
export function strokes(
  x: ArrayLike<number>,
  low: ArrayLike<number> | number,
  high: ArrayLike<number> | number,
  stroke: Stroke,
): RenderFunction {
  const at = (values: ArrayLike<number> | number, k: number): number =>
    typeof values === "number" ? values : values[k]!;
  return drawn(stroke, (px, py) => {
    const seen = new Set<string>();
    for (let k = 0; k < x.length; k++) {
      const ends = [px(x[k]!), py(at(low, k)), py(at(high, k))] as const;
      if (ends.every(Number.isFinite)) seen.add(`M${short(ends[0])},${short(ends[1])}V${short(ends[2])}`);
    }
    return [...seen].join("");
  });
}

/** A closed area in one colour, through points in order. */
export function area(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { fill, label, opacity = 1 }: { readonly fill: string; readonly label: string; readonly opacity?: number },
): RenderFunction {
  const outline = drawn({ stroke: "none", width: 0, label, opacity }, (px, py) => {
    const corners: string[] = [];
    for (let k = 0; k < x.length; k++) {
      const [a, b] = [px(x[k]!), py(y[k]!)];
      if (Number.isFinite(a) && Number.isFinite(b)) corners.push(`${short(a)},${short(b)}`);
    }
    return corners.length > 2 ? `M${corners.join("L")}Z` : "";
  });
  return (...args) => {
    const node = outline(...args);
    node?.setAttribute("fill", fill);
    return node;
  };
}

/** Arrows of one length in pixels, from their tails at the given places of the columns, as one path. */
export function arrows(
  flow: Readonly<Record<"x" | "y" | "dx" | "dy", ArrayLike<number>>>,
  places: readonly number[],
  length: number,
  stroke: Stroke,
): RenderFunction {
  return drawn(stroke, (px, py) => {
    let path = "";
    for (const k of places) {
      const [x, y] = [flow.x[k]!, flow.y[k]!];
      const [a, b] = [px(x), py(y)];
      // A direction on the screen: small steps of both axes, which are linear.
      const [dx, dy] = [px(x + flow.dx[k]!) - a, py(y + flow.dy[k]!) - b];
      const size = Math.hypot(dx, dy);
      if (!(size > 0 && Number.isFinite(size))) continue;
      const [ux, uy] = [(dx / size) * length, (dy / size) * length];
      const barb = (turn: number): string => {
        const [side, back] = [0.18 * turn, -0.32];
        return `${short(a + ux + back * ux - side * uy)},${short(b + uy + back * uy + side * ux)}`;
      };
      const tip = `${short(a + ux)},${short(b + uy)}`;
      path += `M${short(a)},${short(b)}L${tip}M${barb(1)}L${tip}L${barb(-1)}`;
    }
    return path;
  });
}

type Place = (value: number) => number;

/** A path inside the frame, from what says where values lie. */
function drawn(style: Stroke, path: (x: Place, y: Place) => string): RenderFunction {
  return (_index, scales, _values, dimensions, context) => {
    return element(context, "path", {
      "aria-label": style.label,
      fill: "none",
      stroke: style.stroke,
      "stroke-width": `${style.width}`,
      "stroke-linejoin": "round",
      "stroke-linecap": style.dash === undefined ? "round" : "butt",
      "stroke-dasharray": style.dash,
      opacity: style.opacity === undefined || style.opacity === 1 ? undefined : `${style.opacity}`,
      "clip-path": `url(#${frameId(dimensions)})`,
      d: path(scales.x as Place, scales.y as Place),
    });
  };
}

/** An SVG element with the attributes that have a value. */
function element(
  context: object,
  name: "path" | "rect" | "clipPath",
  attributes: Readonly<Record<string, string | undefined>>,
): SVGElement {
  // The declared type of the context does not have the document that it carries.
  const { document } = context as { readonly document: Document };
  const node = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value);
  return node;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly marginTop: number;
  readonly marginRight: number;
  readonly marginBottom: number;
  readonly marginLeft: number;
}

/** Ids say what they hold, so that figures in one page can share them, and the same figure is the same text. */
function frameId(frame: Frame): string {
  return `frame-${insideOf(frame)
    .map((length) => `${length}`.replace(".", "_"))
    .join("-")}`;
}

function insideOf(frame: Frame): readonly [x: number, y: number, width: number, height: number] {
  const { marginLeft: left, marginTop: top } = frame;
  const inside = [left, top, frame.width - left - frame.marginRight, frame.height - top - frame.marginBottom];
  return inside.map((length) => Math.max(0, Number(length.toFixed(2)))) as [number, number, number, number];
}

/** The axis lines at the left and below, with ticks that point outwards. */
export function axes(
  x: readonly number[],
  y: readonly number[],
  { stroke, width, tickSize }: { readonly stroke: string; readonly width: number; readonly tickSize: number },
): RenderFunction {
  return (_index, scales, _values, dimensions, context) => {
    const [left, top, inner, height] = insideOf(dimensions);
    const bottom = short(top + height);
    const path = [
      `M${left},${top}V${bottom}H${short(left + inner)}`,
      ...x.map((value) => `M${short((scales.x as Place)(value))},${bottom}v${short(tickSize)}`),
      ...y.map((value) => `M${left},${short((scales.y as Place)(value))}h${short(-tickSize)}`),
    ].join("");
    return element(context, "path", {
      "aria-label": "axes",
      fill: "none",
      stroke,
      "stroke-width": `${width}`,
      d: path,
    });
  };
}

/** What marks are cut to: the rectangle between the axes. */
export function frameClip(): RenderFunction {
  return (_index, _scales, _values, dimensions, context) => {
    const [x, y, width, height] = insideOf(dimensions).map(String) as [string, string, string, string];
    const clip = element(context, "clipPath", { id: frameId(dimensions) });
    clip.append(element(context, "rect", { x, y, width, height }));
    return clip;
  };
}

/** Pixels outside the frame that no one sees, but that cost those who draw with short floats the precision of the others. */
const farthest = 1e5;

/** A loop, for there may be millions. */
function map(values: ArrayLike<number>, place: Place): Float64Array {
  const places = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) {
    const at = place(values[k]!);
    places[k] = Number.isFinite(at) ? Math.max(-farthest, Math.min(farthest, at)) : at;
  }
  return places;
}

/** Hundredths of a pixel. */
export function short(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
