import uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";
import { plainAxis } from "../plots/axis.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";

/** The curve of rates with its closed form over it, and a line where the stimulus is now. A click takes the value there. */
export function fiSpec(
  labels: { readonly x: string; readonly y: string },
  colours: PlotColours,
  now: () => number | undefined,
  take: (value: number) => void,
  drawn: () => void,
): PlotSpec {
  const axis = plainAxis(colours);
  return {
    padding: [8, 14, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
    },
    scales: { x: { time: false }, y: { range: (_, __, high) => [0, high > 0 ? high * 1.08 : 10] } },
    axes: [
      { ...axis, size: 26, label: labels.x },
      { ...axis, size: 42, label: labels.y },
    ],
    series: [
      {},
      { stroke: colours.potential, width: 1.5, points: { show: true, size: 4, fill: colours.potential } },
      { stroke: colours.ink, width: 1, dash: [5, 4], points: { show: false } },
    ],
    hooks: {
      ready: [
        (u) =>
          u.over.addEventListener("click", () => {
            const { left } = u.cursor;
            if (left !== undefined && left >= 0) take(u.posToVal(left, "x"));
          }),
      ],
      draw: [
        drawn,
        (u) => {
          const value = now();
          const { min, max } = u.scales.x!;
          if (value === undefined || value < min! || value > max!) return;
          const { ctx, bbox } = u;
          const x = u.valToPos(value, "x", true);
          ctx.save();
          ctx.strokeStyle = colours.stimulus;
          ctx.setLineDash([]);
          ctx.lineWidth = 2 * uPlot.pxRatio;
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.restore();
        },
      ],
    },
  };
}
