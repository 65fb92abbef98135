import {
  afterSpikeCurrents,
  example,
  lifts,
  membrane,
  nestTest,
  presets,
  references,
  resetRules,
} from "./glif-cell.ts";
import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky4 = {
  name: "glif4",
  title: "Generalised leaky integrate-and-fire neuron, level 4: reset rules and after-spike currents",
  description:
    "Levels 2 and 3 together: a threshold and a reset potential that depend on the spikes and on the potential, " +
    "and two after-spike currents. All of them but v run on during the dead time t_ref, after which they are as a " +
    "spike is meant to leave them. It is linear, and integrated exactly.",
  definition: {
    equations: `dv/dt = (I + I_1 + I_2 - g*(v - E_L))/C : volt (unless refractory)
dtheta_s/dt = -b_s*theta_s : volt
dI_1/dt = -k_1*I_1 : amp
dI_2/dt = -k_2*I_2 : amp
theta = theta_inf + theta_s : volt
I : amp (input)`,
    parameters: { ...membrane.parameters, ...resetRules.parameters, ...afterSpikeCurrents.parameters },
    threshold: "v > theta",
    reset: `${resetRules.text}; ${afterSpikeCurrents.text}`,
    refractory: "t_ref",
    initial: { v: "E_L", theta_s: "0 mV", I_1: "0 pA", I_2: "0 pA" },
  },
  meanings: { ...membrane.meanings, ...resetRules.meanings, ...afterSpikeCurrents.meanings },
  presets,
  example,
  golden: [nestTest([394.67, 485.07], lifts, [615.16, 649.52, 689.1])],
  references,
} as const satisfies NeuronModel;
