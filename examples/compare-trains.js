import { coefficientOfVariation, coincidenceFactor, interspikeIntervals, simulate, spikesOf } from "rheobase";

// The same fluctuating current into two leaky neurons, one of them a little slower.
const result = simulate({
  model: "lif",
  parameters: { tau_m: ["8 ms", "9 ms"] },
  input: [{ stimulus: "frozen-noise", mean: "2 nA", sigma: "2 nA", tau: "5 ms" }],
  duration: "5000 ms",
});

const [fast, slow] = [0, 1].map((member) => spikesOf(result, member)); // seconds
const agreement = coincidenceFactor(fast, slow, { precision: 0.002, stop: 5 });
console.log(`${fast.length} and ${slow.length} spikes, coincidence factor ${agreement.toFixed(3)}`);
console.log(`CV of the intervals ${coefficientOfVariation(interspikeIntervals(fast)).toFixed(3)}`);
