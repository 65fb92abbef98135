import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type NetworkDocument, type NetworkResult, simulateNetwork } from "../../src/index.ts";
import { positionsOf } from "../../src/network/positions.ts";
import { withReference } from "../shared.ts";

const workingMemory = JSON.parse(
  readFileSync(new URL("../../examples/working-memory.json", import.meta.url), "utf8"),
) as NetworkDocument;
const { expression, parameters } = workingMemory.projections![2]!.weight as {
  expression: string;
  parameters: Record<string, string | number>;
};

/** The example with other numbers; `weights` are those of E to E, E to I, I to E, I to I. */
function variant(change: {
  rate?: string;
  cued?: boolean;
  weights?: [string, string, string, string];
}): NetworkDocument {
  const { rate = "1.4 Hz", cued = true, weights } = change;
  const { E, I } = workingMemory.populations as Record<"E" | "I", object>;
  const projections = workingMemory.projections!.map((projection, k) => {
    if (k < 2) return { ...projection, from: { poisson: rate, sources: 1000 } };
    if (!weights) return projection;
    if (k > 2) return { ...projection, weight: weights[k - 2]! };
    return { ...projection, weight: { expression, parameters: { ...parameters, g: weights[0] } } };
  });
  return { ...workingMemory, populations: { E: { ...E, ...(cued ? {} : { input: [] }) }, I } as never, projections };
}

/** Over the last 100 ms: rates in Hz; mean direction of the spikes in degrees and how much they agree, 0 to 1. */
function lately({ spikes, duration }: NetworkResult) {
  const rate = (name: string): number => {
    const { times, size } = spikes.get(name)!;
    return times.filter((time) => time >= duration - 0.1).length / size / 0.1;
  };
  const { times, neurons, size } = spikes.get("E")!;
  const angles = Array.from(neurons, (neuron) => ((neuron + 0.5) * 2 * Math.PI) / size);
  const last = angles.filter((_, k) => times[k]! >= duration - 0.1);
  const [x, y] = [Math.cos, Math.sin].map((f) => last.reduce((sum, angle) => sum + f(angle), 0) / last.length);
  return { E: rate("E"), I: rate("I"), degrees: (Math.atan2(y!, x!) * 180) / Math.PI, agreement: Math.hypot(x!, y!) };
}

/** Mean weight of all neurons of a ring onto one. */
function meanWeight(N: number, profile: object): number {
  const ring = { on: "ring", length: 360 } as const;
  const neuron = { equations: "dv/dt = I/nF : volt\nI : amp (input)" };
  const synapse = { receptor: "W : 1\nI_syn = W*pA : amp", current: "I_syn", sum: "W = w" };
  const { traces } = simulateNetwork({
    populations: {
      all: { model: neuron, size: N, positions: ring },
      one: { model: neuron, size: 1, positions: ring, record: { variables: ["W_x"] } },
    },
    projections: [
      {
        ...{ from: "all", to: "one", receptor: "x", synapse },
        weight: { expression: expression.replace("g*", ""), parameters: profile as Record<string, number> },
      },
    ],
    ...{ duration: "0.1 ms", dt: "0.1 ms" },
  });
  return traces.get("one")!.variables[0]!.values[0]! / N;
}

withReference("neurodynex/working_memory.json", ({ read }) => {
  test("the weights of the ring have the mean 1 for every height and width of the bell", () => {
    const { rows } = read<{ rows: { Jpos: number; sigma: number; Jneg: number }[] }>("WM-01-weight-profile").expected;
    for (const { Jpos, sigma, Jneg } of rows)
      expect(Math.abs(meanWeight(1024, { J_p: Jpos, J_m: Jneg, sigma }) - 1)).toBeLessThan(1e-9);
    const own = rows.find(({ Jpos, sigma }) => Jpos === parameters.J_p && sigma === parameters.sigma)!;
    expect(Math.abs((parameters.J_m as number) - own.Jneg)).toBeLessThan(1e-9);
  });

  test("the neurons of a ring of 360 degrees are in the middle of equal parts", () => {
    const { expected } = read<Record<"a" | "b", [number[], number, number[]]>>("WM-02-orientation");
    for (const [neurons, size, angles] of [expected.a, expected.b]) {
      const { axes } = positionsOf({ on: "ring", length: 360 }, { size, seed: 1, object: 1, path: "positions" });
      neurons.forEach((neuron, k) => {
        expect(Math.abs(axes[0]![neuron]! + 180 - angles[k]!)).toBeLessThan(0.0051);
      });
    }
  });

  test("with too little input from outside the network is silent, and with a little more it fires without a bump", () => {
    const ids = {
      "1.0 Hz": "WM-run-corrected-unstructured-1.0Hz-seed1",
      "1.3 Hz": "WM-run-corrected-unstructured-1.3Hz-seed1",
    };
    const silent = lately(simulateNetwork({ ...variant({ rate: "1.0 Hz", cued: false }), duration: "300 ms" }));
    expect(read<{ E_rate_hz_by_50ms: number[] }>(ids["1.0 Hz"]).expected.E_rate_hz_by_50ms.at(-1)).toBe(0);
    expect(silent.E).toBeLessThan(0.05);
    const reference = read<{ I_rate_hz_by_50ms: number[] }>(ids["1.3 Hz"]).expected.I_rate_hz_by_50ms.slice(4);
    const inhibitory = reference.reduce((sum, rate) => sum + rate, 0) / reference.length;
    const low = lately(simulateNetwork({ ...variant({ rate: "1.3 Hz", cued: false }), duration: "400 ms" }));
    expect(low.E).toBeGreaterThan(0.3);
    expect(low.E).toBeLessThan(1);
    expect(Math.abs(low.I / inhibitory - 1)).toBeLessThan(0.25);
    expect(low.agreement).toBeLessThan(0.6);
  });
});

describe("a weak current into the neurons around 120 degrees, for 200 ms,", () => {
  test("leaves a bump of 12.8 Hz there, with 49 Hz of inhibition", () => {
    const { E, I, degrees, agreement } = lately(simulateNetwork(workingMemory));
    expect(Math.abs(E / 12.8 - 1)).toBeLessThan(0.25);
    expect(Math.abs(I / 49 - 1)).toBeLessThan(0.25);
    expect(Math.abs(degrees - 119)).toBeLessThan(10);
    expect(agreement).toBeGreaterThan(0.9);
  });

  test("ignites nothing with the conductances that neurodynex3 ships", () => {
    // 0.381, 0.292, 1.336 and 1.024 nS, twice
    const shipped = variant({ weights: ["0.762 nS", "0.584 nS", "2.672 nS", "2.048 nS"] });
    const { E, I } = lately(simulateNetwork(shipped));
    expect(E).toBeLessThan(0.6);
    expect(I).toBeLessThan(2);
  });
});
