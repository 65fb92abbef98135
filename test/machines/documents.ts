import { readFileSync } from "node:fs";
import type { ExperimentDocument } from "../../src/index.ts";

const current = readFileSync(new URL("../../examples/in-vivo-current.csv", import.meta.url), "utf8");

/** Documents that together use every operation: each must give the same bits everywhere. */
export const documents: Readonly<Record<string, ExperimentDocument>> = {
  "lif, exact, 7 currents": {
    model: "lif",
    input: [{ stimulus: "step", amplitude: { from: "0 nA", to: "6 nA", count: 7 }, start: "5.05 ms" }],
    duration: "200 ms",
    record: { variables: ["v"], every: "0.5 ms" },
  },
  "lif, grid, sine": {
    model: "lif",
    input: [{ stimulus: "sine", amplitude: "2.5 nA", offset: "1 nA", frequency: ["10 Hz", "150 Hz"] }],
    duration: "150 ms",
    spikeTimes: "grid",
    record: { variables: ["v", "I"] },
  },
  "adaptive lif, recorded current": {
    model: "adaptive-lif",
    input: [
      { stimulus: "samples", csv: current, interpolation: "linear" },
      { stimulus: "constant", amplitude: "3 nA" },
    ],
    duration: "500 ms",
    record: { variables: ["v", "w"] },
  },
  "adex, dormand-prince": {
    model: "adex",
    input: [{ stimulus: "step", amplitude: ["0.7 nA", "1 nA", "1.3 nA"] }],
    duration: "200 ms",
    record: { variables: ["v", "w"] },
  },
  "izhikevich, rk4": {
    model: "izhikevich",
    input: [{ stimulus: "ramp", amplitude: 20, stop: "200 ms" }],
    duration: "200 ms",
    method: "rk4",
    record: { variables: ["v", "u"] },
  },
  "hodgkin-huxley, exponential euler": {
    model: "hodgkin-huxley",
    input: [{ stimulus: "constant", amplitude: "10 uA/cm^2" }],
    duration: "100 ms",
    dt: "0.025 ms",
    method: "exponential-euler",
    record: { variables: ["v", "m", "h", "n"] },
  },
  "own equations, every function": {
    model: {
      equations: `dx/dt = (sin(2*pi*20*Hz*t) + cos(x) - tanh(x) - x)/tau : 1
        dy/dt = (exprel(-x) + log(2 + x) + log10(3 + y**2) - sinh(x/9)*cosh(x/7) + sqrt(abs(y)) - y)/tau : 1
        dz/dt = (clip(x + y, 0, 1)**1.7 - z + tan(x/9) + sign(x) + expm1(-abs(x)) + log1p(abs(x)))/tau : 1`,
      parameters: { tau: "7 ms" },
      threshold: "y > 1.5 and z > 0.1",
      reset: "y -= 1",
      refractory: "1.23 ms",
    },
    duration: "100 ms",
    record: { variables: ["x", "y", "z"] },
  },
};
