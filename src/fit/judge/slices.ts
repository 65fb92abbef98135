import type { FitProblem } from "../fit-problem.ts";
import { placeOn, valueOn } from "../free.ts";

/** The loss along one free number, the others held. */
export interface LossSlice {
  readonly name: string;
  /** SI, over the whole range, the best value among them. */
  readonly values: readonly number[];
  /** Infinity where a candidate failed. */
  readonly losses: readonly number[];
  /** From the least to the largest value that loses no more than `tolerance` of it; SI. */
  readonly flat: { readonly from: number; readonly to: number; readonly share: number };
}

/** A loss within this of the best is as good: 0.01 of a coincidence factor. */
const tolerance = 0.01;

/** The loss along each free number through `best`, as one ensemble. */
export function lossSlices(problem: FitProblem, best: readonly number[], points = 24): LossSlice[] {
  const { free } = problem;
  const lines = free.map((number, k) => {
    const grid = Array.from({ length: points }, (_, j) => valueOn(number, j / (points - 1)));
    return [...grid, best[k]!].sort((a, b) => a - b);
  });
  const candidates = lines.flatMap((line, k) => line.map((value) => best.map((own, j) => (j === k ? value : own))));
  const losses = problem.evaluate(candidates).map(({ loss }) => loss);
  return lines.map((values, k) => {
    const own = losses.slice(k * (points + 1), (k + 1) * (points + 1));
    const center = values.indexOf(best[k]!);
    const isAsGood = (j: number): boolean => own[j]! <= own[center]! + tolerance;
    let [low, high] = [center, center];
    while (low > 0 && isAsGood(low - 1)) low--;
    while (high < values.length - 1 && isAsGood(high + 1)) high++;
    const [from, to] = [values[low]!, values[high]!];
    const share = Math.abs(placeOn(free[k]!, to) - placeOn(free[k]!, from));
    return { name: free[k]!.name, values, losses: own, flat: { from, to, share } };
  });
}
