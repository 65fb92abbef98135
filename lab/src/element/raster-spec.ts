import type uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";
import { plainAxis, steps } from "../plots/axis.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";
import type { Observation } from "../worker/contract.ts";

/** A stroke for each spike, one row for each neuron, the first at the bottom. */
export function rasterSpec(
  labels: { readonly x: string; readonly y: string },
  colours: PlotColours,
  observation: () => Observation | undefined,
): PlotSpec {
  const axis = plainAxis(colours);
  return {
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [0, observation()?.duration ?? 1] },
      y: { range: () => [0.4, (observation()?.members ?? 1) + 0.6] },
    },
    axes: [
      { ...axis, size: 26, label: labels.x },
      { ...axis, size: 46, label: labels.y, incrs: steps.filter((step) => step >= 1) },
    ],
    series: [{}, { stroke: "transparent", points: { show: false } }],
    hooks: { draw: [(u) => draw(u, observation(), colours)] },
  };
}

function draw(u: uPlot, observation: Observation | undefined, colours: PlotColours): void {
  if (!observation) return;
  const { ctx, bbox } = u;
  const { spikes, first, members, duration } = observation;
  const height = Math.abs(u.valToPos(1, "y", true) - u.valToPos(2, "y", true));
  ctx.save();
  ctx.fillStyle = colours.ink;
  const width = Math.max(1, Math.min(1.5 * devicePixelRatio, 0.3 * height));
  for (let m = 0; m < members; m++) {
    const top = u.valToPos(m + 1, "y", true) - 0.4 * height;
    let last = Number.NEGATIVE_INFINITY;
    for (let k = first[m]!; k < first[m + 1]!; k++) {
      const x = bbox.left + (spikes[k]! / duration) * bbox.width;
      // Spikes on the same dot are one stroke.
      if (x - last < 0.5) continue;
      last = x;
      ctx.fillRect(x - width / 2, top, width, Math.max(1, 0.8 * height));
    }
  }
  ctx.restore();
}
