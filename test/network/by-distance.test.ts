import { expect, test } from "vitest";
import { simulateNetwork } from "../../src/index.ts";

const line = { on: "line", length: "2 mm" } as const;
/** Fires at once when a spike arrives. */
const relay = {
  equations: "dv/dt = -v/(10*ms) : volt\nI : amp (input)",
  threshold: "v > 1*mV",
  reset: "v = 0*mV",
};

/** When each of four neurons on a line, 0.5 mm apart, hears of the first of four sources, which are where they are. */
function arrivals(projection: object, positions: object = line): number[] {
  const document = {
    populations: {
      from: { spikes: [["1 ms"], [], [], []], positions: line },
      to: { model: relay, size: 4, ...(Object.keys(positions).length > 0 ? { positions } : {}) },
    },
    projections: [{ from: "from", to: "to", weight: "2 mV", delay: "1 ms", ...projection }],
    duration: "10 ms",
  };
  const { times, neurons } = simulateNetwork(document as never).spikes.get("to")!;
  const found = [0, 1, 2, 3].map(() => Number.NaN);
  neurons.forEach((neuron, k) => {
    found[neuron] = times[k]! * 1000;
  });
  return found;
}

test("a delay may be the way divided by the velocity of conduction", () => {
  const delay = { expression: "delay_syn + d/velocity", parameters: { delay_syn: "0.5 ms", velocity: "0.3 m/s" } };
  const found = arrivals({ delay });
  [0, 1, 2, 3].forEach((k) => {
    expect(found[k]).toBeCloseTo(1 + 0.5 + (0.5 * k) / 0.3, 9);
  });
});

test("a weight may fall with the distance, so that only the nearer neurons fire", () => {
  // 3 mV exp(-d/1 mm): 3, 1.82, 1.10, 0.67 mV
  const weight = { expression: "3*mV*exp(-d/lambda)", parameters: { lambda: "1 mm" } };
  const found = arrivals({ weight });
  expect(found.map((time) => !Number.isNaN(time))).toEqual([true, true, true, false]);
});

test("the synapses of a rule get their values by their own distances", () => {
  const pairs = [
    [0, 3],
    [0, 1],
  ];
  const found = arrivals({
    connect: { rule: "list", pairs },
    delay: { expression: "1*ms + d/velocity", parameters: { velocity: "1 m/s" } },
  });
  expect(found[1]).toBeCloseTo(2.5, 9);
  expect(found[3]).toBeCloseTo(3.5, 9);
  expect(found.filter((time) => !Number.isNaN(time)).length).toBe(2);
});

const weight = (expression: string, parameters: object = {}) => ({ weight: { expression, parameters } });
test.each<[string, object, object, string]>([
  ["populations without positions", weight("1*mV*exp(-d/mm)"), {}, "needs positions of both populations"],
  ["positions of another kind", weight("1*mV"), { on: "ring", length: "2 mm" }, "distances need the same kind"],
  ["an expression that is in another unit", { delay: { expression: "d" } }, line, "delay.expression"],
  ["a value that is not finite", weight("1*mV*mm/d"), line, "of source 0 and target 0"],
  ["a name that is unknown", weight("1*mV*exp(-d/lambda)"), line, "projections[0].weight.expression"],
  ["a parameter that is not used", weight("1*mV", { lambda: "1 mm" }), line, "projections[0].weight.parameters.lambda"],
  ["time", weight("1*mV*t/second"), line, '"t" cannot stand in a function of the distance'],
  ["a delay below zero", { delay: { expression: "0.1*ms - d/(1*meter/second)" } }, line, "must not be negative"],
  ["another key", { weight: { expression: "1*mV", sigma: 3 } }, line, "projections[0].weight.sigma"],
])("a function of the distance is refused with %s", (_, projection, positions, message) => {
  expect(() => arrivals(projection, positions)).toThrow(message);
});
