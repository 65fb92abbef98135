import type { ExperimentDocument } from "rheobase";

/** What may be injected. */
export const kinds = ["step", "ramp", "sine"] as const;

/** The experiment that a hidden neuron is first asked; its model stands only for the names of the input. */
export const firstProbe: ExperimentDocument = {
  model: "lif",
  input: [{ stimulus: "step", amplitude: "5 nA", start: "5 ms", stop: "45 ms" }],
  duration: "50 ms",
  dt: "0.02 ms",
};
