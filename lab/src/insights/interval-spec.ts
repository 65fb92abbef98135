import type { PlotColours } from "../look/colours.ts";
import { plainAxis, steps } from "../plots/axis.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";

/** The interval before each spike: a flat line of a regular neuron, a rising one of one that adapts. */
export function intervalSpec(labels: { readonly x: string; readonly y: string }, colours: PlotColours): PlotSpec {
  const axis = plainAxis(colours);
  return {
    padding: [8, 14, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_, __, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      { ...axis, size: 26, label: labels.x, incrs: steps.filter((step) => step >= 1) },
      { ...axis, size: 42, label: labels.y },
    ],
    series: [{}, { stroke: colours.potential, width: 1, points: { show: true, size: 5, fill: colours.potential } }],
  };
}
