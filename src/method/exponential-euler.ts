import { add, call, isNumber, mul, name, number, sum } from "../language/calculus.ts";
import { linearIn, nonlinearPart } from "../language/linear.ts";
import { ownNoise } from "./forcing.ts";
import { type Method, stepLength } from "./method.ts";
import { normalOf, withNoise } from "./noise.ts";
import { excerpt } from "./refusal.ts";

const method = "exponential-euler";

/**
 * Each derivative is x' = a x + b in its own variable; a and b are held at their values at the start of the step:
 * x ← x + h exprel(a h) (a x + b + c g N), with exprel(z) = (e^z - 1)/z; c makes the variance of a noise g N exact.
 */
export const exponentialEuler: Method = {
  name: method,
  order: 1,
  stochastic: true,
  reading: "Itô",
  description:
    "Each variable relaxes exponentially, with all others held at the start of the step: stable for the gates of " +
    "conductance models. MacGregor (1987), Neural and Brain Modeling. With noise, read in the sense of Itô, its variance is " +
    "that of an Ornstein-Uhlenbeck process.",
  refuses(model) {
    for (const { name: x, derivative } of model.states) {
      const part = nonlinearPart(derivative, new Set([x]));
      if (part) {
        return `${method} needs every equation to be linear in its own variable, and d${x}/dt has ${excerpt(part)}; use rk4 or auto`;
      }
    }
    return undefined;
  },
  discretise(system) {
    const { normals } = withNoise(system);
    const next = system.unknowns.map(({ name: x, derivative, noise = [] }) => {
      if (isNumber(derivative, 0) && noise.length === 0) return name(x);
      const form = linearIn(derivative, new Set([x]));
      if (!form) throw new RangeError(`${method}: d${x}/dt is not linear in ${x}; ask refuses(model) first`);
      const rate = form.coefficients.get(x) ?? number(0);
      const h = name(stepLength);
      const length = isNumber(rate, 0) ? h : mul(h, call("exprel", mul(rate, h)));
      const random = noise.map(({ source, coefficient }) =>
        ownNoise(form.coefficients.get(x), coefficient, normalOf(source)),
      );
      return add(name(x), mul(length, sum([derivative, ...random])));
    });
    return { bindings: [], next, error: undefined, normals };
  },
};
