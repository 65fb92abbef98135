// One question to a fresh process, so that nothing is compiled, cached or allocated yet:
//   node probe.js first-spike adex|hh     milliseconds from the text of the equations to the first spike
//   node probe.js fi-curve                milliseconds from the document of a 1,000-point f-I curve to the text of its figure
//   node probe.js memory SECONDS [INTERVAL]   most memory in MB of a run that long; v is recorded every INTERVAL ms, or not
import { readFileSync } from "node:fs";
import { protocols, runProtocol, simulate } from "../dist/index.js";
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
  /** The modules are loaded, nothing has run: what is there after the start. CPU is that of all threads of the process. */
  async "fi-curve"() {
    const [{ drawAnswer }, { DOMParser }] = await Promise.all([import("../dist/plot/index.js"), import("linkedom")]);
    const document = {
      protocol: "fi-curve",
      experiment: { model: "lif", parameters: { t_ref: "3 ms" }, duration: "500 ms" },
      values: { from: "0 nA", to: "10 nA", count: 1000 },
    };
    const asked = protocols.find(({ name }) => name === document.protocol);
    const rounds = [];
    for (let call = 0; call < 5; call++) {
      const cpu = process.cpuUsage();
      const start = performance.now();
      const answer = runProtocol(document);
      const answered = performance.now();
      const page = new DOMParser().parseFromString("<svg/>", "image/svg+xml");
      const figure = drawAnswer(asked, answer, { document: page }).outerHTML;
      const end = performance.now();
      const { user, system } = process.cpuUsage(cpu);
      if (answer.closedForm.values.length !== 1000 || figure.length < 1000) throw new Error("no curve, or no figure");
      rounds.push({
        answer: answered - start,
        figure: end - answered,
        whole: end - start,
        cpu: (user + system) / 1000,
      });
    }
    const [cold, ...later] = rounds;
    return { cold, warm: later.reduce((best, round) => (round.whole < best.whole ? round : best)) };
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
process.stdout.write(JSON.stringify(await probes[probe](...words)));
