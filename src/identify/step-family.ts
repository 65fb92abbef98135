import type { Probe } from "./hidden-neuron.ts";

/**
 * Seven steps of current from 1 to 64 nA, as one ensemble: among them are one that leaves each neuron that can be dealt silent and
 * several that make it fire, from which `estimateLif` finds all six parameters.
 */
export const stepFamily = {
  input: [
    {
      stimulus: "step",
      amplitude: ["1 nA", "2 nA", "4 nA", "8 nA", "16 nA", "32 nA", "64 nA"],
      start: "5 ms",
      stop: "45 ms",
    },
  ],
} as const satisfies Probe;
