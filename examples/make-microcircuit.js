// Writes microcircuit.json: a square millimetre of early sensory cortex in four layers, each with excitatory and inhibitory
// neurons, of Potjans & Diesmann (2014), Cereb Cortex 24:785, doi:10.1093/cercor/bhs358, at a tenth of its size.
//
//   node examples/make-microcircuit.js          writes the file beside this script
//   node examples/make-microcircuit.js 0.5 -    prints that of another size: 1 has 77,169 neurons and 0.3 billion synapses
//
// A part k of the neurons with a part k of the synapses each: weights grow by 1/sqrt(k), so that the variance of the input stays,
// and a constant current replaces the mean input that is lost. van Albada, Helias & Diesmann (2015), PLoS Comput Biol 11:e1004490.

import { writeFileSync } from "node:fs";

/** Neurons; Poisson sources of 8 Hz; mean rate in Hz at full size, which the lost input is made of. */
const populations = {
  l23e: { size: 20683, sources: 1600, rate: 0.971 },
  l23i: { size: 5834, sources: 1500, rate: 2.868 },
  l4e: { size: 21915, sources: 2100, rate: 4.746 },
  l4i: { size: 5479, sources: 1900, rate: 5.396 },
  l5e: { size: 4850, sources: 2000, rate: 8.142 },
  l5i: { size: 1065, sources: 1900, rate: 9.078 },
  l6e: { size: 14395, sources: 2900, rate: 0.991 },
  l6i: { size: 2948, sources: 2100, rate: 7.523 },
};
/** That a pair of neurons is connected at all: a row for each target, a column for each source. Table 5. */
const probabilities = [
  [0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0],
  [0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0],
  [0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0],
  [0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0],
  [0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0],
  [0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0],
  [0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252],
  [0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443],
];
const neuron = { tau_m: "10 ms", R: "40 MOhm", E_L: "-65 mV", v_th: "-50 mV", v_reset: "-65 mV", t_ref: "2 ms" };
const tau = 0.5; // ms
const excitatory = 87.8; // pA, for a potential of 0.15 mV at its peak
const inhibitory = -4 * excitatory;
const external = 8; // Hz

const names = Object.keys(populations);
const scale = Number(process.argv[2] ?? 0.1);
if (!(scale > 0 && scale <= 1)) throw new RangeError(`the size is a part of 1, not ${process.argv[2]}`);
const growth = 1 / Math.sqrt(scale);

const rounded = (value) => Number(value.toPrecision(6));
const isExcitatory = (name) => name.endsWith("e");
const sizeOf = (name) => Math.round(scale * populations[name].size);

/** In pA. Synapses from layer 4 onto layer 2/3 are twice as strong. */
function weightOf(from, to) {
  if (!isExcitatory(from)) return inhibitory;
  return from === "l4e" && to === "l23e" ? 2 * excitatory : excitatory;
}

/** Synapses at full size, of which a pair may have several: K = log(1 - p)/log(1 - 1/(N_source N_target)). */
function synapsesOf(from, to) {
  const p = probabilities[names.indexOf(to)][names.indexOf(from)];
  return Math.round(Math.log(1 - p) / Math.log1p(-1 / (populations[from].size * populations[to].size)));
}

/** What is lost of the mean input, in pA: tau (1 - sqrt(k)) times the sum of weight, in-degree and rate. */
function lostOf(to) {
  const { sources, size } = populations[to];
  const inputs = [
    excitatory * sources * external,
    ...names.map((from) => weightOf(from, to) * (synapsesOf(from, to) / size) * populations[from].rate),
  ];
  return 1e-3 * tau * (1 - Math.sqrt(scale)) * inputs.reduce((sum, input) => sum + input, 0);
}

function populationOf(name) {
  return {
    model: "lif",
    size: sizeOf(name),
    parameters: neuron,
    input: [{ stimulus: "constant", amplitude: `${rounded(lostOf(name))} pA` }],
    initial: { v: { distribution: "normal", mean: "-58 mV", sd: "10 mV" } },
  };
}

const synapse = { synapse: "exponential", parameters: { tau: `${tau} ms` } };

function backgroundOf(to) {
  const sources = rounded(scale * populations[to].sources);
  return { from: { poisson: `${external} Hz`, sources }, to, ...synapse, weight: `${rounded(growth * excitatory)} pA` };
}

function projectionOf(from, to) {
  const mean = growth * weightOf(from, to);
  const [delay, sd] = isExcitatory(from) ? [1.5, 0.75] : [0.75, 0.375];
  return {
    ...{ from, to, ...synapse },
    connect: { rule: "total", count: Math.round(scale ** 2 * synapsesOf(from, to)) },
    weight: {
      ...{ distribution: "normal", mean: `${rounded(mean)} pA`, sd: `${rounded(0.1 * Math.abs(mean))} pA` },
      ...(mean > 0 ? { min: "0 pA" } : { max: "0 pA" }),
    },
    delay: { distribution: "normal", mean: `${delay} ms`, sd: `${sd} ms`, min: "0.1 ms" },
  };
}

const document = {
  populations: Object.fromEntries(names.map((name) => [name, populationOf(name)])),
  projections: [
    ...names.map(backgroundOf),
    ...names.flatMap((to) => names.filter((from) => synapsesOf(from, to) > 0).map((from) => projectionOf(from, to))),
  ],
  ...{ duration: "1.5 s", dt: "0.1 ms", spikeTimes: "grid", seed: 1 },
};
const text = `${JSON.stringify(document, undefined, 2)}\n`;

if (process.argv[3] === "-") process.stdout.write(text);
else writeFileSync(new URL("microcircuit.json", import.meta.url), text);
