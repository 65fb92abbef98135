import type { NeuronModel, Preset } from "./neuron-model.ts";

const figure = "Mihalas & Niebur (2009), figure 1";

export const mihalasNiebur = {
  name: "mihalas-niebur",
  title: "Mihalas-Niebur neuron: a generalised linear integrate-and-fire neuron",
  description:
    "A leaky integrator with a threshold that is a variable of its own and two currents that spikes start: " +
    "C dv/dt = I + I_1 + I_2 - G (v - E_L), dtheta/dt = a (v - E_L) - b (theta - theta_inf), dI_j/dt = -k_j I_j. Where v " +
    "reaches theta the neuron fires, I_j becomes R_j I_j + A_j, v becomes v_r, and theta is lifted to theta_r if it is lower. " +
    "Four numbers, a, A_1, A_2 and the current, make twenty firing patterns. Between spikes it is linear, and integrated " +
    "exactly. The paper gives everything per capacitance; here C = 100 pF, so that 1 V/s is 100 pA.",
  definition: {
    equations: `dv/dt = (I + I_1 + I_2 - G*(v - E_L))/C : volt
dtheta/dt = a*(v - E_L) - b*(theta - theta_inf) : volt
dI_1/dt = -k_1*I_1 : amp
dI_2/dt = -k_2*I_2 : amp
I : amp (input)`,
    parameters: {
      C: "100 pF",
      G: "5 nS",
      E_L: "-70 mV",
      v_r: "-70 mV",
      theta_inf: "-50 mV",
      theta_r: "-60 mV",
      a: "0 Hz",
      b: "10 Hz",
      k_1: "200 Hz",
      k_2: "20 Hz",
      R_1: 0,
      R_2: 1,
      A_1: "0 pA",
      A_2: "0 pA",
    },
    threshold: "v >= theta",
    reset: "I_1 = R_1*I_1 + A_1; I_2 = R_2*I_2 + A_2; v = v_r; theta = max(theta_r, theta)",
    initial: { v: "E_L", theta: "theta_inf", I_1: "0 pA", I_2: "0 pA" },
  },
  meanings: {
    v: "membrane potential",
    theta: "threshold: the neuron fires where v reaches it",
    I_1: "fast current that spikes start, inward",
    I_2: "slow current that spikes start, inward",
    I: "input current",
    C: "membrane capacitance",
    G: "leak conductance",
    E_L: "resting potential",
    v_r: "membrane potential after a spike",
    theta_inf: "threshold at rest",
    theta_r: "least threshold after a spike",
    a: "rate at which the threshold follows v",
    b: "rate at which the threshold returns",
    k_1: "rate at which I_1 decays",
    k_2: "rate at which I_2 decays",
    R_1: "fraction of I_1 that a spike keeps",
    R_2: "fraction of I_2 that a spike keeps",
    A_1: "what one spike adds to I_1",
    A_2: "what one spike adds to I_2",
  },
  presets: {
    "tonic-spiking": pattern("A, tonic spiking", [0, 0, 0], 200, [[150, 200]]),
    "class-1": pattern("B, class 1: the period has no upper bound at the rheobase, 100 pA", [0, 0, 0], 500, [
      [100.0001, 500],
    ]),
    "spike-frequency-adaptation": pattern("C, spike frequency adaptation", [5, 0, 0], 200, [[200, 200]]),
    "phasic-spiking": pattern("D, phasic spiking", [5, 0, 0], 500, [[150, 500]]),
    accommodation: pattern("E, accommodation: the same current reached slowly has no effect", [5, 0, 0], 1000, [
      [150, 100],
      [0, 600],
      [50, 700],
      [100, 800],
      [150, 900],
    ]),
    "threshold-variability": pattern("F, threshold variability", [5, 0, 0], 400, [
      [150, 20],
      [0, 200],
      [-150, 225],
      [0, 250],
      [150, 275],
    ]),
    "rebound-spike": pattern("G, rebound spike", [5, 0, 0], 1000, [
      [0, 50],
      [-350, 806],
    ]),
    "class-2": {
      ...pattern("H, class 2: starts with a finite rate", [5, 0, 0], 300, [[200.0002, 300]]),
      initial: { v: "-30 mV", theta: "-30 mV" },
    },
    integrator: pattern("I, integrator: two pulses add up if they are near", [5, 0, 0], 400, [
      [150, 20],
      [0, 30],
      [150, 50],
      [0, 300],
      [150, 320],
      [0, 340],
      [150, 360],
    ]),
    "input-bistability": pattern("J, input bistability", [5, 0, 0], 1000, [
      [150, 100],
      [170, 500],
      [150, 600],
      [170, 1000],
    ]),
    "hyperpolarisation-induced-spiking": pattern("K, spiking under hyperpolarisation", [30, 0, 0], 400, [[-100, 400]]),
    "hyperpolarisation-induced-bursting": pattern("L, bursting under hyperpolarisation", [30, 1000, -60], 400, [
      [-100, 400],
    ]),
    "tonic-bursting": pattern("M, tonic bursting", [5, 1000, -60], 500, [[200, 500]]),
    "phasic-bursting": pattern("N, phasic bursting", [5, 1000, -60], 500, [[150, 500]]),
    "rebound-burst": pattern("O, rebound burst", [5, 1000, -60], 1000, [
      [0, 100],
      [-350, 600],
    ]),
    "mixed-mode": pattern("P, mixed mode: a burst, then single spikes", [5, 500, -30], 500, [[200, 500]]),
    afterpotentials: pattern("Q, afterpotentials", [5, 500, -30], 200, [[200, 15]]),
    "basal-bistability": pattern("R, basal bistability: one pulse starts firing, another ends it", [0, 800, -10], 200, [
      [500, 10],
      [0, 100],
      [500, 110],
    ]),
    "preferred-frequency": pattern(
      "S, preferred frequency: the second pulse of a pair must be timely",
      [5, -300, 50],
      800,
      [
        [500, 5],
        [0, 10],
        [400, 15],
        [0, 400],
        [500, 405],
        [0, 450],
        [400, 455],
      ],
    ),
    "spike-latency": pattern("T, spike latency", [-80, 0, 0], 50, [[800, 2]]),
  },
  example: { input: [{ stimulus: "step", amplitude: "250 pA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 2 V/s",
      experiment: { input: [{ stimulus: "constant", amplitude: "200 pA" }], duration: "60 ms" },
      expected: {
        kind: "spikes",
        first: [13.862943611198906, 27.725887222397812, 41.58883083359672, 55.45177444479562],
        count: 4,
        within: 1e-9,
      },
      source: "C/G ln(I/(I - 1 V/s))",
    },
  ],
  references: [
    "Mihalas S, Niebur E (2009). A generalized linear integrate-and-fire neural model produces diverse spiking behaviors. Neural Comput 21:704-718.",
    "Detorakis G (2017). A generalized linear integrate-and-fire neural model produces diverse spiking behaviors. ReScience 3(1). The times of the pulses.",
  ],
} as const satisfies NeuronModel;

/** A panel of figure 1: a in Hz, A_1 and A_2 in pA; its length in ms; the current as pairs of pA and the ms at which it ends. */
function pattern(
  name: string,
  [a, A_1, A_2]: readonly [number, number, number],
  duration: number,
  course: readonly (readonly [number, number])[],
) {
  const input = course.flatMap(([amplitude, stop], k) => {
    const start = k === 0 ? 0 : course[k - 1]![1];
    return amplitude === 0
      ? []
      : [{ stimulus: "step", amplitude: `${amplitude} pA`, start: `${start} ms`, stop: `${stop} ms` }];
  });
  return {
    parameters: { a: `${a} Hz`, A_1: `${A_1} pA`, A_2: `${A_2} pA` },
    input,
    duration: `${duration} ms`,
    source: `${figure}${name}`,
  } satisfies Preset;
}
