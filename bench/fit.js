// What an evaluation costs: candidates of a leaky neuron under 10 s of measured current at 0.1 ms. `node bench/fit.js [candidates]`.
import { prepareFit } from "../dist/fit/fit-problem.js";

const candidates = Number(process.argv[2] ?? 1000);
const samples = 100_000;
let state = 1;
const uniform = () => {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
};
/** 0.15 nA and 0.3 nA of uniform noise: makes a leaky neuron of 200 MOhm fire some ten times a second. */
const values = Float64Array.from({ length: samples }, () => (0.15 + 0.3 * (2 * uniform() - 1)) * 1e-9);
const spikes = Float64Array.from({ length: 100 }, (_, k) => (k + 0.5) / 10);
const free = {
  tau_m: { from: "5 ms", to: "30 ms" },
  R: { from: "100 MOhm", to: "300 MOhm" },
  E_L: { from: "-75 mV", to: "-65 mV" },
  v_th: { from: "-55 mV", to: "-45 mV" },
  v_reset: { from: "-70 mV", to: "-60 mV" },
  t_ref: { from: "1 ms", to: "5 ms" },
};
const document = { fit: { free, objective: { name: "gamma" } }, experiment: { model: "lif" } };
const problem = prepareFit(document, [{ name: "noise", current: { values, rate: 1e4 }, spikes: [spikes] }]);
const drawn = Array.from({ length: candidates }, () =>
  problem.free.map(({ from, to }) => from + (to - from) * uniform()),
);
problem.evaluate(drawn.slice(0, 32));
const [wall, cpu] = [performance.now(), process.cpuUsage()];
const evaluations = problem.evaluate(drawn);
const seconds = (performance.now() - wall) / 1000;
const used = process.cpuUsage(cpu).user / 1e6;
const failed = evaluations.filter(({ failure }) => failure !== undefined).length;
console.log(
  `${candidates} candidates of 10 s: ${seconds.toFixed(2)} s by the clock, ${used.toFixed(2)} s of a core ` +
    `(${((used / (candidates * samples)) * 1e9).toFixed(1)} ns a step; ${failed} failed)`,
);
