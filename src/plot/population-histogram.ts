import { drawFigure, stacked } from "./figure.ts";
import { usualBin } from "./interval-histogram.ts";
import { area, line } from "./marks.ts";
import { type NamedPopulation, populationColours } from "./population-colours.ts";
import { extentOf, numberText, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

/** Values of the neurons, pairs or synapses of a population. */
export interface PopulationValues extends NamedPopulation {
  readonly values: Float64Array;
}

export interface PopulationHistogram {
  /** What the values are: `CV of the interspike intervals`. */
  readonly label: string;
  /** Of the values; "1" for none. */
  readonly unit: string;
  /** What there is one value of: `neurons`. */
  readonly of: string;
  readonly populations: readonly PopulationValues[];
}

/**
 * Which part of each population has which value, all in the same bins; the means stand in the legend. Values that are not finite
 * are left out.
 */
export function drawPopulationHistogram(figure: PopulationHistogram, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, 0.58);
  const colours = populationColours(figure.populations, theme);
  const finite = figure.populations.map(({ values }) => values.filter(Number.isFinite).sort());
  const pooled = Float64Array.from(finite.flatMap((values) => Array.from(values))).sort();
  const [low, high] = extentOf([pooled]) ?? [0, 1];
  const bin = pooled.length === 0 ? 0.1 : usualBin(pooled.map((value) => value - low));
  const first = Math.floor(low / bin + 1e-9) - 1;
  const bins = Math.floor(high / bin - 1e-9) - first + 2;
  const edges = Array.from({ length: bins + 1 }, (_, k) => (first + k) * bin);
  const parts = finite.map((values) => {
    const counts = new Float64Array(bins);
    for (const value of values)
      counts[Math.min(bins - 1, Math.floor(value / bin + 1e-9) - first)]! += 1 / values.length;
    return counts;
  });
  const top = extentOf(parts)?.[1] ?? 1;
  const outlineX = [edges[0]!, ...edges.slice(0, -1).flatMap((edge, k) => [edge, edges[k + 1]!]), edges.at(-1)!];
  const marks = parts.flatMap((counts, k) => {
    const y = [0, ...Array.from(counts).flatMap((part) => [100 * part, 100 * part]), 0];
    const { name } = figure.populations[k]!;
    return [
      area(outlineX, y, { fill: colours[k]!, opacity: 0.22, label: name }),
      line(outlineX, y, { stroke: colours[k]!, width: theme.line, label: name }),
    ];
  });
  const panel = {
    x: scaleOver(withUnit(figure.label, figure.unit), [edges[0]!, edges.at(-1)!]),
    y: scaleOver(`part of the ${figure.of} (%)`, [0, 108 * top]),
    marks,
  };
  const legend = figure.populations.map(({ name }, k) => {
    const mean = finite[k]!.reduce((sum, value) => sum + value, 0) / finite[k]!.length;
    return {
      text: `${name}: ${finite[k]!.length} ${figure.of}, mean ${numberText(mean, 3)}`,
      colour: colours[k]!,
      look: "line" as const,
    };
  });
  return drawFigure(theme, (space) => stacked([panel], space, theme), { legend });
}
