import { type Formula, timeWindow } from "./stimulus.ts";

/**
 * The phase is the integral of the frequency. Linear, f(s) = f0 + (f1 - f0) s/T: phase/2pi = f0 s + (f1 - f0) s^2/(2 T).
 * Exponential, f(s) = f0 (f1/f0)^(s/T): phase/2pi = f0 s exprel(ln(f1/f0) s/T), which has no hole at f1 = f0.
 * 6.283185307179586 is 2 pi.
 */
export const chirp = {
  kind: "formula",
  name: "chirp",
  title: "Chirp (ZAP)",
  description:
    "A sine whose frequency runs from `startFrequency` at `start` to `stopFrequency` at `stop`, by equal differences " +
    "(linear) or equal ratios (exponential) in equal times; zero before and after. The response to it, over frequency, " +
    "shows at which frequencies a membrane resonates. The phase counts from `start`.",
  parameters: {
    amplitude: { dimension: "input", meaning: "half the way from the lowest value to the highest" },
    startFrequency: {
      dimension: "hertz",
      default: 0,
      above: "zero",
      aboveIn: "exponential",
      meaning: "cycles per second at `start`; more than zero in an exponential sweep",
    },
    stopFrequency: {
      dimension: "hertz",
      above: "zero",
      aboveIn: "exponential",
      meaning: "cycles per second at `stop`",
    },
    phase: { dimension: "1", default: 0, meaning: "phase at `start`, in radians" },
    offset: { dimension: "input", default: 0, meaning: "the value it oscillates about" },
    ...timeWindow,
  },
  choice: { key: "sweep", words: ["linear", "exponential"], meaning: "how the frequency runs" },
  expression: {
    linear: sweeping("(startFrequency + (stopFrequency - startFrequency)*(t - start)/(2*(stop - start)))"),
    exponential: sweeping("startFrequency*exprel(log(stopFrequency/startFrequency)*(t - start)/(stop - start))"),
  },
} as const satisfies Formula;

/** A sine with this mean frequency from `start` to `t`. */
function sweeping(mean: string): string {
  return `(offset + amplitude*sin(6.283185307179586*${mean}*(t - start) + phase))*int(t >= start and t < stop)`;
}
