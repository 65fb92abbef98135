import { publishedFigures } from "./izhikevich-figures.ts";
import type { NeuronModel, Preset, PresetStimulus } from "./neuron-model.ts";

export const izhikevich = {
  name: "izhikevich",
  title: "Izhikevich neuron (2003)",
  description:
    "Two equations without units, v in millivolts and time in milliseconds: v' = 0.04 v^2 + 5 v + 140 - u + I and " +
    "u' = a (b v - u); where v reaches 30 the neuron fires, v becomes c and u grows by d. The square makes the upstroke, " +
    "u stands for the currents that bring the membrane back. Four numbers choose the firing pattern. The neuron starts at " +
    "v = c, u = b v, which is not its resting point. The published figures are coarse Euler steps, v first and then u with " +
    'the new v: "method": "sequential-euler" with "spikeTimes": "grid" and the figure\'s dt gives their spikes to the digit, ' +
    "other methods the equations' own.",
  definition: {
    equations: `dv/dt = (k_2*v**2 + k_1*v + k_0 - u + I)/ms : 1
du/dt = a*(b*v - u)/ms : 1
I : 1 (input)`,
    parameters: { a: 0.02, b: 0.2, c: -65, d: 8, k_2: 0.04, k_1: 5, k_0: 140, v_peak: 30 },
    threshold: "v >= v_peak",
    reset: "v = c; u += d",
    initial: { v: "c", u: "b*v" },
  },
  potentialUnit: "mV",
  meanings: {
    v: "membrane potential, in millivolts",
    u: "recovery variable",
    I: "input, without a unit",
    a: "rate of the recovery variable, per millisecond",
    b: "how much the recovery variable follows v",
    c: "v after a spike",
    d: "what one spike adds to u",
    k_2: "coefficient of v^2",
    k_1: "coefficient of v",
    k_0: "constant term",
    v_peak: "where the upstroke is cut and a spike is counted",
  },
  presets: {
    RS: type("regular spiking", [0.02, 0.2, -65, 8], -63, 140, [from(15.25, 14)]),
    IB: type("intrinsically bursting", [0.02, 0.2, -55, 4], -70, 160, [from(15.25, 11)]),
    CH: type("chattering", [0.02, 0.2, -50, 2], -70, 150, [from(15.25, 10)]),
    FS: type("fast spiking", [0.1, 0.2, -65, 2], -70, 150, [from(15.25, 10)]),
    LTS: type("low-threshold spiking", [0.02, 0.25, -65, 2], -63, 250, [from(25.25, 10)]),
    TC: type("thalamo-cortical, firing tonically from rest", [0.02, 0.25, -65, 0.05], -63, 150, [from(30.25, 1.5)]),
    "TC-burst": type(
      "thalamo-cortical, bursting when released from hyperpolarisation",
      [0.02, 0.25, -65, 0.05],
      -87,
      150,
      [pulse(0, 45.25, -25)],
    ),
    RZ: type(
      "resonator: oscillates below threshold, and a pulse switches it to firing",
      [0.1, 0.26, -65, 2],
      -70,
      150,
      [pulse(0, 10.25, -2), from(10.25, -0.5), pulse(60.25, 65, 10.5)],
    ),
    "tonic-spiking": pattern("A, tonic spiking", "0.25 ms", [0.02, 0.2, -65, 6], -70, 100, [from(10.25, 14)]),
    "phasic-spiking": pattern("B, phasic spiking", "0.25 ms", [0.02, 0.25, -65, 6], -64, 200, [from(20.25, 0.5)]),
    "tonic-bursting": pattern("C, tonic bursting", "0.25 ms", [0.02, 0.2, -50, 2], -70, 220, [from(22.25, 15)]),
    "phasic-bursting": pattern("D, phasic bursting", "0.2 ms", [0.02, 0.25, -55, 0.05], -64, 200, [from(20.2, 0.6)]),
    "mixed-mode": pattern("E, a burst, then single spikes", "0.25 ms", [0.02, 0.2, -55, 4], -70, 160, [
      from(16.25, 10),
    ]),
    "spike-frequency-adaptation": pattern("F, spike frequency adaptation", "0.25 ms", [0.01, 0.2, -65, 8], -70, 85, [
      from(8.75, 30),
    ]),
    "class-1": steep("G, class 1 excitability under a ramp", "0.25 ms", [0.02, -0.1, -55, 6], -60, 300, [
      { stimulus: "ramp", amplitude: 20.25, start: "30 ms", stop: "300 ms" },
    ]),
    "class-2": pattern("H, class 2 excitability under a ramp", "0.25 ms", [0.2, 0.26, -65, 0], -64, 300, [
      { stimulus: "constant", amplitude: -0.5 },
      { stimulus: "ramp", amplitude: 4.05, start: "30 ms", stop: "300 ms" },
    ]),
    "spike-latency": pattern(
      "I, spike latency (other methods than the figure's want a current of 7.1)",
      "0.2 ms",
      [0.02, 0.2, -65, 6],
      -70,
      100,
      [pulse(10.2, 13, 7.04)],
    ),
    "subthreshold-oscillations": pattern("J, subthreshold oscillations", "0.25 ms", [0.05, 0.26, -60, 0], -62, 200, [
      pulse(20.25, 25, 2),
    ]),
    resonator: pattern(
      "K, resonator: only the pair 40 ms apart makes a spike",
      "0.25 ms",
      [0.1, 0.26, -60, -1],
      -62,
      400,
      [pulse(40.25, 44, 0.65), pulse(60.25, 64, 0.65), pulse(280.25, 284, 0.65), pulse(320.25, 324, 0.65)],
    ),
    integrator: steep(
      "L, integrator: only the pair 5 ms apart makes a spike",
      "0.25 ms",
      [0.02, -0.1, -55, 6],
      -60,
      100,
      [pulse(9.25, 11.25, 9), pulse(14.25, 16.25, 9), pulse(70.25, 72, 9), pulse(80.25, 82, 9)],
    ),
    "rebound-spike": pattern("M, rebound spike", "0.2 ms", [0.03, 0.25, -60, 4], -64, 200, [pulse(20.2, 25, -15)]),
    "rebound-burst": pattern("N, rebound burst", "0.2 ms", [0.03, 0.25, -52, 0], -64, 200, [pulse(20.2, 25, -15)]),
    "threshold-variability": pattern("O, threshold variability", "0.25 ms", [0.03, 0.25, -60, 4], -64, 100, [
      pulse(10.25, 15, 1),
      pulse(70.25, 75, -6),
      pulse(80.25, 85, 1),
    ]),
    bistability: pattern(
      "P, bistability: one pulse starts firing, another ends it (other methods than the figure's want it at 208 ms)",
      "0.25 ms",
      [0.1, 0.26, -60, 0],
      -61,
      300,
      [{ stimulus: "constant", amplitude: 0.24 }, pulse(37.75, 42.5, 1), pulse(216.25, 221, 1)],
    ),
    "depolarising-after-potential": pattern(
      "Q, depolarising after-potential (other methods than the figure's want b = 0.18)",
      "0.1 ms",
      [1, 0.2, -60, -21],
      -70,
      50,
      [pulse(9.1, 11, 20)],
    ),
    "inhibition-induced-spiking": pattern("S, inhibition-induced spiking", "0.5 ms", [-0.02, -1, -60, 8], -63.8, 350, [
      { stimulus: "constant", amplitude: 80 },
      pulse(50, 250.5, -5),
    ]),
    "inhibition-induced-bursting": pattern(
      "T, inhibition-induced bursting; d as in the Open Source Brain's version, since the figure's program has d = -2, with which an accurate solution never stops firing",
      "0.5 ms",
      [-0.026, -1, -45, -0.7],
      -63.8,
      350,
      [{ stimulus: "constant", amplitude: 80 }, pulse(50, 250.5, -5)],
    ),
  },
  example: { input: [{ stimulus: "step", amplitude: 10, start: "5 ms" }], duration: "200 ms" },
  golden: publishedFigures,
  references: [
    "Izhikevich EM (2003). Simple model of spiking neurons. IEEE Trans Neural Netw 14:1569-1572.",
    "Izhikevich EM (2004). Which model to use for cortical spiking neurons? IEEE Trans Neural Netw 15:1063-1070.",
  ],
} as const satisfies NeuronModel;

type Cell = readonly [a: number, b: number, c: number, d: number];

/** Begins at the first step of the figure's grid at which its condition holds: t > 10 is 10.25 ms in steps of 0.25 ms. */
function from(start: number, amplitude: number) {
  return { stimulus: "step", amplitude, start: `${start} ms` } as const;
}

function pulse(start: number, stop: number, amplitude: number) {
  return { ...from(start, amplitude), stop: `${stop} ms` } as const;
}

/** One of the cell types of 2003, with the current of the figure, whose steps are of 0.25 ms. */
function type(name: string, cell: Cell, v: number, duration: number, input: readonly PresetStimulus[]) {
  return { ...driven(cell, v, duration, input), source: `Izhikevich (2003): ${name}; dt 0.25 ms` };
}

/** A panel of figure 1 of 2004, with its current and the step of its program. */
function pattern(name: string, dt: string, cell: Cell, v: number, duration: number, input: readonly PresetStimulus[]) {
  return { ...driven(cell, v, duration, input), source: `Izhikevich (2004), figure 1${name}; dt ${dt}` };
}

/** A panel whose polynomial is 0.04 v^2 + 4.1 v + 108. */
function steep(...panel: Parameters<typeof pattern>) {
  const plain = pattern(...panel);
  return { ...plain, parameters: { ...plain.parameters, k_1: 4.1, k_0: 108 } };
}

function driven([a, b, c, d]: Cell, v: number, duration: number, input: readonly PresetStimulus[]) {
  return { parameters: { a, b, c, d }, initial: { v }, input, duration: `${duration} ms` } satisfies Partial<Preset>;
}
