import {
  afterSpikeCurrents,
  example,
  fixedReset,
  lifts,
  membrane,
  nestTest,
  presets,
  references,
} from "./glif-cell.ts";
import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky3 = {
  name: "glif3",
  title: "Generalised leaky integrate-and-fire neuron, level 3: after-spike currents",
  description:
    "The leaky neuron with two after-spike currents: each spike adds to I_1 and I_2, which decay with the rates " +
    "k_1 and k_2. They run on during the dead time t_ref, after which the spike has left delta_I_j of each, so it " +
    "adds delta_I_j exp(k_j t_ref). It is linear, and integrated exactly.",
  definition: {
    equations: `dv/dt = (I + I_1 + I_2 - g*(v - E_L))/C : volt (unless refractory)
dI_1/dt = -k_1*I_1 : amp
dI_2/dt = -k_2*I_2 : amp
I : amp (input)`,
    parameters: { ...membrane.parameters, ...fixedReset.parameters, ...afterSpikeCurrents.parameters },
    threshold: "v > theta_inf",
    reset: `${fixedReset.text}; ${afterSpikeCurrents.text}`,
    refractory: "t_ref",
    initial: { v: "E_L", I_1: "0 pA", I_2: "0 pA" },
  },
  meanings: { ...membrane.meanings, ...fixedReset.meanings, ...afterSpikeCurrents.meanings },
  presets,
  example,
  golden: [nestTest([394.67, 484.81], { I_1: lifts.I_1, I_2: lifts.I_2 }, [614.85, 648.28, 685.18])],
  references,
} as const satisfies NeuronModel;
