import { add, call, isNumber, mul, name, number } from "../language/calculus.ts";
import { linearIn, nonlinearPart } from "../language/linear.ts";
import { type Method, stepLength } from "./method.ts";
import { excerpt, noiseRefusal } from "./refusal.ts";

const method = "exponential-euler";

/**
 * Each derivative is x' = a x + b in its own variable; a and b are held at their values at the start of the step:
 * x ← x + h exprel(a h) (a x + b), with exprel(z) = (e^z - 1)/z.
 */
export const exponentialEuler: Method = {
  name: method,
  order: 1,
  stochastic: false,
  description:
    "Each variable relaxes exponentially, with all others held at the start of the step: stable for the gates of " +
    "conductance models. MacGregor (1987), Neural and Brain Modeling.",
  refuses(model) {
    for (const { name: x, derivative } of model.states) {
      const part = nonlinearPart(derivative, new Set([x]));
      if (part) {
        return `${method} needs every equation to be linear in its own variable, and d${x}/dt has ${excerpt(part)}; use rk4 or auto`;
      }
    }
    return noiseRefusal(model, method);
  },
  discretise(system) {
    const next = system.unknowns.map(({ name: x, derivative }) => {
      if (isNumber(derivative, 0)) return name(x);
      const form = linearIn(derivative, new Set([x]));
      if (!form) throw new RangeError(`${method}: d${x}/dt is not linear in ${x}; ask refuses(model) first`);
      const rate = form.coefficients.get(x) ?? number(0);
      const h = name(stepLength);
      const length = isNumber(rate, 0) ? h : mul(h, call("exprel", mul(rate, h)));
      return add(name(x), mul(length, derivative));
    });
    return { bindings: [], next, error: undefined };
  },
};
