import { explicitRungeKutta } from "./explicit-runge-kutta.ts";

export const rk4 = explicitRungeKutta({
  name: "rk4",
  order: 4,
  description: "The classical four-stage method of order four. Kutta (1901), Z Math Phys 46:435.",
  c: [0, 1 / 2, 1 / 2, 1],
  a: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
});
