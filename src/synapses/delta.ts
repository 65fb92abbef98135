import type { SynapseModel } from "./synapse-model.ts";

export const delta = {
  name: "delta",
  title: "Voltage jump",
  description:
    "The membrane potential of the target jumps by the weight at the moment a spike arrives, as if a charge w C had been put " +
    "on the membrane at once. A neuron whose potential is held while refractory takes no jump then.",
  definition: { onPre: "v += w" },
  meanings: { w: "jump of the membrane potential" },
  references: [
    "Brunel N (2000). Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons. J Comput Neurosci 8:183-208.",
  ],
} as const satisfies SynapseModel;
