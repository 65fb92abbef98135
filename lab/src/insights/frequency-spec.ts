import type { PlotColours } from "../look/colours.ts";
import { plainAxis } from "../plots/axis.ts";
import { shortNumber } from "../plots/numbers.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";

/** One half of a Bode plot: what was measured as points, the linear theory as a line, over the logarithm of the frequency. */
export function frequencySpec(
  labels: { readonly x: string; readonly y: string },
  isLog: boolean,
  colours: PlotColours,
): PlotSpec {
  const axis = plainAxis(colours);
  const { incrs: _, ...logAxis } = axis;
  return {
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { time: false, distr: 3 },
      y: isLog ? { distr: 3 } : { range: (_, low, high) => [Math.min(low, 0) - 4, Math.max(high, 0) + 4] },
    },
    axes: [
      { ...logAxis, size: 26, label: labels.x, values: (_, splits) => splits.map(powerOfTen) },
      isLog
        ? { ...logAxis, size: 50, label: labels.y, values: (_, splits) => splits.map(plainNumber) }
        : { ...axis, size: 50, label: labels.y },
    ],
    series: [
      {},
      {
        stroke: "transparent",
        width: 0,
        points: { show: true, size: 5, fill: colours.potential, stroke: colours.potential },
      },
      { stroke: colours.ink, width: 1.2, points: { show: false } },
    ],
  };
}

function powerOfTen(value: number | null): string {
  return value !== null && Number.isInteger(Math.log10(value)) ? shortNumber(value) : "";
}

function plainNumber(value: number | null): string {
  return value === null ? "" : shortNumber(value);
}
