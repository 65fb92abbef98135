// rheobase as its users call it: a document in, a recording out. Only the stepping is timed against the peers.
import { simulate } from "../dist/index.js";
import { document } from "./workloads.js";

/** Seconds of stepping, spikes and fingerprint of one run of a document. */
export function step(experiment, target) {
  const clock = () => performance.now();
  const recording = simulate(experiment, target ? { target, clock } : { clock });
  const { timing, fingerprint, spikes } = recording;
  if (target && recording.target !== target) throw new Error(`${target} was asked for, but ${recording.target} ran`);
  return { seconds: timing.run / 1000, spikes: spikes.times.length, timing, fingerprint };
}

/**
 * @param options.target which target is asked for: "wasm-simd", "wasm", "interpreter"; the engine's own choice where left out
 * @param options.neurons a slow target runs so many of them, and the steps divided by `shorten`
 */
export function openOurs(title, { target, spikeTimes = "grid", neurons, shorten = 1 } = {}) {
  return {
    title,
    description: `rheobase, spikeTimes "${spikeTimes}"${target ? `, target ${target}` : ""}`,
    neurons,
    shorten,
    prepare(workload, { lists, steps }) {
      const experiment = document(workload, lists, { steps, spikeTimes });
      step(document(workload, lists, { steps: Math.ceil(steps / 20), spikeTimes }), target);
      // Another population than the peers': it is compared with generated code, bit for bit.
      const judge = target && step(experiment).fingerprint;
      return () => {
        const result = step(experiment, target);
        if (judge && result.fingerprint !== judge)
          throw new Error(`${title} and generated code differ in ${workload.name}`);
        return result;
      };
    },
  };
}
