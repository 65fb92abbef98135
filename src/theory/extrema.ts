import { rootBetween } from "../dynamics/root.ts";

const cells = 64;

/**
 * Where between low and high a smooth function is smallest there, from its slope: the ends, and each point where the slope turns
 * from negative to positive between two of 65 equidistant points.
 */
export function minimaBetween(slope: (x: number) => number, low: number, high: number): number[] {
  const minima: number[] = [];
  let [before, slopeBefore] = [low, slope(low)];
  for (let k = 1; k <= cells; k++) {
    const here = k === cells ? high : low + ((high - low) * k) / cells;
    const slopeHere = slope(here);
    if (slopeBefore < 0 && slopeHere >= 0) minima.push(rootBetween(slope, before, here, slopeBefore, slopeHere));
    [before, slopeBefore] = [here, slopeHere];
  }
  return minima;
}
