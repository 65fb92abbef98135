import { explicitRungeKutta } from "./explicit-runge-kutta.ts";

export const eulerMaruyama = explicitRungeKutta({
  name: "euler-maruyama",
  order: 1,
  description:
    "Forward Euler with noise, read in the sense of Itô: strong order 1/2, and 1 where the noise is additive; weak order 1. " +
    "Maruyama (1955), Rend Circ Mat Palermo 4:48.",
  reading: "Itô",
  c: [0],
  a: [[]],
  b: [1],
});
