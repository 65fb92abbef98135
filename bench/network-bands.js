/**
 * Networks of the literature against what is known of them: node bench/network-bands.js [NAME...]
 *
 * Runs examples/*.json over several seeds and prints rates, variability and the bands in which independent simulators lie
 * (Brette et al. 2007, J Comput Neurosci 23:349, in Brian's and NEST's variants; Brunel 2000, J Comput Neurosci 8:183, beside the
 * prediction of the mean field).
 */
import { readFileSync } from "node:fs";
import {
  meanFieldRates,
  simulateNetwork,
  spikeTrainSpectrum,
  summarizePopulation,
  trainsOfPopulation,
} from "../dist/index.js";

/** Rates are those of the seconds from `from` on; `band` is that of the excitatory neurons, `cv` that of the intervals. */
const cases = [
  // five seeds of Brian 2.5.1: 5.48, 5.43, 6.25, 5.33, 5.75 Hz
  { name: "cuba", duration: 2, from: 0.2, band: [5, 6.4], seeds: 5 },
  { name: "cuba-nest", duration: 2, from: 0, band: [4.2, 4.8], seeds: 5 },
  { name: "coba", duration: 2, from: 0.2, band: [16, 24], cv: [1.5, 2.1], seeds: 5 },
  { name: "coba-nest", duration: 2, from: 0, band: [13.7, 15.3], seeds: 5 },
  { name: "cobahh", duration: 1, from: 0.2, band: [28, 42], seeds: 2 },
  { name: "izhikevich-2003", duration: 1, from: 0, band: [7.4, 8], seeds: 5 },
  { name: "brunel-a", duration: 0.2, from: 0.1, seeds: 1, g: 3, external: 20 },
  { name: "brunel-b", duration: 0.6, from: 0.1, seeds: 1, g: 6, external: 40 },
  { name: "brunel-c", duration: 0.6, from: 0.1, seeds: 1, g: 5, external: 20 },
  { name: "brunel-d", duration: 1, from: 0.2, seeds: 1, g: 4.5, external: 9 },
];

const asked = process.argv.slice(2);
for (const one of cases.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const document = JSON.parse(readFileSync(new URL(`../examples/${one.name}.json`, import.meta.url), "utf8"));
  if (one.g !== undefined)
    console.log(
      `${one.name}: mean field ${predicted(one)
        .map((rate) => rate.toFixed(2))
        .join(", ")} Hz`,
    );
  for (let seed = 1; seed <= one.seeds; seed++) {
    const begun = process.cpuUsage();
    const result = simulateNetwork({ ...document, seed, duration: `${one.duration} s` });
    const { user, system } = process.cpuUsage(begun);
    console.log(`${one.name} seed ${seed}: ${line(result, one)}; ${((user + system) / 1e6).toFixed(1)} s of CPU`);
  }
}

function line({ spikes }, { duration, from, band, cv }) {
  const observation = { start: from, stop: duration };
  const [e, i] = ["e", "i"].map((name) => summarizePopulation(trainsOfPopulation(spikes.get(name)), observation));
  const all = spikes.get("e").times.length + spikes.get("i").times.length;
  const inside = (value, limits) => (limits ? (value >= limits[0] && value <= limits[1] ? " ok" : " OUTSIDE") : "");
  const peak = band ? "" : `, strongest at ${strongest(spikes.get("e"), observation).toFixed(0)} Hz`;
  const shown = band ? ` (${band.join(" to ")}${inside(e.meanRate, band)})` : "";
  return (
    `e ${e.meanRate.toFixed(2)} Hz${shown}, i ${i.meanRate.toFixed(2)} Hz, CV ${e.meanCv.toFixed(2)}${inside(e.meanCv, cv)}, ` +
    `${all} spikes${peak}`
  );
}

/** The frequency above 5 Hz at which the population rate has most power. */
function strongest({ times }, observation) {
  const inside = times.filter((time) => time >= observation.start && time < observation.stop);
  const { frequencies, density } = spikeTrainSpectrum([inside], 1e-3, observation, { subtractMean: true });
  const first = frequencies.findIndex((frequency) => frequency > 5);
  return frequencies[
    first + density.subarray(first).indexOf(density.subarray(first).reduce((most, own) => Math.max(most, own)))
  ];
}

function predicted({ g, external }) {
  const neuron = { mu: 0, tau: 20e-3, threshold: 20e-3, reset: 10e-3, refractory: 2e-3 };
  return meanFieldRates(neuron, [
    { count: 1000, jump: 1e-4, rate: external },
    { count: 1000, jump: 1e-4 },
    { count: 250, jump: -g * 1e-4 },
  ]);
}
