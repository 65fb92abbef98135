import type { NetworkDocument } from "rheobase";

const leaky = {
  equations: "dv/dt = -v/tau : volt (unless refractory)",
  parameters: { tau: "20 ms", v_th: "20 mV", v_reset: "10 mV" },
  threshold: "v >= v_th",
  reset: "v = v_reset",
  refractory: "2 ms",
};

/** Brunel (2000), J Comput Neurosci 8:183, with g = 5 and twice the threshold rate: C J, which sets the mean input, is 100 mV in any size. */
function balanced(excitatory: number, inDegree: number, jump: number): NetworkDocument {
  const inhibitory = excitatory / 4;
  const projections = ["e", "i"].flatMap((to) => [
    { from: { poisson: "20 Hz", sources: inDegree }, to, weight: `${jump} mV` },
    { from: "e", to, connect: { rule: "in-degree" as const, count: inDegree }, weight: `${jump} mV`, delay: "1.5 ms" },
    {
      from: "i",
      to,
      connect: { rule: "in-degree" as const, count: inDegree / 4 },
      weight: `${-5 * jump} mV`,
      delay: "1.5 ms",
    },
  ]);
  const record = { variables: ["v"], neurons: [0, 1], every: "0.5 ms" };
  return {
    populations: { e: { model: leaky, size: excitatory, record }, i: { model: leaky, size: inhibitory } },
    projections,
    ...{ duration: "500 ms", dt: "0.1 ms", spikeTimes: "grid", seed: 1 },
  };
}

const brunel = balanced(1000, 200, 0.5);
const brunelWhole = balanced(10_000, 1000, 0.1);

const voltageBased = {
  equations:
    "dv/dt = (E_L - v + g_e + g_i)/tau_m : volt (unless refractory)\ndg_e/dt = -g_e/tau_e : volt\ndg_i/dt = -g_i/tau_i : volt",
  parameters: { tau_m: "20 ms", tau_e: "5 ms", tau_i: "10 ms", E_L: "-49 mV", v_th: "-50 mV", v_reset: "-60 mV" },
  threshold: "v > v_th",
  reset: "v = v_reset",
  refractory: "5 ms",
};
const anywhere = { v: { distribution: "uniform" as const, from: "-60 mV", to: "-50 mV" } };
const sparse = { rule: "probability" as const, p: 0.02 };

/** CUBA of Brette et al. (2007), J Comput Neurosci 23:349. */
const cuba: NetworkDocument = {
  populations: {
    e: {
      model: voltageBased,
      size: 3200,
      initial: anywhere,
      record: { variables: ["v"], neurons: [0], every: "0.5 ms" },
    },
    i: { model: voltageBased, size: 800, initial: anywhere },
  },
  projections: ["e", "i"].flatMap((to) => [
    { from: "e", to, synapse: { onPre: "g_e += w" }, connect: sparse, weight: "1.62 mV", delay: "0.1 ms" },
    { from: "i", to, synapse: { onPre: "g_i += w" }, connect: sparse, weight: "-9 mV", delay: "0.1 ms" },
  ]),
  duration: "500 ms",
  dt: "0.1 ms",
  spikeTimes: "grid",
  seed: 1,
};

const passive = {
  equations: "dv/dt = (E_L - v)/tau_m + I/C : volt\nI : amp (input)",
  parameters: { tau_m: "20 ms", C: "200 pF", E_L: "-60 mV" },
  initial: { v: "E_L" },
};
const firing = {
  ...passive,
  equations: "dv/dt = (E_L - v)/tau_m + I/C : volt (unless refractory)\nI : amp (input)",
  parameters: { ...passive.parameters, v_th: "-50 mV", v_reset: "-60 mV" },
  threshold: "v > v_th",
  reset: "v = v_reset",
  refractory: "5 ms",
};

const antiPhase: NetworkDocument = {
  populations: {
    cells: {
      model: firing,
      size: 2,
      input: [{ stimulus: "constant", amplitude: "150 pA" }],
      initial: { v: ["-60 mV", "-59 mV"] },
      record: { variables: ["v"] },
    },
  },
  projections: [
    { from: "cells", to: "cells", connect: { rule: "all-to-all", autapses: false }, weight: "-2 mV", delay: "0.1 ms" },
  ],
  duration: "500 ms",
};

const times = (count: number, first: number, apart: number) =>
  Array.from({ length: count }, (_, k) => [`${first + k * apart} ms`]);
const exponential = { synapse: "exponential", parameters: { tau: "5 ms" }, delay: "1 ms" };

const summation: NetworkDocument = {
  populations: {
    together: { spikes: times(20, 20, 0) },
    spread: { spikes: times(20, 10, 4) },
    fires: { model: firing, size: 1, record: { variables: ["v"] } },
    stays: { model: firing, size: 1, record: { variables: ["v"] } },
  },
  projections: [
    { from: "together", to: "fires", ...exponential, weight: "40 pA" },
    { from: "spread", to: "stays", ...exponential, weight: "40 pA" },
  ],
  duration: "120 ms",
};

const epsp: NetworkDocument = {
  populations: {
    pre: { spikes: [["20 ms"]] },
    post: { model: firing, size: 1, record: { variables: ["v", "I_syn_pre"] } },
  },
  projections: [{ from: "pre", to: "post", ...exponential, weight: "100 pA" }],
  duration: "100 ms",
};

const rests = ["-90 mV", "-80 mV", "-70 mV", "-60 mV", "-50 mV"];
const reversal: NetworkDocument = {
  populations: {
    pre: { spikes: [["20 ms"]] },
    post: {
      model: passive,
      size: rests.length,
      parameters: { E_L: rests },
      initial: { v: rests },
      record: { variables: ["v", "I_syn_pre"] },
    },
  },
  projections: [
    {
      from: "pre",
      to: "post",
      synapse: "exponential-conductance",
      parameters: { tau: "5 ms", E: "-70 mV" },
      weight: "20 nS",
      delay: "1 ms",
    },
  ],
  duration: "100 ms",
};

const gapJunction: NetworkDocument = {
  populations: {
    cells: {
      model: "wang-buzsaki",
      size: 2,
      input: [{ stimulus: "constant", amplitude: "1 uA/cm^2" }],
      initial: { v: ["-64 mV", "-56 mV"] },
      record: { variables: ["v"], every: "0.1 ms" },
    },
  },
  projections: [{ from: "cells", to: "cells", synapse: "gap-junction", weight: "0.05 mS/cm^2" }],
  duration: "300 ms",
  dt: "0.01 ms",
};

const signal: NetworkDocument = {
  populations: {
    input: {
      source: "poisson",
      size: 200,
      rate: { expression: "r*(1 + sin(2*pi*f*t))", parameters: { r: "10 Hz", f: "4 Hz" } },
    },
    cells: { model: firing, size: 100, record: { variables: ["v"], neurons: [0] } },
  },
  projections: [
    { from: "input", to: "cells", connect: { rule: "probability", p: 0.2 }, ...exponential, weight: "60 pA" },
  ],
  duration: "1 s",
  seed: 1,
};

const shunting: NetworkDocument = {
  populations: {
    excitation: { spikes: [["40 ms"]] },
    inhibition: { spikes: [["30 ms"]] },
    alone: { model: passive, size: 1, record: { variables: ["v"] } },
    shunted: { model: passive, size: 1, record: { variables: ["v"] } },
  },
  projections: [
    { from: "excitation", to: "alone", ...exponential, weight: "150 pA" },
    { from: "excitation", to: "shunted", ...exponential, weight: "150 pA" },
    {
      from: "inhibition",
      to: "shunted",
      synapse: "exponential-conductance",
      parameters: { tau: "20 ms", E: "-60 mV" },
      weight: "30 nS",
      delay: "1 ms",
    },
  ],
  duration: "120 ms",
};

const noisy = {
  equations:
    "dv/dt = (E_L - v + x)/tau_m : volt (unless refractory)\ndx/dt = (y - x)/tau_psp : volt\ndy/dt = -y/tau_psp + mu + sigma*xi : volt",
  parameters: {
    E_L: "-70 mV",
    v_th: "-55 mV",
    tau_m: "10 ms",
    tau_psp: "0.325 ms",
    mu: "25.27 mV/ms",
    sigma: "39.24 mV/ms^0.5",
  },
  threshold: "v > v_th",
  reset: "v = E_L",
  refractory: "1 ms",
};
const groups = Array.from({ length: 6 }, (_, k) => `group${k + 1}`);

/** A packet of 85 spikes through groups of 100 neurons: Diesmann, Gewaltig and Aertsen (1999), Nature 402:529. */
const synfire: NetworkDocument = {
  populations: {
    packet: { spikes: times(85, 20, 0.03).map(([time]) => [`${Number(Number.parseFloat(time!).toFixed(2))} ms`]) },
    ...Object.fromEntries(
      groups.map((name) => [
        name,
        { model: noisy, size: 100, initial: { v: { distribution: "uniform" as const, from: "-70 mV", to: "-55 mV" } } },
      ]),
    ),
  },
  projections: groups.map((to, k) => ({
    from: k === 0 ? "packet" : groups[k - 1]!,
    to,
    synapse: { onPre: "y += w" },
    weight: "4.86 mV",
    delay: "5 ms",
  })),
  duration: "80 ms",
  dt: "0.1 ms",
  spikeTimes: "grid",
  seed: 1,
};

/** Networks to begin with, the first when nothing else is open. */
export const networkExamples = {
  ...{ brunel, brunelWhole, cuba, epsp, summation, shunting, reversal, gapJunction, antiPhase, signal, synfire },
} as const;
export type NetworkExample = keyof typeof networkExamples;
