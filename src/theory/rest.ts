import { initialState } from "../dynamics/initial-state.ts";
import { solveLinear } from "../dynamics/newton.ts";
import { classify, type FixedPoint } from "../dynamics/stability.ts";
import type { VectorField } from "../dynamics/vector-field.ts";

const mostSteps = 2000;
const firstStep = 1e-5;
const longestStep = 1e9;
/** In everyday units; what is left after the last step is of the order of its square. */
const converged = 1e-9;

/**
 * The stable fixed point that the model relaxes to from its initial values; undefined where it does not come to rest, or where
 * these are random.
 *
 * Implicit Euler steps, linearised, which first follow the flow and then lengthen into Newton's: pseudo-transient continuation,
 * Kelley & Keyes (1998), SIAM J Numer Anal 35:508.
 */
export function restingPoint(field: VectorField): FixedPoint | undefined {
  let x = initialState(field);
  if (!x) return undefined;
  const n = field.dimension;
  const [f, jacobian] = [new Float64Array(n), new Float64Array(n * n)];
  let step = firstStep;
  for (let k = 0; k < mostSteps; k++) {
    field.f(x, f);
    field.jacobian(x, jacobian);
    const matrix = jacobian.map((value, at) => (at % (n + 1) === 0 ? 1 / step : 0) - value);
    const move = solveLinear(matrix, f);
    if (!move?.every(Number.isFinite)) return undefined;
    // in everyday units: a millivolt, a hundredth of a gate
    const length = Math.max(...move.map((own, i) => Math.abs(own) / field.scales[i]!));
    if (length > 1 && step > firstStep / 1e6) {
      step /= 2;
      continue;
    }
    x = x.map((value, i) => value + move[i]!);
    if (length <= converged && step >= 1) {
      const point = classify(field, x);
      return point.stable ? point : undefined;
    }
    step = Math.min(longestStep, length < 0.3 ? step * 2 : step);
  }
  return undefined;
}
