import type { NeuronModel } from "../../src/models/neuron-model.ts";

/** The model that adding-a-model.test.ts adds to a copy of the catalogue. */
export const thetaNeuron = {
  name: "theta",
  title: "Theta neuron",
  description:
    "The quadratic integrate-and-fire neuron on a circle: with x = tan(theta/2), tau dx/dt = x^2 + I. It fires where theta " +
    "passes pi, for any I > 0 and then with the period pi tau/sqrt(I). It has neither a leak nor a refractory period.",
  definition: {
    equations: `dtheta/dt = (1 - cos(theta) + (1 + cos(theta))*I)/tau : 1
I : 1 (input)`,
    parameters: { tau: "10 ms" },
    threshold: "theta > pi",
    reset: "theta -= 2*pi",
    initial: { theta: "-pi" },
  },
  meanings: { theta: "phase", I: "input, without a unit", tau: "time constant" },
  presets: {
    slow: {
      parameters: { tau: "20 ms" },
      input: [{ stimulus: "constant", amplitude: 1 }],
      duration: "200 ms",
      source: "A period of 62.8 ms.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: 4, start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 1",
      experiment: { input: [{ stimulus: "constant", amplitude: 1 }], duration: "100 ms" },
      expected: {
        kind: "spikes",
        first: [31.41592653589793, 62.83185307179586, 94.24777960769379],
        count: 3,
        within: 1e-4,
      },
      source: "the period is pi tau/sqrt(I)",
    },
  ],
  references: [
    "Ermentrout GB, Kopell N (1986). Parabolic bursting in an excitable system coupled with a slow oscillation. SIAM J Appl Math 46:233-253.",
  ],
} as const satisfies NeuronModel;
