// One question to a fresh process, so that nothing is compiled, cached or allocated yet:
//   node probe.js first-spike adex|hh     milliseconds from the text of the equations to the first spike
//   node probe.js memory SECONDS [INTERVAL]   most memory in MB of a run that long; v is recorded every INTERVAL ms, or not
import { readFileSync } from "node:fs";
import { simulate } from "../dist/index.js";
import { workloads } from "./workloads.js";

const cells = {
  adex: { b: "80.5 pA", I: "1000 pA" },
  hh: { g_Na: "20 uS", I: "1000 pA" },
};

const probes = {
  "first-spike"(name) {
    const { model, dt } = workloads.find((workload) => workload.name === name);
    const experiment = { model, parameters: cells[name], duration: "15 ms", dt: `${dt} ms` };
    const milliseconds = [];
    for (let call = 0; call < 5; call++) {
      const start = performance.now();
      const { spikes } = simulate(experiment);
      milliseconds.push(performance.now() - start);
      if (spikes.times.length === 0) throw new Error(`${name} did not fire`);
    }
    return { cold: milliseconds[0], warm: Math.min(...milliseconds) };
  },
  memory(seconds, interval) {
    const { model } = workloads.find((workload) => workload.name === "lif");
    const I = { from: "0.5 nA", to: "1.9 nA", count: 1000 };
    const record = interval ? { record: { variables: ["v"], every: `${interval} ms` } } : {};
    simulate({ model, parameters: { I }, duration: `${seconds} s`, dt: "0.1 ms", ...record });
    // Not resourceUsage().maxRSS: Linux carries the parent's over to the child. VmHWM begins anew with the program.
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"));
    return { megabytes: kilobytes / 1024 };
  },
};

const [probe, ...words] = process.argv.slice(2);
process.stdout.write(JSON.stringify(probes[probe](...words)));
