import type { Column } from "../quantity/measure.ts";
import { drawFigure, stacked } from "./figure.ts";
import { line, strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

/** A variable of some neurons of a population over time. */
export interface PopulationTrace {
  /** `post: v` */
  readonly label: string;
  /** ms */
  readonly times: ArrayLike<number>;
  /** One for each neuron. */
  readonly curves: readonly Column[];
  /** Spike times of each neuron in ms, drawn over a membrane potential. */
  readonly spikes?: readonly ArrayLike<number>[];
}

/** More neurons of a population than these are not told apart. */
const mostCurves = 7;

/**
 * Recorded variables of a network, a panel for each variable and population, a colour for each neuron; seven neurons at most, which
 * a note says.
 *
 * @param duration of the run in seconds
 */
export function drawPopulationTraces(
  traces: readonly PopulationTrace[],
  duration: number,
  options: FigureOptions,
): SVGSVGElement {
  const theme = themeOf(options, 0.2 + 0.26 * traces.length);
  const x = scaleOver("time (ms)", [0, Number((1000 * duration).toPrecision(12))]);
  const panels = traces.map(({ label, times, curves, spikes = [] }): Panel => {
    const shown = curves.slice(0, mostCurves);
    const extent = extentOf(shown.map(({ values }) => values));
    const y = scaleOver(withUnit(label, curves[0]?.unit ?? "1"), extent, { room: 0.08 });
    const [low, high] = y.domain;
    return {
      x,
      y,
      marks: shown.flatMap(({ values }, k) => {
        const colour = theme.series[k % theme.series.length]!;
        const name = `${label} ${k}`;
        return [
          line(times, values, { stroke: colour, width: theme.line, label: name }),
          strokes(spikes[k] ?? [], high - 0.06 * (high - low), high, {
            stroke: colour,
            width: theme.line,
            label: `spikes of ${name}`,
          }),
        ];
      }),
    };
  });
  const many = traces.filter(({ curves }) => curves.length > mostCurves);
  const note =
    many.length === 0
      ? undefined
      : `the first ${mostCurves} of ${many.map(({ label, curves }) => `${curves.length} (${label})`).join(", ")}`;
  return drawFigure(theme, (space) => stacked(panels, space, theme), { note });
}
