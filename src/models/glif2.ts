import { example, lifts, membrane, nestTest, presets, references, resetRules } from "./glif-cell.ts";
import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky2 = {
  name: "glif2",
  title: "Generalised leaky integrate-and-fire neuron, level 2: reset rules",
  description:
    "The leaky neuron with biologically defined reset rules: each spike lifts the threshold by a part theta_s " +
    "that decays, and v is set to E_L + f_v (v - E_L) + delta_v, which depends on the potential at the spike and " +
    "may be high. After the dead time t_ref the threshold has been lifted by delta_theta_s in all: theta_s runs " +
    "on during the dead time, so the spike adds delta_theta_s exp(b_s t_ref). It is linear, and integrated " +
    "exactly.",
  definition: {
    equations: `dv/dt = (I - g*(v - E_L))/C : volt (unless refractory)
dtheta_s/dt = -b_s*theta_s : volt
theta = theta_inf + theta_s : volt
I : amp (input)`,
    parameters: { ...membrane.parameters, ...resetRules.parameters },
    threshold: "v > theta",
    reset: resetRules.text,
    refractory: "t_ref",
    initial: { v: "E_L", theta_s: "0 mV" },
  },
  meanings: { ...membrane.meanings, ...resetRules.meanings },
  presets,
  example,
  golden: [
    nestTest(
      [394.67, 400.67, 424.51, 484.48],
      { theta_s: lifts.theta_s },
      [613.4, 621.31, 629.67, 638.47, 647.7, 657.36, 667.42],
    ),
  ],
  references,
} as const satisfies NeuronModel;
