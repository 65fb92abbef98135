import { stdp } from "./stdp.ts";
import type { SynapseModel } from "./synapse-model.ts";

const { g, tau, I_syn, E, w, w_max } = stdp.meanings;

export const stdpTriplet = {
  name: "stdp-triplet",
  title: "Spike-timing dependent plasticity of triplets",
  description:
    "A conductance whose peak w learns from pairs and triplets of spikes, so that pairs strengthen the more the oftener the target " +
    "fires: the minimal model with all spikes counted. A spike of the source weakens by A2_minus times a trace of the target's; one of " +
    "the target strengthens by A2_plus + A3_plus o2 times a trace of the source's, where o2 is a slow trace of the target's earlier " +
    "spikes. Defaults are those fitted to visual cortex. Changes are in parts of w_max, and w stays between 0 and w_max.",
  definition: {
    receptor: stdp.definition.receptor,
    current: stdp.definition.current,
    equations: "w : weight\ndr1/dt = -r1/tau_plus : 1\ndo1/dt = -o1/tau_minus : 1\ndo2/dt = -o2/tau_y : 1",
    parameters: {
      ...{ tau: "5 ms", E: "0 mV", tau_plus: "16.8 ms", tau_minus: "33.7 ms", tau_y: "114 ms" },
      ...{ A2_plus: "0", A2_minus: "7.1e-3", A3_plus: "6.5e-3", w_max: "10 nS" },
    },
    onPre: "g += w\nr1 += 1\nw = clip(w - A2_minus*o1*w_max, 0, w_max)",
    onPost: "w = clip(w + r1*(A2_plus + A3_plus*o2)*w_max, 0, w_max)\no1 += 1\no2 += 1",
  },
  meanings: {
    ...{ g, tau, I_syn, E, w, w_max },
    r1: "trace of the spikes of the source",
    o1: "trace of the spikes of the target",
    o2: "slow trace of the spikes of the target",
    tau_plus: "time constant of r1",
    tau_minus: "time constant of o1",
    tau_y: "time constant of o2",
    A2_plus: "gain of a pair, source first",
    A2_minus: "loss of a pair, target first",
    A3_plus: "gain of a triplet: target, source, target",
  },
  references: [
    "Pfister JP, Gerstner W (2006). Triplets of spikes in a model of spike timing-dependent plasticity. J Neurosci 26:9673-9682.",
  ],
} as const satisfies SynapseModel;
