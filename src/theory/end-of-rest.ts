import { type Bifurcation, bifurcationsBetween, testsAt } from "../dynamics/bifurcations.ts";
import { type CurveScales, EquilibriumCurve } from "../dynamics/equilibrium-curve.ts";
import { solveLinear } from "../dynamics/newton.ts";
import { lyapunovCoefficient } from "../dynamics/normal-form.ts";
import type { FixedPoint } from "../dynamics/stability.ts";
import type { VectorField } from "../dynamics/vector-field.ts";
import { linearIn } from "../language/linear.ts";
import { restingPoint } from "./rest.ts";

const mostSteps = 1000;
const longestStep = 0.1;

/**
 * Where a neuron at rest cannot stay there any longer while a parameter, such as a constant current, grows (or falls): the first
 * saddle-node, at which its resting point vanishes, or Hopf bifurcation, from which on it turns away from it. In an
 * integrate-and-fire neuron this is the rheobase; one that is excitable by other ways may fire for less.
 *
 * The resting point at the parameter's present value is followed: see `EquilibriumCurve`.
 *
 * @returns undefined where there is no resting point, or it is stable as far as it was followed.
 */
export function endOfRest(field: VectorField, parameter: string, direction: 1 | -1 = 1): Bifurcation | undefined {
  const moving = new Set([...field.names, parameter]);
  if (field.derivatives.every((e) => linearIn(e, moving))) return undefined;
  const rest = restingPoint(field);
  const scales = rest && scalesAt(field, parameter, rest);
  if (!rest || !scales) return undefined;
  const curve = new EquilibriumCurve(field, parameter, scales);
  try {
    return firstBifurcation(curve, rest, direction);
  } finally {
    curve.restore();
  }
}

function firstBifurcation(curve: EquilibriumCurve, rest: FixedPoint, direction: 1 | -1): Bifurcation | undefined {
  const lyapunov = lyapunovCoefficient(curve.field);
  let point = curve.from(rest.x, curve.field.get(curve.parameter), direction);
  let length = longestStep / 10;
  for (let k = 0; k < mostSteps && point; k++) {
    const next = curve.step(point, length);
    const turned = next && point.tangent.reduce((sum, part, i) => sum + part * next.point.tangent[i]!, 0);
    if (!next || !(turned! > 0.98)) {
      length /= 2;
      if (length < 1e-9) return undefined;
      continue;
    }
    const tests = [testsAt(curve, point), testsAt(curve, next.point)] as const;
    const [first] = bifurcationsBetween(curve, point, tests, length, lyapunov);
    if (first) return first;
    point = next.point;
    length = Math.min(longestStep, length * 1.5);
  }
  return undefined;
}

const everydayUnits = 10;

/** One unit of the parameter moves the variables by ten everyday units at most: dx/dp = -A^-1 df/dp at rest. */
function scalesAt(field: VectorField, parameter: string, { x, jacobian }: FixedPoint): CurveScales | undefined {
  const slope = new Float64Array(field.dimension);
  field.slope(parameter, x, slope);
  const moved = solveLinear(jacobian, slope);
  const most = moved && Math.max(...moved.map((own, i) => Math.abs(own) / field.scales[i]!));
  if (!moved || !most || !Number.isFinite(most)) return undefined;
  const size = everydayUnits / most;
  return {
    parameter: size,
    variables: field.scales.map((scale, i) => Math.max(Math.abs(moved[i]!) * size, 0.05 * scale)),
  };
}
