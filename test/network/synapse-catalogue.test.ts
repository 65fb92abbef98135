import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork, synapses } from "../../src/index.ts";

const neuron = {
  equations: "dv/dt = (E_L - v + R*I)/tau_m : volt\nI : amp (input)",
  parameters: { E_L: "-70 mV", R: "100 Mohm", tau_m: "20 ms" },
  threshold: "v > -50*mV",
  reset: "v = -60*mV",
};

function document(synapse: string, weight: string, settings: Partial<NetworkDocument> = {}): NetworkDocument {
  return {
    populations: {
      pre: { spikes: [["1 ms", "4 ms"]] },
      post: { model: neuron, size: 1, record: { variables: ["v"] } },
    },
    projections: [{ from: "pre", to: "post", synapse, weight, delay: "1 ms" } as never],
    duration: "20 ms",
    ...settings,
  };
}

describe.each(synapses.map((synapse) => [synapse.name, synapse] as const))("%s", (name, { definition, meanings }) => {
  test("runs with its own parameters, and moves the membrane potential", () => {
    const weight = name === "delta" ? "1 mV" : definition.receptor?.includes("conductance") ? "1 nS" : "100 pA";
    const v = simulateNetwork(document(name, weight)).traces.get("post")!.variables[0]!.values;
    expect(v.some((value) => Math.abs(value + 0.07) > 1e-5)).toBe(true);
    expect(v.every(Number.isFinite)).toBe(true);
  });

  test("says what each of its names means", () => {
    const declared = `${definition.receptor ?? ""}\n${definition.equations ?? ""}`
      .split("\n")
      .flatMap((line) => /^\s*(?:d(\w+)\/dt\s*=|(\w+)\s*[=:])/.exec(line)?.slice(1) ?? [])
      .filter((own) => own !== undefined);
    for (const own of [...declared, ...Object.keys(definition.parameters ?? {}), "w"])
      expect(Object.keys(meanings), own).toContain(own);
  });
});

describe("the magnesium block of NMDA", () => {
  /** The charge that a neuron takes whose potential stays where it is. */
  const clamped = (v: number): number => {
    const held = {
      equations: "dv/dt = 0*volt/second : volt\ndq/dt = I : coulomb\nI : amp (input)",
      threshold: "v > 1*volt",
      initial: { v: `${v} mV` },
    };
    const { traces } = simulateNetwork({
      ...document("nmda", "1 nS"),
      populations: {
        pre: { spikes: [["1 ms"]] },
        post: { model: held, size: 1, record: { variables: ["q"], every: "19 ms" } },
      },
      duration: "19.1 ms",
    });
    return traces.get("post")!.variables[0]!.values[1]!;
  };

  test.each([-80, -60, -40, -20, 20])("at %i mV lets through 1/(1 + exp(-0.062 v)/3.57) of the current", (v) => {
    // from the arrival at 2 ms to 19 ms; peak of the conductance 1 nS
    const [rise, decay, t] = [2e-3, 100e-3, 17e-3];
    const peak = ((decay * rise) / (decay - rise)) * Math.log(decay / rise);
    const scale = 1e-9 / (Math.exp(-peak / decay) - Math.exp(-peak / rise));
    const charge = scale * (decay * -Math.expm1(-t / decay) - rise * -Math.expm1(-t / rise)) * -v * 1e-3;
    const open = 1 / (1 + Math.exp(-0.062 * v) / 3.57);
    expect(Math.abs(clamped(v) / (charge * open) - 1)).toBeLessThan(1e-9);
  });
});

test("short-term plasticity of Stimberg et al. (2018) is the same recursion in rates", () => {
  const of = (synapse: object) =>
    simulateNetwork({
      ...document("delta", "1 mV"),
      populations: {
        pre: { spikes: [["1 ms", "4 ms", "6 ms", "13 ms"]] },
        post: { model: neuron, size: 1, record: { variables: ["v"] } },
      },
      projections: [{ from: "pre", to: "post", weight: "5 mV", delay: "1 ms", synapse } as never],
    }).traces.get("post")!.variables[0]!.values;
  const rates = of({
    equations: "dx_S/dt = Omega_d*(1 - x_S) : 1\ndu_S/dt = -Omega_f*u_S : 1",
    parameters: { Omega_d: "2 Hz", Omega_f: "3.33 Hz", U_0: 0.6 },
    initial: { x_S: 1 },
    onPre: "u_S += U_0*(1 - u_S); v += w*u_S*x_S; x_S -= u_S*x_S",
  });
  const times = of({
    equations: "dx/dt = (1 - x)/tau_rec : 1\ndu/dt = -u/tau_fac : 1",
    parameters: { tau_rec: "0.5 s", tau_fac: `${1 / 3.33} s`, U: 0.6 },
    initial: { x: 1 },
    onPre: "u += U*(1 - u); v += w*u*x; x -= u*x",
  });
  rates.forEach((v, k) => {
    expect(v).toBeCloseTo(times[k]!, 14);
  });
});
