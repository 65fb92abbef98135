import type { NeuronModel } from "./neuron-model.ts";

/** Two pulses that lift x by 1 within 0.5 ms each, the second this long after the first. */
function doublet(interval: number) {
  const pulse = (start: number) =>
    ({ stimulus: "step", amplitude: 2, start: `${start} ms`, stop: `${start + 0.5} ms` }) as const;
  return [pulse(5), pulse(5 + interval)];
}

export const resonateAndFire = {
  name: "resonate-and-fire",
  title: "Resonate-and-fire neuron",
  description:
    "The simplest neuron that oscillates below threshold: a damped rotation of two variables without units, " +
    "dz/dt = (b + i omega) z + I with z = x + i y. x is like a current, y like a potential; it fires where y rises above " +
    "y_th, and z is then set to x_reset + i y_reset. It answers the timing of its input: two pulses one period apart add up, " +
    "half a period apart they cancel, and inhibition can make it fire. Being linear, it is integrated exactly. The unit of " +
    "time of the paper is 10 ms here: b = -1 and omega = 10 are -0.1 and 1 per ms.",
  definition: {
    equations: `dx/dt = b*x - omega*y + I/ms : 1
dy/dt = omega*x + b*y : 1
I : 1 (input)`,
    parameters: { b: "-0.1 1/ms", omega: "1 1/ms", y_th: 1, x_reset: 0, y_reset: 1 },
    threshold: "y > y_th",
    reset: "x = x_reset; y = y_reset",
    initial: { x: 0, y: 0 },
  },
  meanings: {
    x: "current-like variable",
    y: "potential-like variable",
    I: "input, without a unit: how much x grows in a millisecond",
    b: "rate of attraction to rest, negative: oscillations die away with the time constant -1/b",
    omega: "angular frequency of the oscillation; its period is 2 pi/omega",
    y_th: "threshold: the neuron fires where y rises above it",
    x_reset: "x after a spike",
    y_reset: "y after a spike",
  },
  presets: {
    "resonant-doublet": {
      parameters: {},
      input: doublet(6.3),
      duration: "50 ms",
      source: "Izhikevich (2001): two pulses one period apart add up to a spike.",
    },
    "nonresonant-doublet": {
      parameters: {},
      input: doublet(3.1),
      duration: "50 ms",
      source: "Izhikevich (2001): the same pulses half a period apart cancel.",
    },
    "postinhibitory-spike": {
      parameters: {},
      input: [{ stimulus: "step", amplitude: -4, start: "5 ms", stop: "5.5 ms" }],
      duration: "50 ms",
      source: "Izhikevich (2001): one inhibitory pulse, and a spike half a period later.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: 2, start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "y after 3 ms under 0.5",
      experiment: { input: [{ stimulus: "constant", amplitude: 0.5 }], duration: "4 ms" },
      expected: { kind: "value", variable: "y", at: "3 ms", is: 0.8529455705408137, within: 1e-9 },
      source: "imaginary part of -I (1 - exp((b + i omega) t))/(b + i omega)",
    },
  ],
  references: ["Izhikevich EM (2001). Resonate-and-fire neurons. Neural Netw 14:883-894."],
} as const satisfies NeuronModel;
