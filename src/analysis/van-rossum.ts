import { requireTrain, type SpikeTrain } from "./train.ts";

/** What D² of one spike and none is: 1/2 as in the paper, 1 as in Elephant and most programs. */
export type VanRossumNormalisation = "half" | "unit";

/**
 * Van Rossum distance D: both trains are filtered with e^(-t/τ) for t > 0, and D² = (1/τ) ∫ (f - g)² dt, or twice that with
 * `"unit"` (the default): D² = ΣΣ e^(-|a-a'|/τ) + ΣΣ e^(-|b-b'|/τ) - 2ΣΣ e^(-|a-b|/τ).
 * From spike to spike f - g decays from a value h, so D² is a sum of h² (1 - e^(-2Δ/τ)): never negative, exactly 0 for equal
 * trains, and computed in O(n + m). An empty train: the other's norm; two: 0. τ = Infinity compares the counts.
 * Van Rossum (2001), Neural Comput 13:751.
 * @param tau time constant in seconds
 */
export function vanRossumDistance(
  a: SpikeTrain,
  b: SpikeTrain,
  tau: number,
  { normalisation = "unit" }: { readonly normalisation?: VanRossumNormalisation } = {},
): number {
  requireTrain(a, "a");
  requireTrain(b, "b");
  if (!(tau > 0)) throw new RangeError(`a time constant is a number above 0, not ${tau}`);
  let [i, j, height, square, now] = [0, 0, 0, 0, 0];
  while (i < a.length || j < b.length) {
    const isFromA = j === b.length || a[i]! <= b[j]!;
    const next = isFromA ? a[i++]! : b[j++]!;
    if (height !== 0) {
      square -= height * height * Math.expm1((-2 * (next - now)) / tau);
      height *= Math.exp((now - next) / tau);
    }
    height += isFromA ? 1 : -1;
    now = next;
  }
  square += height * height;
  return Math.sqrt(normalisation === "half" ? square / 2 : square);
}
