import * as Plot from "@observablehq/plot";
import { dashOf, drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { line } from "./marks.ts";
import type { Polyline } from "./phase-plane.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

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
  /** Where something changes: `{ x: 1.259, y: 0.4, text: "Hopf" }`. */
  readonly points?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

/** Stable branches solid, unstable ones dashed; least and greatest values of cycles in a second colour; labelled points. */
export function drawBifurcation(diagram: BifurcationDiagram, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, 0.62);
  const { series, ink, background, fontSize, line: width } = theme;
  const [steady, cyclic] = series as [string, string];
  const { branches, cycles = [], points = [], parameter, variable } = diagram;
  const x = scaleOver(
    withUnit(parameter.label, parameter.unit),
    extentOf([...branches.map((own) => own.x), ...cycles.map((own) => own.x)]),
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
  const marks: Plot.Markish[] = [
    ...cycles.flatMap((own) =>
      [own.low, own.high].map((values) => line(own.x, values, look(own.isStable, cyclic, "cycle"))),
    ),
    ...branches.map((own) => line(own.x, own.y, look(own.isStable, steady, "equilibrium"))),
    ...points.flatMap((point) => {
      const isRight = point.x > 0.75 * x.domain[1] + 0.25 * x.domain[0];
      const dx = (isRight ? -0.6 : 0.6) * fontSize;
      return [
        Plot.dot([point], {
          x: "x",
          y: "y",
          r: 1.3 * theme.dot,
          fill: ink,
          stroke: background,
          ariaDescription: point.text,
        }),
        Plot.text([point], {
          x: "x",
          y: "y",
          text: "text",
          dx,
          dy: -0.6 * fontSize,
          textAnchor: isRight ? "end" : "start",
          fontSize,
          fill: ink,
          stroke: background,
          strokeWidth: 0.3 * fontSize,
          ariaDescription: "point",
        }),
      ];
    }),
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
          look: stable ? "line" : "dashed",
        }),
      ),
  );
  return drawFigure(theme, (space) => stacked([{ x, y, marks }], space, theme), { legend: entries });
}
