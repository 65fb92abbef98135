import type { Largest, Train, Written } from "./stimulus.ts";

/** Currents that are still felt when another begins: each is a term of the expression. */
const mostTogether = 100;
/** In time constants: the current of a spike is over when it is below 1e-17 of the amplitude. */
const felt = { exponential: 40, alpha: 45 };
/** Seconds: long before any run, and its current long over. */
const longAgo = -1e9;

export const spikes = {
  kind: "train",
  name: "spikes",
  title: "Spikes as currents",
  description:
    "Each of the `times` of a presynaptic spike begins a current; they add up. Exponential: it jumps to the amplitude and " +
    "decays with `tau`. Alpha: it rises, has its peak, the amplitude, after `tau`, and decays. Rectangular: it is the " +
    "amplitude for `tau`. A negative amplitude inhibits. A delay, or weights, are several of these stimuli. Times may fall " +
    "anywhere, also between two time steps.",
  parameters: {
    amplitude: { dimension: "input", meaning: "the greatest value of the current of one spike" },
    tau: { dimension: "second", above: "zero", meaning: "time constant; of a rectangular current its duration" },
    delay: { dimension: "second", default: "0 ms", meaning: "from a spike to the beginning of its current" },
  },
  choice: { key: "shape", words: ["exponential", "alpha", "rectangular"], meaning: "the course of one current" },
  write(times, largest, shape) {
    if (shape === "exponential") return decaying(times, felt.exponential, largest, (s) => `exp(-(${s})/tau)`);
    if (shape === "alpha") return decaying(times, felt.alpha, largest, (s) => `((${s})/tau*exp(1 - (${s})/tau))`);
    return { times, expression: "amplitude*(passed(times, t - delay) - passed(times, t - delay - tau))" };
  },
} as const satisfies Train;

/**
 * The sum of the currents of the latest spikes, as many as can be felt together; `course` writes one of them for the time
 * since its spike. The table begins with as many spikes of long ago, so that there are always enough.
 */
function decaying(times: Float64Array, felt: number, largest: Largest, course: (since: string) => string): Written {
  const together = mostWithin(times, felt * largest("tau"));
  if (together > mostTogether)
    throw new RangeError(
      `${together} of the currents overlap, but at most ${mostTogether} may; take fewer spikes, or a shorter tau`,
    );
  const terms = Array.from({ length: together }, (_, k) =>
    course(`t - delay - sample(times, passed(times, t - delay) - ${k + 1})`),
  );
  return {
    times: Float64Array.from([...Array.from({ length: together }, () => longAgo), ...times]),
    expression: `amplitude*(${terms.join(" + ")})`,
  };
}

/** The most of ascending times that fall into a window of some length. */
function mostWithin(times: Float64Array, length: number): number {
  let [first, most] = [0, 1];
  times.forEach((time, k) => {
    while (times[first]! < time - length) first++;
    most = Math.max(most, k - first + 1);
  });
  return most;
}
