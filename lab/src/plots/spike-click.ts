import type uPlot from "uplot";
import type { TimeWindow } from "./time-view.svelte.ts";

/** Pixels from a spike within which a click means it. */
const near = 8;

/** A click near a spike holds the cursor there; a click elsewhere lets it go again. */
export function chooseSpike(u: uPlot, view: TimeWindow, spikes: () => ArrayLike<number>): void {
  let pressedAt = 0;
  u.over.addEventListener("pointerdown", ({ clientX }) => {
    pressedAt = clientX;
  });
  u.over.addEventListener("click", ({ clientX }) => {
    if (Math.abs(clientX - pressedAt) > 4) return;
    const left = clientX - u.over.getBoundingClientRect().left;
    const nearest = nearestOf(spikes(), u.posToVal(left, "x"));
    if (nearest !== undefined && Math.abs(u.valToPos(nearest, "x") - left) <= near) view.hold(nearest);
    else view.isHeld = false;
  });
}

/** The entry of an ascending list that is nearest to a value. */
export function nearestOf(values: ArrayLike<number>, wanted: number): number | undefined {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [values[low - 1], values[low]];
  if (before === undefined || after === undefined) return before ?? after;
  return wanted - before < after - wanted ? before : after;
}
