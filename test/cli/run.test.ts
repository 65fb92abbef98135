import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { runCommand } from "./recorded-terminal.ts";

/** v_ss = -50 mV after the step: the first spike at 10 + 20 ln(20/5) ms, then every 2 + 20 ln 4 ms. */
const step = JSON.stringify({
  model: "lif",
  parameters: { tau_m: "20 ms", v_th: "-55 mV", v_reset: "-70 mV" },
  input: [{ stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "190 ms" }],
  duration: "200 ms",
});
const interval = 2 + 20 * Math.log(4);
const first = 10 + 20 * Math.log(4);

const folder = () => mkdtempSync(join(tmpdir(), "rheobase-"));

test("a document on standard input is run, and its spikes are printed as JSON", async () => {
  const { code, out, complaints } = await runCommand(["run", "-", "--json"], step);
  expect([code, complaints]).toEqual([0, ""]);
  const result = JSON.parse(out);
  expect(result.axes).toEqual([]);
  expect(result.spikes.unit).toBe("ms");
  const [times] = result.spikes.times as number[][];
  expect(times).toHaveLength(6);
  times!.forEach((time, k) => {
    expect(time).toBeCloseTo(first + k * interval, 9);
  });
  expect(result).toMatchObject({ dt: "0.1 ms", method: "exact", spikeTimes: "exact", seed: 1, version: "0.1.0" });
  expect(Object.keys(result.traces)).toEqual(["time"]);
});

test("people see the method, the spikes, a trace and the fingerprint that the JSON has", async () => {
  const { code, out } = await runCommand(["run", "-"], step);
  expect(code).toBe(0);
  expect(out).toContain("method exact");
  expect(out).toMatch(/spikes\s+rate \(Hz\)\s+first \(ms\)\s+mean ISI \(ms\)\s+CV/);
  expect(out).toMatch(/6\s+30\s+37\.726\s+29\.726\s+0\.000/);
  expect(out).toContain("v (mV)");
  const { fingerprint } = JSON.parse((await runCommand(["run", "-", "--json"], step)).out);
  expect(out).toContain(`fingerprint ${fingerprint}`);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("a sweep shows one line for some of its neurons and says how many more there are", async () => {
  const sweep = 'amplitude={"from": "0 nA", "to": "10 nA", "count": 101}';
  const { out } = await runCommand(["run", "-", "--set", sweep], step);
  expect(out).toContain("amplitude (nA)");
  expect(out).toContain("rate (Hz)");
  expect(out).toContain("... and 81 more between these");
});

test("--set changes the document before it is run", async () => {
  const { out } = await runCommand(["run", "-", "--json", "--set", "amplitude=3nA", "--set", "dt=0.05ms"], step);
  const result = JSON.parse(out);
  expect(result.dt).toBe("0.05 ms");
  expect(result.spikes.times[0][0]).toBeCloseTo(10 + 20 * Math.log(2), 9);
});

test("--csv writes spikes and traces with their units", async () => {
  const path = folder();
  const record = 'record={"variables": ["v"], "every": "1 ms"}';
  const { out } = await runCommand(["run", "-", "--csv", path, "--set", record], step);
  expect(out.trim().split("\n")).toEqual([join(path, "spikes.csv"), join(path, "traces.csv")]);
  const spikes = readFileSync(join(path, "spikes.csv"), "utf8").trim().split("\n");
  expect(spikes[0]).toBe("time (ms)");
  expect(Number(spikes[1])).toBeCloseTo(first, 9);
  const traces = readFileSync(join(path, "traces.csv"), "utf8").trim().split("\n");
  expect(traces.slice(0, 2)).toEqual(["time (ms),v (mV)", "0,-70"]);
  expect(traces).toHaveLength(201);
});

test("--npz writes arrays that NumPy opens by name", async () => {
  const path = join(folder(), "sweep.npz");
  const sets = ["--set", 'amplitude=["0 nA", "2 nA"]', "--set", 'record={"variables": ["v"]}'];
  expect((await runCommand(["run", "-", "--npz", path, ...sets], step)).code).toBe(0);
  const files = unzipSync(readFileSync(path));
  expect(Object.keys(files).sort()).toEqual(
    ["about.json", "axis_amplitude.npy", "spike_members.npy", "spike_times.npy", "time.npy", "v.npy"].sort(),
  );
  expect(strFromU8(files["v.npy"]!.subarray(10, 80))).toContain("'shape': (2, 2000)");
  expect(JSON.parse(strFromU8(files["about.json"]!))).toMatchObject({ units: { v: "mV", spike_times: "ms" }, seed: 1 });
});

test("--current plays a measured current for as long as it lasts", async () => {
  const file = join(folder(), "measured.csv");
  const lines = Array.from({ length: 1000 }, (_, k) => `${(40 + k / 10).toFixed(1)},2.0,-60`);
  writeFileSync(file, `time (ms),current (nA),voltage (mV)\n${lines.join("\n")}\n`);
  const { out } = await runCommand(["run", "-", "--json", "--current", file, "--set", "record.every=0.1ms"], step);
  const times = JSON.parse(out).spikes.times[0] as number[];
  // 100 ms of 2 nA from time 0, though the recording's clock began at 40 ms.
  expect(times).toHaveLength(3);
  expect(times[0]).toBeCloseTo(20 * Math.log(4), 6);
});

test("a recording of an electrode drives the shipped example", async () => {
  // Two columns beside the time, 10 kHz, in the form that recordings of frozen noise are shared in.
  const file = join(folder(), "recording.csv");
  const rows = Array.from({ length: 5000 }, (_, k) => {
    const current = 0.15 + 0.2 * Math.sin(k / 31) * Math.sin(k / 170) + 0.15 * Math.sin(k / 411);
    return `${(k / 10).toFixed(1)},${current.toFixed(5)},-61.219`;
  });
  writeFileSync(file, `time (ms),current (nA),voltage (mV)\n${rows.join("\n")}\n`);
  const example = fileURLToPath(new URL("../../examples/in-vivo-current.json", import.meta.url));
  const { code, out } = await runCommand(["run", example, "--current", file]);
  expect(code).toBe(0);
  expect(out).toContain("adex (adaptation): 1 neuron, 500 ms in steps of 0.1 ms");
  expect(out).toMatch(/spikes at \(ms\): \d+\.\d{3}/);
  expect(out).toContain("v (mV)");
});

test("a file of samples is looked for beside the document", async () => {
  const path = folder();
  writeFileSync(join(path, "pulse.csv"), "time (ms);current (nA)\n0,0;3,0\n50,0;0\n");
  const document = { ...JSON.parse(step), input: [{ stimulus: "samples", file: "pulse.csv" }] };
  writeFileSync(join(path, "pulse.json"), JSON.stringify(document));
  const { out, complaints } = await runCommand(["run", join(path, "pulse.json"), "--json"]);
  expect(complaints).toBe("");
  expect(JSON.parse(out).spikes.times[0][0]).toBeCloseTo(20 * Math.log(2), 6);
});

test("a model and a preset that brings its stimulus are a whole document", async () => {
  const { code, out } = await runCommand(["run", "-"], '{"model": "izhikevich", "preset": "tonic-spiking"}');
  expect(code).toBe(0);
  expect(out).toContain("izhikevich (tonic-spiking)");
  expect(out).toContain("100 ms");
});
