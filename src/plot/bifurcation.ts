import * as Plot from "@observablehq/plot";
import { dashOf, drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { haloOf } from "./guides.ts";
import { dotRadius, dots, line } from "./marks.ts";
import type { Panel } from "./panel.ts";
import type { Polyline } from "./phase-plane.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

interface Axis {
  readonly label: string;
  readonly unit: string;
}

/** Equilibria and cycles against a parameter; numbers in the units of the axes. */
export interface BifurcationDiagram {
  readonly parameter: Axis;
  readonly variable: Axis;
  readonly branches: readonly (Polyline & { readonly isStable: boolean })[];
  /** Least and greatest value on a cycle. */
  readonly cycles?: readonly {
    readonly x: ArrayLike<number>;
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
    readonly isStable: boolean;
  }[];
  /** Spikes per second on the cycles, in a panel below. */
  readonly rate?: Polyline & { readonly unit: string };
  /** Where something changes: `{ x: 1.259, y: 0.4, text: "Hopf" }`. */
  readonly points?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

/**
 * Stable branches solid, unstable ones dashed; least and greatest values of cycles in a second colour, stable ones as points
 * where they were found; labelled points.
 */
export function drawBifurcation(diagram: BifurcationDiagram, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, diagram.rate ? 0.8 : 0.62);
  const { series, ink, background, line: width } = theme;
  const [steady, cyclic] = series as [string, string];
  const { branches, cycles = [], points = [], parameter, variable, rate } = diagram;
  const x = scaleOver(
    withUnit(parameter.label, parameter.unit),
    extentOf([...branches.map((own) => own.x), ...cycles.map((own) => own.x)]),
    { room: 0.02 },
  );
  const y = scaleOver(
    withUnit(variable.label, variable.unit),
    extentOf([...branches.map((own) => own.y), ...cycles.flatMap((own) => [own.low, own.high])]),
    { room: 0.08 },
  );
  const dash = { dash: dashOf(theme) };
  const look = (isStable: boolean, stroke: string, what: string) => ({
    stroke,
    width: isStable ? 1.4 * width : width,
    label: `${isStable ? "stable" : "unstable"} ${what}`,
    ...(isStable ? {} : dash),
  });
  const isNear = (p: Place, q: Place): boolean =>
    Math.abs(p.x - q.x) < 0.3 * (x.domain[1] - x.domain[0]) && Math.abs(p.y - q.y) < 0.08 * (y.domain[1] - y.domain[0]);
  const placed: { point: (typeof points)[number]; isRight: boolean; isAbove: boolean }[] = [];
  for (const point of points) {
    const isRight = point.x > 0.6 * x.domain[1] + 0.4 * x.domain[0];
    const before = placed.findLast((other) => isNear(point, other.point));
    placed.push({ point, isRight, isAbove: before ? !before.isAbove : isAboveFree(point, branches, isRight) });
  }
  const room = 0.85 * theme.width;
  const sampled = (values: ArrayLike<number>, own: ArrayLike<number>, what: string): Plot.Markish[] => [
    dots(own, values, { stroke: cyclic, width: 2 * dotRadius(own.length, room, theme), label: what }),
    ...(isAscending(own) ? [line(own, values, { stroke: cyclic, width: 0.7 * width, label: what })] : []),
  ];
  const marks: Plot.Markish[] = [
    // Texts first: their rims must not hide what was found.
    ...placed.map(({ point, isRight, isAbove }) => textOf(point, isRight, isAbove, theme)),
    ...cycles.flatMap((own) =>
      own.isStable
        ? [own.low, own.high].flatMap((values) => sampled(values, own.x, "stable cycle"))
        : [own.low, own.high].map((values) => line(own.x, values, look(false, cyclic, "cycle"))),
    ),
    ...branches.map((own) => line(own.x, own.y, look(own.isStable, steady, "equilibrium"))),
    ...points.map((point) =>
      Plot.dot([point], {
        x: "x",
        y: "y",
        r: 1.3 * theme.dot,
        fill: ink,
        stroke: background,
        ariaDescription: point.text,
      }),
    ),
  ];
  const entries = [
    { is: branches, colour: steady, what: "equilibrium" },
    { is: cycles, colour: cyclic, what: "cycle, least and greatest" },
  ].flatMap(({ is, colour, what }) =>
    [true, false]
      .filter((stable) => is.some(({ isStable }) => isStable === stable))
      .map(
        (stable): LegendEntry => ({
          text: `${stable ? "stable" : "unstable"} ${what}`,
          colour,
          look: !stable ? "dashed" : is === cycles ? "dot" : "line",
        }),
      ),
  );
  const panels: Panel[] = [{ x, y, marks, weight: 2 }];
  if (rate)
    panels.push({
      x,
      y: scaleOver(withUnit("firing rate", rate.unit), extentOf([rate.y, [0]]), { room: 0.08 }),
      marks: sampled(rate.y, rate.x, "firing rate"),
    });
  return drawFigure(theme, (space) => stacked(panels, space, theme), { legend: entries });
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Whether the curve through a point leaves the place above its text free: it does where the text is on its falling side. */
function isAboveFree(point: Place, branches: BifurcationDiagram["branches"], isRight: boolean): boolean {
  const slopes = branches.flatMap(({ x, y }) =>
    Array.from({ length: Math.max(0, x.length - 1) }, (_, k) => ({
      away: Math.abs(x[k]! - point.x) + Math.abs(x[k + 1]! - point.x),
      slope: (y[k + 1]! - y[k]!) / (x[k + 1]! - x[k]!),
    })),
  );
  const near = slopes.reduce((best, own) => (own.away < best.away ? own : best), { away: Infinity, slope: 0 });
  return isRight ? near.slope >= 0 : near.slope <= 0;
}

/** Beside a point, to its left where it is far on the right: above it, or below. */
function textOf(
  point: Place & { readonly text: string },
  isRight: boolean,
  isAbove: boolean,
  theme: Theme,
): Plot.Markish {
  const { ink, fontSize } = theme;
  return Plot.text([point], {
    x: "x",
    y: "y",
    text: "text",
    dx: (isRight ? -0.6 : 0.6) * fontSize,
    dy: (isAbove ? -0.9 : 1) * fontSize,
    textAnchor: isRight ? "end" : "start",
    fontSize,
    fill: ink,
    ...haloOf(theme),
    ariaDescription: "point",
  });
}

function isAscending(values: ArrayLike<number>): boolean {
  return Array.from(values).every((value, k) => k === 0 || value > values[k - 1]!);
}
