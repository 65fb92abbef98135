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

export const generalisedLeaky5 = {
  name: "glif5",
  title: "Generalised leaky integrate-and-fire neuron, level 5: adapting threshold",
  description:
    "Level 4, with a threshold that also follows the membrane potential: theta_v grows with the rate a_v (v - " +
    "E_L) and decays with the rate b_v. It stands still with v during the dead time t_ref; the other parts run " +
    "on, and are afterwards as a spike is meant to leave them. It is linear, and integrated exactly.",
  definition: {
    equations: `dv/dt = (I + I_1 + I_2 - g*(v - E_L))/C : volt (unless refractory)
dtheta_s/dt = -b_s*theta_s : volt
dtheta_v/dt = a_v*(v - E_L) - b_v*theta_v : volt (unless refractory)
dI_1/dt = -k_1*I_1 : amp
dI_2/dt = -k_2*I_2 : amp
theta = theta_inf + theta_s + theta_v : volt
I : amp (input)`,
    parameters: {
      ...membrane.parameters,
      ...resetRules.parameters,
      ...afterSpikeCurrents.parameters,
      a_v: "0.005 1/ms",
      b_v: "0.09 1/ms",
    },
    threshold: "v > theta",
    reset: `${resetRules.text}; ${afterSpikeCurrents.text}`,
    refractory: "t_ref",
    initial: { v: "E_L", theta_s: "0 mV", theta_v: "0 mV", I_1: "0 pA", I_2: "0 pA" },
  },
  meanings: {
    ...membrane.meanings,
    ...resetRules.meanings,
    ...afterSpikeCurrents.meanings,
    theta_v: "part of the threshold that follows v",
    a_v: "rate at which theta_v follows v - E_L",
    b_v: "rate at which theta_v decays",
  },
  presets,
  example,
  golden: [nestTest([395.44], lifts, [615.27, 653.77])],
  references,
} as const satisfies NeuronModel;
