import uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";
import type { Observation } from "../worker/contract.ts";
import { plainAxis, steps } from "./axis.ts";
import { nearestOf } from "./spike-click.ts";
import { axisWidth, panelRight } from "./time-spec.ts";
import type { TimeView } from "./time-view.svelte.ts";
import type { PlotSpec } from "./u-plot.svelte";

interface Scene {
  readonly observation: Observation;
  readonly member: number;
}

/** A row of strokes for each neuron, the first at the bottom. A click chooses the neuron, and its nearest spike. */
export function rasterSpec(
  view: TimeView,
  colours: PlotColours,
  scene: () => Scene,
  choose: (member: number) => void,
): PlotSpec {
  const axis = plainAxis(colours);
  return {
    padding: [8, panelRight, 6, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [view.from, view.to] },
      y: { range: () => [0, scene().observation.members] },
    },
    axes: [
      { ...axis, ticks: { show: false }, size: 0, values: (_, splits) => splits.map(() => "") },
      { ...axis, size: axisWidth, incrs: steps.filter((step) => step >= 1) },
    ],
    series: [{}, { stroke: "transparent", points: { show: false } }],
    hooks: {
      ready: [
        (u) =>
          u.over.addEventListener("click", ({ clientX, clientY }) => {
            const box = u.over.getBoundingClientRect();
            const { spikes, first, members } = scene().observation;
            const member = Math.max(0, Math.min(members - 1, Math.floor(u.posToVal(clientY - box.top, "y"))));
            const own = spikes.subarray(first[member], first[member + 1]);
            const nearest = nearestOf(own, u.posToVal(clientX - box.left, "x"));
            choose(member);
            if (nearest !== undefined) view.hold(nearest);
          }),
      ],
      draw: [(u) => draw(u, scene(), colours)],
    },
  };
}

function draw(u: uPlot, { observation, member }: Scene, colours: PlotColours): void {
  const { spikes, first, members } = observation;
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const height = bbox.height / members;
  for (let m = 0; m < members; m++) {
    const bottom = u.valToPos(m, "y", true);
    if (m === member) {
      ctx.fillStyle = colours.grid;
      ctx.fillRect(bbox.left, bottom - height, bbox.width, height);
    }
    ctx.strokeStyle = m === member ? colours.potential : colours.ink;
    ctx.lineWidth = uPlot.pxRatio;
    ctx.beginPath();
    for (let k = first[m]!; k < first[m + 1]!; k++) {
      const x = u.valToPos(spikes[k]!, "x", true);
      ctx.moveTo(x, bottom - 0.1 * height);
      ctx.lineTo(x, bottom - 0.9 * height);
    }
    ctx.stroke();
  }
  ctx.restore();
}
