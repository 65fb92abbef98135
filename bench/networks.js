// node bench/networks.js [--only cuba,brunel] [--rounds 3] [--threads 2] [--quick]
//
// Networks against Brian2's C++ standalone device in one run: seconds of the simulation loop alone, one thread each, rounds in turn;
// ours on several threads too. These begin anew each time, with code that the engine has yet to compile: so they also run three times
// as long, and what the two thirds behind the start take is compared; and threads that are kept run it round after round. What the
// machine has to give is measured beside it: as many runs by themselves at once as there are threads, over one by itself. --quick runs
// a tenth of the time. Kept in bench/results with the machine and the date, but for --quick.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { spawnThread } from "../dist/cli/network-threads.js";
import { NetworkThreads, simulateNetwork, simulateNetworkInThreads, threadsFor } from "../dist/index.js";
import { networks } from "./network-workloads.js";
import { number, table } from "./report.js";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    rounds: { type: "string", default: "3" },
    threads: { type: "string", default: "2" },
    quick: { type: "boolean", default: false },
  },
});

// Debian's python3-brian is installed for Debian's own Python.
const python = process.env.BENCH_PYTHON ?? "/usr/bin/python3";
const script = fileURLToPath(new URL("peers/brian-networks.py", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rheobase-networks-"));
const clock = () => performance.now();
const threads = Number(options.threads);
const names = Object.keys(networks).filter((name) => !options.only || options.only.split(",").includes(name));
const results = {};

try {
  for (const name of names) results[name] = await compare(name);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report();

async function compare(name) {
  const { title, document, seconds: whole } = networks[name];
  const seconds = options.quick ? whole / 10 : whole;
  console.log(`\n${title}, ${seconds} s in steps of 0.1 ms`);
  const brian = brianOf(name, seconds);
  const runs = { rheobase: [], longer: [], threads: [], threadsLonger: [], kept: [], atOnce: [], brian: [] };
  const kept = new NetworkThreads(spawnThread);
  const alone = Array.from(
    { length: threads },
    () => new Worker(new URL("at-once.js", import.meta.url), { workerData: name }),
  );
  let last;
  const together = (seconds) => simulateNetworkInThreads(document(seconds), { threads, spawn: spawnThread, clock });
  for (let round = 0; round < Number(options.rounds); round++) {
    last = simulateNetwork(document(seconds), { clock });
    runs.rheobase.push(last.timing.run / 1000);
    if (brian) runs.brian.push(brian());
    const shared = await together(seconds);
    if (shared.fingerprint !== last.fingerprint) throw new Error("threads change the result");
    runs.threads.push(shared.timing.run / 1000);
    runs.kept.push((await kept.simulate(document(seconds), { threads, clock })).timing.run / 1000);
    runs.atOnce.push(Math.max(...(await Promise.all(alone.map((worker) => answerOf(worker, seconds))))));
    runs.longer.push(simulateNetwork(document(3 * seconds), { clock }).timing.run / 1000);
    runs.threadsLonger.push((await together(3 * seconds)).timing.run / 1000);
  }
  kept.close();
  for (const worker of alone) worker.terminate();
  const best = Object.fromEntries(Object.entries(runs).map(([key, times]) => [key, Math.min(...times)]));
  const spikes = [...last.spikes.values()].reduce((sum, { times }) => sum + times.length, 0);
  const size = [...last.spikes.values()].reduce((sum, own) => sum + own.size, 0);
  const { compile, setup } = last.timing;
  const started = (best.longer - best.rheobase) / (best.threadsLonger - best.threads);
  const given = (threads * best.rheobase) / best.atOnce;
  const worth = threadsFor(document(seconds), threads);
  const ratio = brian ? best.brian / best.rheobase : undefined;
  console.log(
    table([
      ["", "seconds", "Brian2 / it"],
      ["  rheobase, one thread", number(best.rheobase), brian ? number(ratio) : "-"],
      ...(brian ? [["  Brian2, one thread", number(best.brian), "1"]] : []),
    ]),
  );
  console.log(
    `  mean rate ${number(spikes / size / seconds)} Hz; before the first step: compile ${number(compile)} ms, synapses ${number(setup)} ms` +
      `\n  ${threads} threads ${number(best.threads)} s, ${number(best.rheobase / best.threads)}x; behind the start ${number(started)}x; kept from run to run ${number(best.rheobase / best.kept)}x; ` +
      `${threads} runs at once ${number(given)}x; ` +
      `rheobase run takes ${worth} of them`,
  );
  return { title, seconds, ...best, ratio, started, given, worth, rate: spikes / size / seconds, compile, setup };
}

/** Seconds of the steps of a run by itself. */
function answerOf(worker, seconds) {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.postMessage(seconds);
  });
}

/** Builds Brian2's program; each call runs it and reads the time of its loop. */
function brianOf(name, seconds) {
  const code = join(folder, name);
  try {
    execFileSync(python, ["-W", "ignore", script, name, code, String(seconds)], { stdio: "pipe" });
  } catch (error) {
    console.error(`*** Brian2 IS MISSING: no ratio against it. (${String(error.message).split("\n", 1)[0]})`);
    return undefined;
  }
  return () => {
    execFileSync(join(code, "main"), [], { cwd: code, stdio: "pipe" });
    const info = readdirSync(join(code, "results")).find((file) => file === "last_run_info.txt");
    return Number(readFileSync(join(code, "results", info), "utf8").split(" ")[0]);
  };
}

function report() {
  if (options.quick) return;
  const [{ model }] = cpus();
  const date = new Date().toISOString().slice(0, 16);
  const slug = `${model.trim()} ${cpus().length} cores networks`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const file = `results/${date.replace(":", "")}-${slug}.json`;
  const record = { date, cpu: model.trim(), cores: cpus().length, node: process.version, threads, results };
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(record, null, 2)}\n`);
  console.log(`\nwritten to bench/${file}`);
}
