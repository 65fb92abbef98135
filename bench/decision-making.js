// npm run build:library && node bench/decision-making.js [SEEDS]
//
// The decision-making network of the examples over coherences and seeds: how often the favoured population wins, when the winner's rate
// in 30 ms first exceeds 25 Hz, and the rates of the last 200 ms. 1.5 s each, the stimulus from 50 ms on.
import { readFileSync } from "node:fs";
import { simulateNetwork } from "../dist/index.js";

const example = JSON.parse(readFileSync(new URL("../examples/decision-making.json", import.meta.url), "utf8"));
const seeds = Number(process.argv[2] ?? 5);
const duration = 1.5;
const [window, threshold, last] = [0.03, 25, 0.2];

function run(coherence, seed) {
  const document = { ...structuredClone(example), seed, duration: `${duration} s` };
  for (const [name, sign] of [
    ["A", 1],
    ["B", -1],
  ]) {
    const [stimulus] = document.populations[`stimulus_${name}`].input;
    stimulus.mean = `${160 * (0.5 + 0.5 * sign * coherence)} Hz`;
    stimulus.seed = 2 * seed + (sign + 1) / 2;
  }
  const { spikes } = simulateNetwork(document);
  const crossing = (name) => {
    const { times, size } = spikes.get(name);
    const needed = threshold * window * size;
    const first = times.findIndex(
      (time, k) => time > 0.1 && k >= needed && time - times[k - Math.ceil(needed)] < window,
    );
    return first < 0 ? Infinity : times[first];
  };
  const rate = (name) => {
    const { times, size } = spikes.get(name);
    return times.filter((time) => time >= duration - last).length / size / last;
  };
  const [a, b] = ["A", "B"].map(crossing);
  const winner = a < b ? "A" : b < a ? "B" : "none";
  return {
    winner,
    time: Math.min(a, b),
    rates: Object.fromEntries(["A", "B", "Z", "I"].map((name) => [name, rate(name)])),
  };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
for (const coherence of [-0.8, -0.6, -0.1, 0.15, 0.6]) {
  const runs = Array.from({ length: seeds }, (_, k) => run(coherence, k + 1));
  const decided = runs.filter(({ winner }) => winner !== "none");
  const right = decided.filter(({ winner }) => winner === (coherence > 0 ? "A" : "B")).length;
  const other = { A: "B", B: "A" };
  const rates = {
    winner: mean(decided.map(({ winner, rates }) => rates[winner])),
    loser: mean(decided.map(({ winner, rates }) => rates[other[winner]])),
    Z: mean(runs.map(({ rates }) => rates.Z)),
    I: mean(runs.map(({ rates }) => rates.I)),
  };
  console.log(
    `c ${String(coherence).padStart(5)}: ${right} of ${seeds} right, ${seeds - decided.length} undecided, after ${(1000 * mean(decided.map(({ time }) => time))).toFixed(0)} ms; ` +
      Object.entries(rates)
        .map(([name, value]) => `${name} ${value.toFixed(1)} Hz`)
        .join(", "),
  );
}
