import { requireTrain, type SpikeTrain } from "./train.ts";

/**
 * Victor-Purpura distance: the least cost of turning one train into the other by removing and adding spikes, at 1 each, and
 * shifting them, at q per second. For q = 0 the difference of the counts; for q = Infinity the number of spikes without an
 * exact counterpart. An empty train is as far away as the other has spikes. A metric; O(n m) in time, O(m) in memory.
 * Victor & Purpura (1996), J Neurophysiol 76:1310.
 * @param q cost of a shift, 1/s, 0 or more: 2/q is the longest shift that is cheaper than removing and adding
 */
export function victorPurpuraDistance(a: SpikeTrain, b: SpikeTrain, q: number): number {
  requireTrain(a, "a");
  requireTrain(b, "b");
  if (!(q >= 0)) throw new RangeError(`the cost of a shift is a number from 0 on, not ${q}`);
  // costs[j]: from the first spikes of a, one more each round, to the first j of b
  const costs = Float64Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    let diagonal = costs[0]!;
    costs[0] = i + 1;
    for (let j = 1; j <= b.length; j++) {
      const distance = Math.abs(a[i]! - b[j - 1]!);
      const shifted = diagonal + (distance === 0 ? 0 : q * distance);
      diagonal = costs[j]!;
      costs[j] = Math.min(diagonal + 1, costs[j - 1]! + 1, shifted);
    }
  }
  return costs[b.length]!;
}
