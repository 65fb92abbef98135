import { explicitRungeKutta } from "./explicit-runge-kutta.ts";

export const euler = explicitRungeKutta({
  name: "euler",
  order: 1,
  description: "Forward Euler: one slope, at the start of the step. Euler (1768), Institutionum calculi integralis I.",
  c: [0],
  a: [[]],
  b: [1],
});
