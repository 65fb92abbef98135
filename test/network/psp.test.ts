import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

/** NEST's iaf_psc models: tau_m 10 ms, C 250 pF, threshold 15 mV above rest. */
const membrane = {
  equations: "dv/dt = -v/tau_m + I/C : volt (unless refractory)\nI : amp (input)",
  parameters: { tau_m: "10 ms", C: "250 pF", v_th: "15 mV" },
  threshold: "v > v_th",
  reset: "v = 0*volt",
  refractory: "2 ms",
};

function network(synapse: object, spikes: string[], settings: Partial<NetworkDocument>): NetworkDocument {
  return {
    populations: {
      pre: { spikes: [spikes] },
      post: { model: membrane, size: 1, record: { variables: ["v"], every: settings.dt ?? "0.1 ms" } },
    },
    projections: [{ from: "pre", to: "post", delay: "1 ms", ...synapse } as never],
    duration: "8 ms",
    ...settings,
  };
}

function potential(document: NetworkDocument): { times: Float64Array; v: Float64Array } {
  const { times, variables } = simulateNetwork(document).traces.get("post")!;
  return { times, v: variables[0]!.values };
}

const [tau, C] = [10e-3, 250e-12];

/** Potential t seconds after an alpha current of peak w arrives; Rotter and Diesmann (1999). */
function alphaPotential(t: number, w: number, tauSyn: number): number {
  if (t <= 0) return 0;
  const b = 1 / tauSyn - 1 / tau;
  return (
    ((Math.E * w) / (tauSyn * C)) *
    ((Math.exp(-t / tau) - Math.exp(-t / tauSyn)) / b ** 2 - (t * Math.exp(-t / tauSyn)) / b)
  );
}

/** Potential t seconds after an exponential current of peak w arrives. */
function exponentialPotential(t: number, w: number, tauSyn: number): number {
  if (t <= 0) return 0;
  const b = 1 / tauSyn - 1 / tau;
  return (w / C) * Math.exp(-t / tauSyn) * (Math.expm1(b * t) / b);
}

const alpha = { synapse: "alpha", parameters: { tau: "2 ms" }, weight: "100 pA" };
const exponential = { synapse: "exponential", parameters: { tau: "2 ms" }, weight: "100 pA" };

function largestError(document: NetworkDocument, expected: (t: number) => number): number {
  const { times, v } = potential(document);
  const peak = v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return v.reduce((most, value, k) => Math.max(most, Math.abs(value - expected(times[k]!)) / peak), 0);
}

describe("a postsynaptic potential follows its closed form to 1e-9", () => {
  test.each(["exact", "grid"] as const)("of an alpha current, from the end of the delay on, %s", (spikeTimes) => {
    // on the grid a spike of the step from 3.0 ms on arrives at the end of the step from 4.0 ms on
    const arrival = spikeTimes === "exact" ? 4e-3 : 4.1e-3;
    const document = network(alpha, ["3 ms"], { spikeTimes });
    expect(largestError(document, (t) => alphaPotential(t - arrival, 100e-12, 2e-3))).toBeLessThan(1e-12);
  });

  test.each([1, 0.5, 0.25, 2 ** -4, 2 ** -8])("of a spike between grid points, with steps of %f ms", (dt) => {
    const offGrid = { ...alpha, parameters: { tau: "0.3 ms" }, weight: "500 pA" };
    const document = network(offGrid, ["1.132123512 ms"], { dt: `${dt} ms` });
    expect(largestError(document, (t) => alphaPotential(t - 2.132123512e-3, 500e-12, 0.3e-3))).toBeLessThan(1e-9);
  });

  test("of an exponential current, and of several that add up", () => {
    const document = network(exponential, ["1 ms", "2.71 ms", "2.72 ms"], {});
    const expected = (t: number): number =>
      [2, 3.71, 3.72].reduce((sum, arrival) => sum + exponentialPotential(t - arrival * 1e-3, 100e-12, 2e-3), 0);
    expect(largestError(document, expected)).toBeLessThan(1e-9);
  });
});

test("the alpha potential of 100 pA into 250 pF is 0.189241665, 0.531926161, 1.224163488 mV after 1, 2, 5 ms", () => {
  const { v } = potential(network({ ...alpha, delay: "1 ms" }, ["0 ms"], { duration: "7 ms" }));
  for (const [ms, mV] of [
    [1, 0.189241665],
    [2, 0.531926161],
    [5, 1.224163488],
  ] as const)
    expect(v[Math.round((1 + ms) * 10)]! * 1000).toBeCloseTo(mV, 8);
});

test("a potential is at rest up to and including the arrival", () => {
  const { v } = potential(network(alpha, ["3 ms"], {}));
  expect(v.subarray(0, 41).every((value) => value === 0)).toBe(true);
  expect(v[41]).toBeGreaterThan(0);
});

test("a jump of the potential above the threshold is a spike at the moment of its arrival", () => {
  const document = network({ synapse: "delta", weight: "16 mV", delay: "1.23456 ms" }, ["2 ms"], {});
  const { times } = simulateNetwork(document).spikes.get("post")!;
  expect(Array.from(times)).toEqual([2e-3 + 1.23456e-3]);
});

test("a conductance pulls towards its reversal potential and its current changes sign there", () => {
  const at = (start: string) => {
    const synapse = { synapse: "exponential-conductance", parameters: { E: "5 mV", tau: "3 ms" }, weight: "20 nS" };
    const document = network(synapse, ["1 ms"], { method: "dormand-prince" });
    const post = { ...document.populations.post!, initial: { v: start }, record: { variables: ["I_syn_pre"] } };
    const { variables } = simulateNetwork({
      ...document,
      populations: { ...document.populations, post },
    } as never).traces.get("post")!;
    return variables[0]!.values[25]!;
  };
  expect(at("0 mV")).toBeGreaterThan(0);
  expect(at("9 mV")).toBeLessThan(0);
});
