import { add, isNumber, mul, name, substitution } from "../language/calculus.ts";
import { type Binding, type Method, stepLength } from "./method.ts";
import { noiseRefusal } from "./refusal.ts";

const method = "sequential-euler";

/**
 * x_i ← x_i + h f_i(t, x_1', …, x_{i-1}', x_i, x_{i+1}, …): the unknowns in the order of the equations, each with the new
 * values x' of those before it. The figures of Izhikevich (2004) are v first, then u with the new v, on a grid.
 */
export const sequentialEuler: Method = {
  name: method,
  order: 1,
  stochastic: false,
  description:
    "Forward Euler, one variable after the other in the order of the equations, each seeing the new values of those " +
    "before it: the arithmetic of published figures. Izhikevich (2004), IEEE Trans Neural Netw 15:1063.",
  refuses: (model) => noiseRefusal(model, method),
  discretise(system) {
    const moved = new Map<string, ReturnType<typeof name>>();
    const bindings: Binding[] = [];
    const next = system.unknowns.map(({ name: x, derivative }) => {
      if (isNumber(derivative, 0)) return name(x);
      const slope = substitution(moved)(derivative);
      bindings.push({ kind: "value", name: `%x.${x}`, value: add(name(x), mul(name(stepLength), slope)) });
      const value = name(`%x.${x}`);
      moved.set(x, value);
      return value;
    });
    return { bindings, next, error: undefined };
  },
};
