import type { Expression } from "../language/ast.ts";
import { add, call, div, mul, name, number, sub, sum } from "../language/calculus.ts";
import { checkTableau, increment, type Slopes, stages, type Tableau } from "./explicit-runge-kutta.ts";
import type { Method, System } from "./method.ts";
import { withNoise } from "./noise.ts";
import { orderOf } from "./order-conditions.ts";

/** The last stage is taken at the end of the step, so that its value is the step's result. */
export const dormandPrinceTableau: Tableau = {
  name: "dormand-prince",
  order: 5,
  description:
    "Adaptive: order five, with an estimate of the error from an embedded order four; a step whose error is above the " +
    "tolerance is divided. Dormand & Prince (1980), J Comput Appl Math 6:19. Noise is constant in each step of dt and read in " +
    "the sense of Stratonovich. Wong & Zakai (1965), Ann Math Stat 36:1560.",
  c: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  a: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  b: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0],
};

/** Weights of order five minus those of the embedded order four. */
export const dormandPrinceErrorWeights = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

const tableau = dormandPrinceTableau;
const errorWeights = dormandPrinceErrorWeights;

checkTableau(tableau);
if (orderOf({ a: tableau.a, b: tableau.b.map((b, i) => b - errorWeights[i]!) }, 4) < 4) {
  throw new RangeError("dormand-prince: the embedded weights do not have order 4; correct an error weight");
}

export const dormandPrince: Method = {
  name: tableau.name,
  order: tableau.order,
  stochastic: true,
  reading: "Stratonovich",
  description: tableau.description,
  refuses: () => undefined,
  discretise(system, { tolerance }) {
    const { unknowns, normals } = withNoise(system);
    const { bindings, slopes } = stages({ unknowns }, tableau);
    return {
      bindings,
      normals,
      next: unknowns.map((unknown) => name(slopes.has(unknown.name) ? `%y7.${unknown.name}` : unknown.name)),
      error: errorOverTolerance({ unknowns }, slopes, tolerance),
    };
  },
};

/**
 * max over the unknowns of |e|/(tolerance (scale + max(|x|, |x_next|))), e being the difference of the two orders. It is not a
 * number where a stage overflowed, so that "error <= 1" is false.
 */
function errorOverTolerance(system: System, slopes: Slopes, tolerance: number): Expression {
  const moving = system.unknowns.filter((unknown) => slopes.has(unknown.name));
  const parts = moving.map(({ name: x, scale }) => {
    const error = call("abs", increment(errorWeights, slopes.get(x)!));
    const size = call("max", call("abs", name(x)), call("abs", name(`%y7.${x}`)));
    return div(error, add(number(tolerance * scale), mul(number(tolerance), size)));
  });
  if (parts.length === 0) return number(0);
  const largest = parts.reduce((largest, part) => call("max", largest, part));
  // max(a, NaN) may be a. The sum holds every stage: the errors all slopes but the second, which has no weight in them
  const everything = sum([...parts, ...moving.flatMap(({ name: x }) => [slopes.get(x)![1]!, name(`%y7.${x}`)])]);
  return add(largest, sub(everything, everything));
}
