import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { runCommand } from "./recorded-terminal.ts";

/** Of each of three neurons a spike of 16 mV above a threshold of 15 mV, 1 ms after that of its source. */
const network = {
  populations: {
    clock: { spikes: [["3 ms"], ["5 ms"], []] },
    post: {
      model: { equations: "dv/dt = -v/(10*ms) : volt", threshold: "v > 15*mV", reset: "v = 0*volt" },
      size: 3,
      record: { variables: ["v"], neurons: [0, 2], every: "1 ms" },
    },
  },
  projections: [{ name: "jumps", from: "clock", to: "post", connect: "one-to-one", weight: "16 mV", delay: "1 ms" }],
  duration: "20 ms",
};
const text = JSON.stringify(network);
const folder = mkdtempSync(join(tmpdir(), "rheobase-"));

test("a network is run, and its spikes and traces are printed as JSON", async () => {
  const { code, out, complaints } = await runCommand(["run", "-", "--json"], text);
  expect([code, complaints]).toEqual([0, ""]);
  const { spikes, traces, synapses } = JSON.parse(out);
  expect(spikes.post).toEqual({ unit: "ms", size: 3, times: [4, 6], neurons: [0, 1] });
  expect(traces.post.neurons).toEqual([0, 2]);
  expect(synapses).toEqual([3]);
});

test("people see spikes, populations, projections and the fingerprint, in lines of 80 characters", async () => {
  const { code, out } = await runCommand(["run", "-"], text);
  expect(code).toBe(0);
  expect(out).toContain("network: 6 neurons, 3 synapses, 20 ms in steps of 0.1 ms");
  expect(out).toMatch(/post\s+3\s+2\s+33\.33\s+-\s+33\.3 %/);
  expect(out).toMatch(/jumps\s+delta\s+3/);
  expect(out).toContain("post 0: v (mV)");
  const { fingerprint } = JSON.parse((await runCommand(["run", "-", "--json"], text)).out);
  expect(out).toContain(`fingerprint ${fingerprint}`);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("--csv and --npz write the states of synapses over time", async () => {
  const record = { variables: ["w"], every: "5 ms" };
  const learning = { name: "learning", from: "clock", to: "post", synapse: "stdp", weight: "1 nS", record };
  const network = {
    populations: { clock: { spikes: [["3 ms"], ["7 ms"]] }, post: { model: "lif", size: 1 } },
    projections: [learning],
    duration: "10 ms",
  };
  await runCommand(["run", "-", "--csv", folder, "--npz", join(folder, "run.npz")], JSON.stringify(network));
  expect(readFileSync(join(folder, "synapses_learning.csv"), "utf8")).toBe(
    "source,target,time (ms),w (nS)\n0,0,0,1\n0,0,5,1\n1,0,0,1\n1,0,5,1\n",
  );
  const archive = unzipSync(readFileSync(join(folder, "run.npz")));
  for (const name of ["time", "source", "target", "w"])
    expect(Object.keys(archive)).toContain(`synapses_learning_${name}.npy`);
});

test("--csv writes the spikes of all populations and the traces of each, --npz an archive of arrays", async () => {
  const { out } = await runCommand(["run", "-", "--csv", folder, "--npz", join(folder, "run.npz")], text);
  expect(out.trim().split("\n")).toEqual(
    ["spikes.csv", "traces_post.csv", "run.npz"].map((name) => join(folder, name)),
  );
  const spikes = readFileSync(join(folder, "spikes.csv"), "utf8");
  expect(spikes).toBe("population,neuron,time (ms)\nclock,0,3\nclock,1,5\npost,0,4\npost,1,6\n");
  const traces = readFileSync(join(folder, "traces_post.csv"), "utf8").split("\n");
  expect([traces[0], traces[1], traces.length]).toEqual(["neuron,time (ms),v (mV)", "0,0,0", 42]);
  const archive = unzipSync(readFileSync(join(folder, "run.npz")));
  expect(Object.keys(archive).sort()).toEqual(
    [
      "about.json",
      ...["clock", "post"].flatMap((name) => [`${name}_spike_neurons.npy`, `${name}_spike_times.npy`]),
      "post_neurons.npy",
      "post_time.npy",
      "post_v.npy",
    ].sort(),
  );
  expect(JSON.parse(strFromU8(archive["about.json"]!))).toMatchObject({ units: { post_v: "mV" }, sizes: { post: 3 } });
});

test("--set changes a place of a population or of a projection by its name", async () => {
  const { out } = await runCommand(
    ["run", "-", "--json", "--set", "jumps.delay=2ms", "--set", "post.record.neurons=[1]"],
    text,
  );
  const { spikes, traces } = JSON.parse(out);
  expect([spikes.post.times, traces.post.neurons]).toEqual([[5, 7], [1]]);
  const { code, complaints } = await runCommand(["run", "-", "--set", "pots.size=4"], text);
  expect([code, complaints]).toEqual([2, expect.stringContaining('did you mean "post"?')]);
});

test("tables of synapses and samples are read from the files that a network names", async () => {
  writeFileSync(join(folder, "pairs.csv"), "source,target\n0,2\n");
  writeFileSync(join(folder, "current.csv"), "time (ms),current (nA)\n0,1\n1,1\n2,1\n");
  const post = {
    ...network.populations.post,
    model: {
      equations: "dv/dt = (I*10*Mohm - v)/(10*ms) : volt\nI : amp (input)",
      threshold: "v > 15*mV",
      reset: "v = 0*volt",
    },
  };
  const named = {
    ...network,
    populations: { ...network.populations, post: { ...post, input: [{ stimulus: "samples", file: "current.csv" }] } },
    projections: [{ ...network.projections[0], connect: { rule: "list", file: "pairs.csv" } }],
  };
  const file = join(folder, "network.json");
  writeFileSync(file, JSON.stringify(named));
  const { spikes, traces } = JSON.parse((await runCommand(["run", file, "--json"])).out);
  expect(spikes.post.neurons).toEqual([2]);
  // 10 mV (1 - e^(-1/10)) after 1 ms
  expect(traces.post.variables.v.values[0][1]).toBeCloseTo(10 * (1 - Math.exp(-0.1)), 9);
  writeFileSync(
    file,
    JSON.stringify({
      ...named,
      projections: [{ ...named.projections[0], connect: { rule: "list", file: "none.csv" } }],
    }),
  );
  const { complaints } = await runCommand(["run", file]);
  expect(complaints).toContain("projections[0].connect.file: cannot read");
});

test("check shows populations, expected synapses and memory; a wrong document ends with 2", async () => {
  const { code, out } = await runCommand(["check", "-"], text);
  expect(code).toBe(0);
  for (const shown of [
    "post: 3 neurons",
    "clock: 3 neurons that fire at given times",
    "method exact",
    "about 3 synapses",
  ])
    expect(out).toContain(shown);
  expect(out).toMatch(/jumps\s+3\s+mV/);
  const wrong = await runCommand(["check", "-", "--set", "jumps.weight=3pA"], text);
  expect([wrong.code, wrong.complaints]).toEqual([2, expect.stringContaining('"v" is in volt')]);
});

test("threads are refused where there is no network, and sizes that no memory holds before the run", async () => {
  const neuron = await runCommand(["run", "-", "--threads", "2"], '{"model": "lif", "duration": "1 ms"}');
  expect([neuron.code, neuron.complaints]).toEqual([
    2,
    expect.stringContaining("only a network runs on several threads"),
  ]);
  const all = {
    ...network,
    populations: { ...network.populations, post: { ...network.populations.post, size: 1e8, record: {} } },
  };
  const large = JSON.stringify({
    ...all,
    projections: [{ ...network.projections[0], from: "post", connect: "all-to-all" }],
  });
  expect((await runCommand(["check", "-"], large)).out).toMatch(/about \d+\.\d GiB of memory/);
  const { code, complaints } = await runCommand(["run", "-", "--threads", "1"], large);
  expect([code, complaints]).toEqual([1, expect.stringMatching(/would take .* GiB/)]);
});

test("the schema of networks and the catalogue of synapses are printed", async () => {
  expect(JSON.parse((await runCommand(["schema", "--network"])).out).title).toBe("rheobase network");
  expect((await runCommand(["synapses"])).out).toMatch(/exponential-conductance\s+Exponential conductance/);
  expect((await runCommand(["synapses", "alpha"])).out).toContain("y += e*w/tau");
  expect((await runCommand(["synapses", "alpa"])).complaints).toContain('did you mean "alpha"?');
});

describe("figures", () => {
  const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}.json`, import.meta.url));
  const plot = async (name: string, ...more: string[]) => {
    const file = join(folder, "figure.svg");
    const { complaints } = await runCommand(["plot", example(name), "-o", file, ...more]);
    expect(complaints).toBe("");
    return readFileSync(file, "utf8");
  };
  const small = ["--set", "e.size=400", "--set", "i.size=100", "--set", "duration=200 ms"];

  test("a raster says in its title how many neurons are drawn; what excites is vermilion and what inhibits blue", async () => {
    const svg = await plot("cuba", ...small);
    expect(svg).toContain("Network of 500 neurons, 400 in e, 100 in i: 300 of the 500 neurons");
    const colourOf = (label: string) => new RegExp(`stroke="(#\\w+)" fill="none" aria-label="${label}"`).exec(svg)?.[1];
    expect(["spikes of e", "rate of e", "spikes of i", "rate of i"].map(colourOf)).toEqual([
      "#d55e00",
      "#d55e00",
      "#0072b2",
      "#0072b2",
    ]);
  });

  test.each([
    ["cv", "CV of the interspike intervals"],
    ["spectrum", "spectrum of the population rate (Hz)"],
    ["correlation", "correlation of spike counts in 5 ms"],
    ["isi", "interspike interval (ms)"],
  ])("--kind %s", async (kind, label) => {
    expect(await plot("cuba", ...small, "--kind", kind)).toContain(label);
  });

  test("weights that learn, at the end and over time", async () => {
    const short = ["--set", "duration=100 ms"];
    expect(await plot("inhibitory-plasticity", ...short, "--kind", "weights")).toContain("weight at the end (nS)");
    expect(await plot("inhibitory-plasticity", ...short, "--kind", "trace")).toContain("synapses learning: w (nS)");
    const { complaints } = await runCommand(["plot", example("epsp"), "-o", "a.svg", "--kind", "weights"]);
    expect(complaints).toContain("--kind: no synapse has a weight that changes");
  });

  test("a few neurons that record are drawn with their traces", async () => {
    const svg = await plot("coincidence");
    expect(svg).toContain("fires: v (mV)");
    expect(svg).toContain('aria-label="spikes of fires: v 0"');
  });

  test("a kind that a document does not have is refused", async () => {
    const network = await runCommand(["plot", example("epsp"), "-o", "a.svg", "--kind", "rate"]);
    expect(network.complaints).toContain('a network has no figure of the kind "rate"');
    const neuron = await runCommand(["plot", example("lif-step"), "-o", "a.svg", "--kind", "cv"]);
    expect(neuron.complaints).toContain('only a network has a figure of the kind "cv"');
  });
});

test("a run that is stopped leaves a file from which another goes on to the same fingerprint", async () => {
  const file = join(folder, "stopped.checkpoint");
  const run = (...args: string[]) => runCommand(["run", "-", "--json", ...args], text);
  const stopped = await run("--stop-at", "4.5 ms", "--checkpoint", file);
  expect(stopped.complaints).toBe(`stopped at 4.5 ms; --resume ${file} goes on from 4.5 ms\n`);
  expect(JSON.parse(stopped.out).spikes.post.times).toEqual([4]);
  const [resumed, whole] = [await run("--resume", file), await run()];
  expect([resumed.code, resumed.complaints, JSON.parse(resumed.out)]).toEqual([0, "", JSON.parse(whole.out)]);
});

test("--checkpoint keeps the last of the checkpoints on the way", async () => {
  const file = join(folder, "kept.checkpoint");
  const run = (...args: string[]) => runCommand(["run", "-", "--json", ...args], text);
  const whole = await run("--checkpoint", file, "--checkpoint-every", "7 ms");
  expect((await run("--resume", file)).out).toBe(whole.out);
  const again = await run("--resume", file, "--stop-at", "13 ms");
  expect([again.code, again.complaints]).toEqual([2, expect.stringContaining("it begins at 14 ms and ends at 20 ms")]);
});

test("checkpoints that cannot be had say why", async () => {
  const complaint = async (input: string, ...args: string[]): Promise<string> => {
    const { code, complaints } = await runCommand(["run", "-", ...args], input);
    expect(code).toBe(2);
    return complaints;
  };
  const missing = join(folder, "missing.checkpoint");
  expect(await complaint(text, "--resume", missing)).toContain("there is no such file");
  expect(await complaint(text, "--checkpoint-every", "1 ms")).toContain("add --checkpoint FILE");
  writeFileSync(missing, text);
  expect(await complaint(text, "--resume", missing)).toContain("this is not a checkpoint of rheobase");
  const single = JSON.stringify({ model: "lif", duration: "10 ms" });
  expect(await complaint(single, "--stop-at", "5 ms")).toContain("only the run of a network can be stopped");
});
