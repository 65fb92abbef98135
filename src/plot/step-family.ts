import type { Column } from "../quantity/measure.ts";
import { drawFigure, stacked } from "./figure.ts";
import { line } from "./marks.ts";
import type { EndLabel, Panel } from "./panel.ts";
import { extentOf, numberText, scaleOver } from "./scale.ts";
import { sequence } from "./sequence.ts";
import { unitText, withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** One curve of every step: `curves[k]` belongs to the k-th step. */
export interface Family {
  readonly label: string;
  readonly curves: readonly Column[];
}

export interface StepFamily {
  /** Of the samples, ascending. */
  readonly time: Column;
  /** In the order that they are to stand in, from the top: voltage, current. */
  readonly families: readonly Family[];
  /** What differs, one value for each step. */
  readonly steps: { readonly label: string; readonly column: Column };
}

/**
 * Families of curves over each other on one time axis: the responses to a series of steps, and the steps. A curve's colour tells
 * its step, from the lowest to the highest; some of the steps are written at the ends.
 *
 * @throws RangeError where a family has not a curve for each step, or a curve not the length of the time
 */
export function drawStepFamily(figure: StepFamily, options: FigureOptions): SVGSVGElement {
  const { time, families, steps } = figure;
  for (const { label, curves } of families) {
    if (curves.length !== steps.column.values.length)
      throw new RangeError(`${label} has ${curves.length} curves, but there are ${steps.column.values.length} steps`);
    const wrong = curves.find(({ values }) => values.length !== time.values.length);
    if (wrong)
      throw new RangeError(
        `a curve of ${label} has ${wrong.values.length} samples, but the time ${time.values.length}`,
      );
  }
  const theme = themeOf(options, 0.3 + 0.16 * families.length);
  const colour = colourScale(steps.column, theme);
  const x = scaleOver(withUnit("time", time.unit), extentOf([time.values]));
  const panels = families.map(({ label, curves }, place): Panel => {
    const y = scaleOver(withUnit(label, curves[0]?.unit ?? "1"), extentOf(curves.map(({ values }) => values)), {
      room: 0.06,
    });
    const marks = curves.map((curve, k) =>
      line(time.values, curve.values, { stroke: colour(k), width: 0.85 * theme.line, label: `${label} ${k + 1}` }),
    );
    const weight = place === 0 && families.length > 1 ? 2 : 1;
    return { x, y, marks, weight, ends: place === families.length - 1 ? endLabels(figure, colour) : [] };
  });
  return drawFigure(theme, (space) => stacked(panels, space, theme), { note: noteOf(figure) });
}

function colourScale({ values }: Column, theme: Theme): (step: number) => string {
  const extent = extentOf([values]);
  if (!extent || extent[0] === extent[1]) return () => theme.ink;
  const [low, high] = extent;
  const colour = sequence(theme);
  return (step) => (Number.isFinite(values[step]!) ? colour((values[step]! - low) / (high - low)) : theme.ink);
}

const mostLabels = 5;

/** At the middle of each curve of the lowest family, where a step is at its height. */
function endLabels({ families, steps }: StepFamily, colour: (step: number) => string): EndLabel[] {
  const { curves } = families.at(-1)!;
  const { values, unit } = steps.column;
  const apart = Math.max(1, Math.ceil(curves.length / mostLabels));
  return curves.flatMap((curve, k) => {
    if ((curves.length - 1 - k) % apart !== 0 && k !== 0) return [];
    const middle = curve.values[curve.values.length >> 1] ?? 0;
    return [
      { text: `${numberText(values[k]!)}${unit === "1" ? "" : ` ${unitText(unit)}`}`, y: middle, colour: colour(k) },
    ];
  });
}

function noteOf({ steps: { label, column } }: StepFamily): string {
  const count = column.values.length;
  const extent = extentOf([column.values]);
  if (!extent) return "no steps";
  const unit = column.unit === "1" ? "" : ` ${unitText(column.unit)}`;
  return `${count} ${count === 1 ? "step" : "steps"} of ${label}, from ${numberText(extent[0])} to ${numberText(extent[1])}${unit}`;
}
