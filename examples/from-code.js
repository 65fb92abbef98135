import { simulate, spikesOf } from "rheobase";

// One population of 401 neurons that differ in their current, run in one call.
const result = simulate({
  model: "lif",
  parameters: { tau_m: "20 ms" },
  input: [{ stimulus: "constant", amplitude: { from: "0 nA", to: "4 nA", count: 401 } }],
  duration: "500 ms",
});

const [amplitude] = result.axes;
for (let member = 0; member < result.members; member += 50) {
  const spikes = spikesOf(result, member); // seconds
  console.log(`${(1e9 * amplitude.values[member]).toFixed(1)} nA: ${spikes.length / 0.5} Hz`);
}
