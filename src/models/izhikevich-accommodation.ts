import { izhikevich } from "./izhikevich.ts";
import type { NeuronModel } from "./neuron-model.ts";

export const izhikevichAccommodation = {
  name: "izhikevich-accommodation",
  title: "Izhikevich neuron whose recovery variable does not decay (accommodation)",
  description:
    "The neuron of one panel of Izhikevich (2004), R, whose second equation is u' = a b (v + 65) in the place of " +
    "a (b v - u): u integrates the depolarisation, and only a hyperpolarisation brings it down. A slow ramp to 8 does not " +
    "make it fire, a fast one to 4 does. Otherwise it is the model izhikevich.",
  definition: {
    equations: `dv/dt = (k_2*v**2 + k_1*v + k_0 - u + I)/ms : 1
du/dt = a*b*(v + 65)/ms : 1
I : 1 (input)`,
    parameters: { ...izhikevich.definition.parameters, b: 1, c: -55, d: 4 },
    threshold: "v >= v_peak",
    reset: "v = c; u += d",
    initial: { v: -65, u: -16 },
  },
  potentialUnit: "mV",
  meanings: izhikevich.meanings,
  presets: {
    accommodation: {
      parameters: {},
      input: [
        { stimulus: "ramp", amplitude: 8, start: "0 ms", stop: "200 ms" },
        { stimulus: "ramp", amplitude: 4, start: "300 ms", stop: "312.5 ms" },
      ],
      duration: "400 ms",
      source: "Izhikevich (2004), figure 1R, accommodation; dt 0.5 ms",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: 30, start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "figure 1R, to the digit",
      experiment: { preset: "accommodation", method: "sequential-euler", spikeTimes: "grid", dt: "0.5 ms" },
      expected: { kind: "spikes", first: [311.5], count: 1, within: 1e-9 },
      source: "program of Izhikevich (2004), replayed in double precision",
    },
  ],
  references: [izhikevich.references[1]],
} as const satisfies NeuronModel;
