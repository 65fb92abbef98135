import { type Clamp, timeWindow } from "./stimulus.ts";

export const voltageClamp = {
  kind: "clamp",
  name: "voltage-clamp",
  title: "Voltage clamp",
  description:
    "From `start` to `stop` the input is the current of an ideal amplifier that brings the membrane potential to `command` " +
    "and holds it there: exactly the current for which dv/dt = (command - v)/tau, whatever the channels do. Record the " +
    "input to see it: the capacitive transient, then the current of the channels with its sign turned. For a protocol of " +
    "several potentials give several clamps, one after the other; where two overlap, the later in the list holds. Other " +
    "stimuli of the same input are without effect meanwhile.",
  parameters: {
    command: { dimension: "clamped", meaning: "the potential to hold" },
    tau: {
      dimension: "second",
      default: "0.01 ms",
      above: "zero",
      meaning: "how fast the potential comes to the command: the time constant of the amplifier",
    },
    ...timeWindow,
  },
  expression: "(command - clamped)/tau",
  lasts: "int(t >= start and t < stop)",
} as const satisfies Clamp;
