import type { NeuronModel } from "./neuron-model.ts";

export const izhikevich = {
  name: "izhikevich",
  title: "Izhikevich neuron (2003)",
  description:
    "Two equations without units, v in millivolts and time in milliseconds: v' = 0.04 v^2 + 5 v + 140 - u + I and " +
    "u' = a (b v - u); where v reaches 30 the neuron fires, v becomes c and u grows by d. The square makes the upstroke, " +
    "u stands for the currents that bring the membrane back. Four numbers choose the firing pattern. The neuron starts at " +
    "v = c, u = b c, which is not its resting point.",
  definition: {
    equations: `dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1
du/dt = a*(b*v - u)/ms : 1
I : 1 (input)`,
    parameters: { a: 0.02, b: 0.2, c: -65, d: 8, v_peak: 30 },
    threshold: "v >= v_peak",
    reset: "v = c; u += d",
    initial: { v: "c", u: "b*c" },
  },
  meanings: {
    v: "membrane potential, in millivolts",
    u: "recovery variable",
    I: "input, without a unit",
    a: "rate of the recovery variable, per millisecond",
    b: "how much the recovery variable follows v",
    c: "v after a spike",
    d: "what one spike adds to u",
    v_peak: "where the upstroke is cut and a spike is counted",
  },
  presets: {
    RS: { parameters: { a: 0.02, b: 0.2, c: -65, d: 8 }, source: "Izhikevich (2003): regular spiking" },
    IB: { parameters: { a: 0.02, b: 0.2, c: -55, d: 4 }, source: "Izhikevich (2003): intrinsically bursting" },
    CH: { parameters: { a: 0.02, b: 0.2, c: -50, d: 2 }, source: "Izhikevich (2003): chattering" },
    FS: { parameters: { a: 0.1, b: 0.2, c: -65, d: 2 }, source: "Izhikevich (2003): fast spiking" },
    LTS: { parameters: { a: 0.02, b: 0.25, c: -65, d: 2 }, source: "Izhikevich (2003): low-threshold spiking" },
    TC: {
      parameters: { a: 0.02, b: 0.25, c: -65, d: 0.05 },
      source: "Izhikevich (2003): thalamo-cortical; bursts when released from hyperpolarisation",
    },
    RZ: { parameters: { a: 0.1, b: 0.26, c: -65, d: 2 }, source: "Izhikevich (2003): resonator" },
  },
  references: [
    "Izhikevich EM (2003). Simple model of spiking neurons. IEEE Trans Neural Netw 14:1569-1572.",
    "Izhikevich EM (2004). Which model to use for cortical spiking neurons? IEEE Trans Neural Netw 15:1063-1070.",
  ],
} as const satisfies NeuronModel;
