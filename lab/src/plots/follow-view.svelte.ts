import type uPlot from "uplot";
import type { TimeView } from "./time-view.svelte.ts";

/** Keeps windows and cursors of plots with those that all plots over time share. Called where a component is set up. */
export function followView(plots: () => readonly (uPlot | undefined)[], view: () => TimeView): void {
  $effect(() => {
    const { from, to } = view();
    for (const plot of plots()) plot?.setScale("x", { min: from, max: to });
  });
  $effect(() => {
    const { cursor } = view();
    for (const plot of plots()) {
      if (!plot) continue;
      const left = cursor === undefined ? -10 : plot.valToPos(cursor, "x");
      if (plot.cursor.left !== left) plot.setCursor({ left, top: 0 }, false);
    }
  });
}
