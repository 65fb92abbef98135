import { explicitRungeKutta } from "./explicit-runge-kutta.ts";

export const heun = explicitRungeKutta({
  name: "heun",
  order: 2,
  description:
    "The mean of the slopes at both ends of an Euler step. Heun (1900), Z Math Phys 45:23. Noise is read in the sense of " +
    "Stratonovich: strong order 1 where its sources commute, else 1/2. Rümelin (1982), SIAM J Numer Anal 19:604.",
  reading: "Stratonovich",
  c: [0, 1],
  a: [[], [1]],
  b: [1 / 2, 1 / 2],
});
