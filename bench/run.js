// npm run bench [-- --only lif,hh] [-- --rounds 5] [-- --quick]
//
// Generated code against the peers, in one run: the same populations (seeded), the same arithmetic, one thread, 64-bit floats.
// Prints neuron-steps per second and ratios, and keeps them in bench/results with the machine and the date.
// --quick runs a twentieth of the steps and keeps nothing.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { disagreements, measure } from "./measure.js";
import { openOurs, step } from "./ours.js";
import { openBrian } from "./peers/brian.js";
import { openCpp } from "./peers/cpp.js";
import { openJavaScript } from "./peers/javascript.js";
import { compare, number, table } from "./report.js";
import { document, draw, workloads } from "./workloads.js";

const seed = 20251121;

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    rounds: { type: "string", default: "3" },
    quick: { type: "boolean", default: false },
  },
});

const folder = mkdtempSync(join(tmpdir(), "rheobase-bench-"));
try {
  run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run() {
  const rounds = Number(options.rounds);
  const chosen = workloads.filter(({ name }) => !options.only || options.only.split(",").includes(name));
  const competitors = [
    openOurs("rheobase"),
    openOurs("rheobase, exact spikes", { spikeTimes: "exact" }),
    openOurs("interpreter", { target: "interpreter", neurons: 100, shorten: 5 }),
    openJavaScript(),
    ...installed("g++", openCpp),
    ...installed("Brian2", openBrian),
  ];
  for (const { title, description } of competitors) console.log(`${title}: ${description}`);
  let failed = false;
  const results = [];
  for (const workload of chosen) {
    const steps = options.quick ? Math.ceil(workload.steps / 20) : workload.steps;
    console.log(`\n${workload.title}, dt ${workload.dt} ms`);
    const entries = measure(workload, competitors, { seed, rounds, folder, steps });
    console.log(compare(entries));
    const { timing } = entries[0];
    console.log(
      `  rheobase before the first step: compile ${number(timing.compile)} ms, set-up ${number(timing.setup)} ms`,
    );
    const grid = entries.filter(({ title }) => title !== "rheobase, exact spikes");
    if (entries[0].spikes === 0)
      console.error("  NOT COMPARED: in so few steps nothing fires, so the counts say nothing");
    for (const { title, spikes } of disagreements(grid)) {
      failed = true;
      console.error(`  DISAGREES: ${title} counts ${spikes} spikes, rheobase ${entries[0].spikes}`);
    }
    results.push({ name: workload.name, title: workload.title, dt: workload.dt, entries });
  }
  const small = options.only
    ? undefined
    : { ensemble: ensemble(), firstSpike: firstSpike(), fiCurve: fiCurve(), linearity: linearity(), memory: memory() };
  if (!options.quick) {
    const file = keep({ competitors, rounds, results, ...small });
    console.log(`\nwritten to ${file}`);
  }
  if (failed) process.exitCode = 1;
}

/** A peer that is not there leaves its column out, and says so. */
function installed(name, open) {
  try {
    return [open(folder)];
  } catch (error) {
    console.error(
      `\n*** ${name} IS MISSING: no ratio against it below. (${String(error.message).split("\n", 1)[0]})\n`,
    );
    return [];
  }
}

/** An f-I curve: 1,000 currents of 500 ms at 0.1 ms, as one call; from the document to the spikes. */
function ensemble() {
  const experiment = {
    model: "lif",
    parameters: { t_ref: "3 ms" },
    input: [{ stimulus: "constant", amplitude: { from: "0 nA", to: "10 nA", count: 1000 } }],
    duration: "500 ms",
    dt: "0.1 ms",
  };
  const result = {};
  for (const spikeTimes of ["exact", "grid"]) {
    let best = { whole: Infinity };
    for (let call = 0; call < 10; call++) {
      const start = performance.now();
      const { timing, spikes } = step({ ...experiment, spikeTimes });
      const whole = performance.now() - start;
      if (whole < best.whole) best = { whole, run: timing.run, spikes };
    }
    result[spikeTimes] = best;
  }
  console.log("\nf-I curve of 1,000 currents x 500 ms, dt 0.1 ms, document to spikes");
  const row = ([spikeTimes, { whole, run, spikes }]) => [
    `  ${spikeTimes}`,
    `${number(whole)} ms`,
    `${number(run)} ms`,
    String(spikes),
  ];
  console.log(table([["", "in all", "stepping", "spikes"], ...Object.entries(result).map(row)]));
  return result;
}

function firstSpike() {
  const result = {};
  console.log("\ntext of the equations to the first spike, in a fresh process, its start excluded");
  for (const name of ["adex", "hh"]) {
    const answers = [1, 2, 3].map(() => probe("first-spike", name));
    result[name] = {
      cold: Math.min(...answers.map(({ cold }) => cold)),
      warm: Math.min(...answers.map(({ warm }) => warm)),
    };
    console.log(`  ${name}: ${number(result[name].cold)} ms, again ${number(result[name].warm)} ms`);
  }
  return result;
}

/** A 1,000-point f-I curve of 500 ms with its closed form and its figure: the first question of a process, and later ones. */
function fiCurve() {
  const answers = Array.from({ length: 9 }, () => probe("fi-curve"));
  const best = (state) =>
    answers.map((answer) => answer[state]).reduce((least, own) => (own.whole < least.whole ? own : least));
  const result = { cold: best("cold"), warm: best("warm") };
  console.log(
    "\nf-I curve of 1,000 currents x 500 ms with closed form and figure; the best of 9 fresh processes, start excluded",
  );
  const row = ([state, { answer, figure, whole, cpu }]) => [
    `  ${state === "cold" ? "first" : "again"}`,
    ...[answer, figure, whole, cpu].map((milliseconds) => `${number(milliseconds)} ms`),
  ];
  console.log(table([["", "answer", "figure", "in all", "CPU"], ...Object.entries(result).map(row)]));
  return result;
}

/** Nanoseconds of one neuron-step while the population or the run grows: a straight line keeps them level. */
function linearity() {
  const workload = workloads.find(({ name }) => name === "lif-spread");
  const cases = [
    ...[1000, 10_000, 100_000].map((neurons) => ({ neurons, steps: 2000 })),
    ...[1000, 10_000, 100_000].map((steps) => ({ neurons: 1000, steps })),
  ];
  const rows = cases.map(({ neurons, steps }) => {
    const lists = draw(workload, seed);
    lists.tau_m.length = neurons / 1000;
    const experiment = document(workload, lists, { steps });
    const seconds = Math.min(...[1, 2, 3].map(() => step(experiment).seconds));
    return { neurons, steps, nanoseconds: (seconds / neurons / steps) * 1e9 };
  });
  console.log("\ntime of one neuron-step, LIF");
  const row = ({ neurons, steps, nanoseconds }) => [`  ${neurons}`, String(steps), `${number(nanoseconds)} ns`];
  console.log(table([["  neurons", "steps", "each"], ...rows.map(row)]));
  return rows;
}

/** Flat in the duration, unless something is recorded: the last run shows that the measurement would notice. */
function memory() {
  console.log("\nmost memory of a process that simulates 1,000 neurons");
  if (type() !== "Linux") {
    console.error("*** NOT MEASURED: the peak of one process is read from /proc, which only Linux has ***");
    return undefined;
  }
  const cases = [{ seconds: 1 }, { seconds: 100 }, { seconds: 20, interval: 1 }];
  return cases.map(({ seconds, interval }) => {
    const { megabytes } = probe("memory", ...[seconds, interval ?? []].flat().map(String));
    console.log(`  ${seconds} s, ${interval ? `v every ${interval} ms` : "nothing recorded"}: ${number(megabytes)} MB`);
    return { seconds, interval, megabytes };
  });
}

function probe(...words) {
  const script = fileURLToPath(new URL("probe.js", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, ...words], { encoding: "utf8" }));
}

/** Writes bench/results/DATE-CPU.json and returns its name. */
function keep({ competitors, ...measured }) {
  const [{ model }] = cpus();
  const date = new Date().toISOString().slice(0, 16);
  const slug = `${model.trim()} ${cpus().length} cores`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const name = `results/${date.replace(":", "")}-${slug}.json`;
  const machine = {
    cpu: model.trim(),
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
  };
  const programs = Object.fromEntries(competitors.map(({ title, description }) => [title, description]));
  const record = { date, machine, node: process.version, v8: process.versions.v8, seed, programs, ...measured };
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(record, null, 2)}\n`);
  return `bench/${name}`;
}
