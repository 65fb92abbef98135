import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type NetworkDocument, type NetworkResult, simulateNetwork, trainsOfPopulation } from "../../src/index.ts";
import { runCommand } from "../cli/recorded-terminal.ts";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const read = (name: string): NetworkDocument => JSON.parse(readFileSync(`${folder}${name}.json`, "utf8"));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -5))
  // its three million synapses have a test of their own
  .filter((name) => "populations" in read(name) && name !== "microcircuit");

/** What makes the large ones small: they are to run, not to be judged, here. */
function shortened(name: string): string[] {
  const sizes = name.startsWith("brunel") ? ["e.size=500", "i.size=125"] : [];
  const isLong =
    name === "inhibitory-plasticity" || name.startsWith("cuba") || name.startsWith("coba") || sizes.length > 0;
  return [...(isLong ? ["duration=60 ms"] : []), ...sizes].flatMap((change) => ["--set", change]);
}

test.each(names)("%s runs and fires", async (name) => {
  const { code, complaints, out } = await runCommand([
    "run",
    `${folder}${name}.json`,
    "--json",
    "--threads",
    "1",
    ...shortened(name),
  ]);
  expect([code, complaints]).toEqual([0, ""]);
  const { spikes } = JSON.parse(out) as { spikes: Record<string, { times: number[] }> };
  expect(Object.values(spikes).some(({ times }) => times.length > 0)).toBe(true);
});

/** The first recorded variable of a population, by neuron. */
function tracesOf({ traces }: NetworkResult, name: string, variable = "v"): Float64Array[] {
  const { times, neurons, variables } = traces.get(name)!;
  const { values } = variables.find((own) => own.name === variable)!;
  return Array.from(neurons, (_, m) => values.subarray(m * times.length, (m + 1) * times.length));
}

const countOf = ({ spikes }: NetworkResult, name: string): number => spikes.get(name)!.times.length;

describe("one spike and twenty", () => {
  test("one raises the potential by the peak of the closed form, and the neuron stays silent", () => {
    const result = simulateNetwork(read("epsp"));
    const [v] = tracesOf(result, "post");
    // w/C (e^(-t/tau_m) - e^(-t/tau))/(1/tau - 1/tau_m) of 100 pA and 200 pF peaks at ln(tau_m/tau)/(1/tau - 1/tau_m)
    const [tau, tauM] = [5, 20];
    const rate = 1 / tau - 1 / tauM;
    const t = Math.log(tauM / tau) / rate;
    const peak = (0.5 * (Math.exp(-t / tauM) - Math.exp(-t / tau))) / rate;
    expect(1000 * v!.reduce((most, value) => Math.max(most, value), -1) + 60).toBeCloseTo(peak, 4);
    expect(countOf(result, "post")).toBe(0);
  });

  test("twenty that come together make the neuron fire, and the same ones spread over 76 ms do not", () => {
    const result = simulateNetwork(read("coincidence"));
    expect([countOf(result, "fires"), countOf(result, "stays")]).toEqual([1, 0]);
  });
});

test("shunting inhibition divides a potential, subtractive inhibition takes something from it", () => {
  const result = simulateNetwork(read("shunting-inhibition"));
  const [alone, shunted, subtracted] = ["alone", "shunted", "subtracted"].map((name) => tracesOf(result, name));
  const rise = (v: Float64Array): number => 0.06 + v.reduce((most, value) => Math.max(most, value), -1);
  const ratios = alone!.map((v, k) => rise(shunted![k]!) / rise(v));
  expect(ratios[0]).toBeLessThan(0.8);
  for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0]!, 6);
  const differences = alone!.map((v, k) => v[500]! - subtracted![k]![500]!);
  expect(1000 * differences[0]!).toBeGreaterThan(0.5);
  for (const difference of differences) expect(difference).toBeCloseTo(differences[0]!, 12);
});

test("the current through an inhibitory synapse is inward below its reversal potential of -70 mV, outward above, none there", () => {
  const currents = tracesOf(simulateNetwork(read("reversal-potential")), "post", "I_syn_pre");
  // held at -100, -90, ..., -40 mV; 2 nS at first
  expect(currents.map((current) => Math.sign(current[215]!))).toEqual([1, 1, 1, 0, -1, -1, -1]);
});

test("two cells that inhibit each other come into anti-phase", () => {
  const { times, neurons, size } = simulateNetwork(read("anti-phase")).spikes.get("cells")!;
  const [one, other] = trainsOfPopulation({ times, neurons, size }).map((train) => train.slice(-3)) as [
    Float64Array,
    Float64Array,
  ];
  const period = one[1]! - one[0]!;
  const between = other.find((time) => time > one[0]!)!;
  expect((between - one[0]!) / period).toBeCloseTo(0.5, 2);
});

describe("a synfire chain of ten groups of 100; Diesmann, Gewaltig & Aertsen (1999), Nature 402:529", () => {
  const lastGroup = (document: NetworkDocument): number => {
    const trains = trainsOfPopulation(simulateNetwork(document).spikes.get("group10")!);
    // the packet needs some 55 ms to the last group
    return trains.filter((train) => train.some((time) => time > 0.1 && time < 0.12)).length;
  };

  test("a packet of 85 spikes within 1 ms reaches the last group", () => {
    expect(lastGroup(read("synfire"))).toBeGreaterThan(90);
  });

  test("one of 45 spikes within 3 ms dies on the way", () => {
    const document = read("synfire");
    const { spikes } = document.populations.packet as { spikes: string[][] };
    const times = Array.from({ length: 45 }, (_, k) => Number.parseFloat(spikes[Math.floor((85 * k) / 45)]![0]!));
    const packet = { spikes: times.map((time) => [`${50 + 3 * (time - 50)} ms`]) };
    expect(lastGroup({ ...document, populations: { ...document.populations, packet } })).toBeLessThan(30);
  });
});
