import { explicitRungeKutta } from "./explicit-runge-kutta.ts";

export const midpoint = explicitRungeKutta({
  name: "midpoint",
  order: 2,
  description:
    "The slope in the middle of the step, found with half an Euler step. Runge (1895), Math Ann 46:167. Brian2's rk2.",
  c: [0, 1 / 2],
  a: [[], [1 / 2]],
  b: [0, 1],
});
