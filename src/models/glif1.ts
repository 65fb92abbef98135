import { example, fixedReset, membrane, nestTest, presets, references } from "./glif-cell.ts";
import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky1 = {
  name: "glif1",
  title: "Generalised leaky integrate-and-fire neuron, level 1",
  description:
    "The first of five levels, each with one mechanism more, that were fitted to the neurons of the Allen Cell " +
    "Types Database: the leaky integrate-and-fire neuron. After a spike v stays at v_reset for the time t_ref, " +
    "the part of the recording that is cut out around a spike. It is linear, and integrated exactly.",
  definition: {
    equations: `dv/dt = (I - g*(v - E_L))/C : volt (unless refractory)
I : amp (input)`,
    parameters: { ...membrane.parameters, ...fixedReset.parameters },
    threshold: "v > theta_inf",
    reset: fixedReset.text,
    refractory: "t_ref",
    initial: { v: "E_L" },
  },
  meanings: { ...membrane.meanings, ...fixedReset.meanings },
  presets,
  example,
  golden: [nestTest([394.67, 424.25, 483.25], {}, [612.99, 628.73, 644.47, 660.21, 675.95, 691.69])],
  references,
} as const satisfies NeuronModel;
