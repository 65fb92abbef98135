// 10^8 uniform and 10^8 normal numbers, drawn as noise draws them, against their laws. Build first; then:
//   node bench/draws.js [SEED] [MILLIONS]
import { Graph } from "../dist/kernel/graph.js";
import { keyName, keyOf, normalQuantile, Random } from "../dist/kernel/random.js";
import { prepare } from "../dist/kernel/rates.js";
import { compileKernel } from "../dist/target/compile-kernel.js";
import { planMemory } from "../dist/target/layout.js";
import { setConstant } from "../dist/target/memory.js";

const seed = Number(process.argv[2] ?? 1);
const draws = Number(process.argv[3] ?? 100) * 1e6;
const neurons = 1000;
const window = 1000;

/** A kernel that draws and does nothing else; it observes the uniform number and the normal one made of it. */
function drawingKernel() {
  const g = new Graph();
  const uniform = new Random(g, g.leaf("constant", 1)).uniform(
    { kind: "noise", number: 0 },
    g.leaf("step"),
    g.literal(0),
  );
  const observed = [uniform, normalQuantile(g, uniform)].map((value, k) => ({ name: `y${k}`, value }));
  const kernel = {
    ops: g.ops,
    routines: g.routines,
    constants: ["dt", keyName],
    parameters: [],
    states: ["x"],
    tables: [],
  };
  const [zero, never] = [g.literal(0), g.truth(false)];
  return prepare({ ...kernel, initial: [zero], next: [zero], attention: never, observed, event: [], variables: 0 });
}

/** Mean, variance, lagged products and a histogram of numbers that come in windows of neuron after neuron. */
class Sample {
  #count = 0;
  #sums = new Float64Array(3);
  #pairs = new Float64Array(4);

  constructor(center, low, high, bins) {
    Object.assign(this, { center, low, high, histogram: new Float64Array(bins) });
  }

  add(values) {
    const { center, low, high, histogram } = this;
    const scale = histogram.length / (high - low);
    const lags = [1, 2, window, 2 * window];
    for (let i = 0; i < values.length; i++) {
      const x = values[i] - center;
      this.#sums[0] += x;
      this.#sums[1] += x * x;
      this.#sums[2] += x * x * x;
      for (let k = 0; k < lags.length; k++) {
        const lag = lags[k];
        // the first numbers of a neuron have no one before them
        if (lag < window ? i % window < lag : i < lag) continue;
        this.#pairs[k] += x * (values[i - lag] - center);
      }
      histogram[Math.max(0, Math.min(histogram.length - 1, Math.floor((values[i] - low) * scale)))]++;
    }
    this.#count += values.length;
  }

  /** Standard errors from the law's moments; those of correlations are 1/sqrt(n). */
  report(title, { variance, fourth, sixth, distribution }) {
    const n = this.#count;
    const moments = Array.from(this.#sums, (sum) => sum / n);
    const line = (what, found, error) => {
      const worst = Math.abs(found / error) > 4 ? "   FAR OFF" : "";
      console.log(
        `  ${what.padEnd(34)} ${found.toExponential(2).padStart(10)}  ${(found / error).toFixed(2).padStart(6)} standard errors${worst}`,
      );
    };
    console.log(`${title}: ${n} draws`);
    line("mean - true mean", moments[0], Math.sqrt(variance / n));
    line("variance - true variance", moments[1] - variance, Math.sqrt((fourth - variance ** 2) / n));
    line("third moment", moments[2], Math.sqrt(sixth / n));
    const names = [
      "correlation, next step",
      "correlation, two steps",
      "correlation, next neuron",
      "correlation, two neurons",
    ];
    for (const [k, name] of names.entries()) line(name, this.#pairs[k] / n / variance, 1 / Math.sqrt(n));
    const { histogram, low, high } = this;
    let [below, distance, chi] = [0, 0, 0];
    let degrees = -1;
    let [seen, wanted, last] = [0, 0, 0];
    histogram.forEach((count, k) => {
      below += count;
      const next = k === histogram.length - 1 ? 1 : distribution(low + ((k + 1) / histogram.length) * (high - low));
      distance = Math.max(distance, Math.abs(below / n - next));
      seen += count;
      wanted += n * (next - last);
      last = next;
      if (wanted < 1000) return;
      chi += (seen - wanted) ** 2 / wanted;
      degrees++;
      [seen, wanted] = [0, 0];
    });
    const kolmogorov = distance * Math.sqrt(n);
    const p = [1, 2, 3, 4, 5].reduce((sum, k) => sum + 2 * (-1) ** (k - 1) * Math.exp(-2 * (k * kolmogorov) ** 2), 0);
    console.log(`  Kolmogorov-Smirnov sqrt(n) D = ${kolmogorov.toFixed(3)}, p = ${Math.min(1, p).toFixed(3)}`);
    console.log(
      `  chi squared ${chi.toFixed(0)} of ${degrees} degrees, ${((chi - degrees) / Math.sqrt(2 * degrees)).toFixed(2)} standard errors`,
    );
  }
}

/** P(Z < z): a series near 0, a continued fraction in the tails. Abramowitz & Stegun (1964), 7.1.5 and 7.1.14. */
function normalDistribution(z) {
  const x = Math.abs(z) / Math.SQRT2;
  let tail = 0;
  if (x < 1) {
    let [term, sum] = [x, x];
    for (let k = 1; k < 40; k++) {
      term *= (-x * x) / k;
      sum += term / (2 * k + 1);
    }
    tail = 0.5 - sum / Math.sqrt(Math.PI);
  } else {
    let fraction = 0;
    for (let k = 200; k >= 1; k--) fraction = k / 2 / (x + fraction);
    tail = Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction) / 2;
  }
  return z < 0 ? tail : 1 - tail;
}

const kernel = drawingKernel();
const program = compileKernel(kernel, { neurons });
const machine = program.instantiate(planMemory(program.layout, { neurons, steps: window, every: 1 }));
const { lanes, sampleBytes } = program.layout;
setConstant(machine, 1, keyOf(seed));
machine.prepare(0, machine.plan.blocks);
machine.initialise(0, machine.plan.blocks);

const samples = [new Sample(0.5, 0, 1, 2 ** 16), new Sample(0, -6, 6, 2 ** 16)];
const values = new Float64Array(neurons * window);
let seconds = 0;
for (let step = 0; step * neurons < draws; step += window) {
  const begin = performance.now();
  machine.tabulate(step, window);
  machine.advance(0, machine.plan.blocks, step, window);
  seconds += (performance.now() - begin) / 1000;
  const memory = new Float64Array(machine.memory());
  samples.forEach((sample, observed) => {
    for (let neuron = 0; neuron < neurons; neuron++) {
      const block = machine.plan.sampleBase + Math.floor(neuron / lanes) * machine.plan.samplesOfBlock;
      const first = block / 8 + observed * lanes + (neuron % lanes);
      for (let k = 0; k < window; k++) values[neuron * window + k] = memory[first + (k * sampleBytes) / 8];
    }
    sample.add(values);
  });
}
console.log(
  `seed ${seed}; drawn in ${seconds.toFixed(1)} s (${program.target}), ${(draws / seconds / 1e6).toFixed(0)} million pairs a second`,
);
samples[0].report("uniform", { variance: 1 / 12, fourth: 1 / 80, sixth: 1 / 448, distribution: (x) => x });
samples[1].report("normal", { variance: 1, fourth: 3, sixth: 15, distribution: normalDistribution });
