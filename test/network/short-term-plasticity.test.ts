import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

/** A neuron that keeps what arrives: g is the sum of all amounts. */
const adder = { equations: "dv/dt = 0*volt/second : volt\ndg/dt = 0/second : 1", threshold: "v > 1*volt" };

interface Train {
  readonly U: number;
  readonly rec: number;
  readonly fac: number;
  readonly values: readonly number[];
}

/** Efficacies of a 20 Hz train in NEST's tsodyks2; times in ms. */
const trains: readonly Train[] = [
  { U: 0.67, rec: 450, fac: 0, values: [0.67, 0.268307, 0.149688, 0.11466, 0.104316, 0.101262, 0.10036, 0.100094] },
  {
    ...{ U: 0.1, rec: 100, fac: 1000 },
    values: [0.1, 0.174353, 0.221999, 0.250531, 0.267988, 0.279758, 0.28864, 0.29586],
  },
  { U: 0.5, rec: 800, fac: 0, values: [0.5, 0.265147, 0.154835, 0.10302, 0.078683, 0.067251, 0.061882, 0.05936] },
];

/** Recursion of tsodyks2 for a train of constant interval. */
function efficacies({ U, rec, fac }: Train, count: number): number[] {
  let [x, u] = [1, U];
  return Array.from({ length: count }, () => {
    const now = x * u;
    x = 1 + (x - x * u - 1) * Math.exp(-50 / rec);
    u = U + u * (1 - U) * (fac === 0 ? 0 : Math.exp(-50 / fac));
    return now;
  });
}

function amounts({ U, rec, fac }: Train, settings: Partial<NetworkDocument>, count = 8): number[] {
  const onPre = "u += U*(1 - u); g += w*u*x; x -= u*x";
  const equations = "dx/dt = (1 - x)/tau_rec : 1\ndu/dt = -u/tau_fac : 1";
  const parameters = { U, tau_rec: `${rec} ms`, tau_fac: `${fac} ms` };
  const { traces } = simulateNetwork({
    populations: {
      pre: { spikes: [Array.from({ length: count }, (_, k) => `${10 + 50 * k} ms`)] },
      post: { model: adder, size: 1, record: { variables: ["g"], every: "50 ms" } },
    },
    projections: [
      {
        from: "pre",
        to: "post",
        weight: 1,
        delay: "2 ms",
        synapse: { equations, parameters, initial: { x: 1 }, onPre },
      },
    ],
    duration: `${50 * count + 50} ms`,
    ...settings,
  });
  const { values } = traces.get("post")!.variables[0]!;
  return Array.from({ length: count }, (_, k) => values[k + 1]! - values[k]!);
}

describe.each(["grid", "exact"] as const)("the efficacies of a 20 Hz train follow tsodyks2, %s", (spikeTimes) => {
  test.each(trains)("U $U, tau_rec $rec ms, tau_fac $fac ms", (train) => {
    const found = amounts(train, { spikeTimes });
    const expected = efficacies(train, 8);
    found.forEach((value, k) => {
      expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-12);
      expect(value).toBeCloseTo(train.values[k]!, 6);
    });
  });
});

test("depression alone comes to the steady state U (1 - e)/(1 - (1 - U) e), e = exp(-interval/tau_rec)", () => {
  const found = amounts(trains[2]!, { spikeTimes: "grid" }, 60);
  const e = Math.exp(-50 / 800);
  expect(found.at(-1)).toBeCloseTo((0.5 * (1 - e)) / (1 - 0.5 * e), 12);
  expect(Math.abs(found.at(-1)! - 0.057125851)).toBeLessThan(1e-8);
});

test("the synapse of the catalogue drives its current by the same efficacies", () => {
  const { traces } = simulateNetwork({
    populations: {
      pre: { spikes: [["1 ms", "6 ms"]] },
      post: {
        model: { equations: "dv/dt = I/C : volt\nI : amp (input)", parameters: { C: "1 nF" } },
        size: 1,
        record: { variables: ["I_syn_pre"], every: "5 ms" },
      },
    },
    projections: [
      {
        ...{ from: "pre", to: "post", synapse: "tsodyks-markram", weight: "1 nA", delay: "1 ms" },
        parameters: { tau_fac: "100 ms", U: "0.2" },
      },
    ],
    duration: "10.1 ms",
  });
  const [U, u, recovered] = [0.2, 0.2 + 0.2 * 0.8 * Math.exp(-0.05), 1 - 0.2 * Math.exp(-5 / 800)];
  const [first, second] = [U * Math.exp(-3 / 3), U * Math.exp(-8 / 3) + u * recovered * Math.exp(-3 / 3)];
  const { values } = traces.get("post")!.variables[0]!;
  expect(Math.abs(values[1]! / 1e-9 - first)).toBeLessThan(1e-12);
  expect(Math.abs(values[2]! / 1e-9 - second)).toBeLessThan(1e-12);
});
