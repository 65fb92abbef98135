import { doubleExponentialConductance } from "./double-exponential-conductance.ts";
import type { SynapseModel } from "./synapse-model.ts";

const { current, onPre } = doubleExponentialConductance.definition;

export const nmda = {
  name: "nmda",
  title: "NMDA conductance with magnesium block",
  description:
    "A conductance that rises with tau_rise and decays slowly with tau_decay; magnesium blocks its channels, the more the lower the " +
    "membrane potential: the current is g B(v) (E - v) with B = 1/(1 + Mg/3.57 exp(-0.062 v/mV)), Mg in mmol/l. Conductances of all " +
    "spikes add up and do not saturate. tau_rise and tau_decay must differ.",
  definition: {
    receptor:
      "dg/dt = y - g/tau_decay : conductance\ndy/dt = -y/tau_rise : conductance/second\n" +
      "B = 1/(1 + Mg/3.57*exp(-0.062*v/mV)) : 1\nI_syn = g*B*(E - v) : current",
    current,
    parameters: { tau_rise: "2 ms", tau_decay: "100 ms", E: "0 mV", Mg: "1" },
    onPre,
  },
  meanings: {
    ...doubleExponentialConductance.meanings,
    g: "conductance without the block",
    B: "part of it that is not blocked",
    Mg: "concentration of magnesium outside, in mmol/l",
    w: "peak conductance of one spike without the block",
  },
  references: [
    "Jahr CE, Stevens CF (1990). Voltage dependence of NMDA-activated macroscopic conductances predicted by single-channel kinetics. J Neurosci 10:3178-3182.",
  ],
} as const satisfies SynapseModel;
