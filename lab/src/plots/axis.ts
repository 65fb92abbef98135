import type uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";

export const font = "11px system-ui, sans-serif";

/** Steps between ticks: 1, 2 or 5 times a power of ten. */
export const steps: number[] = Array.from({ length: 31 }, (_, k) => k - 15).flatMap((power) =>
  [1, 2, 5].map((factor) => Number(`${factor}e${power}`)),
);

/** An axis in the manner of all plots. */
export function plainAxis({ soft, grid }: PlotColours): uPlot.Axis {
  return {
    stroke: soft,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
    font,
    labelFont: font,
    labelSize: 18,
    gap: 4,
    incrs: steps,
  };
}
