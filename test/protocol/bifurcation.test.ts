import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

test("FitzHugh and Nagumo's neuron oscillates between its Hopf points at 1.25907 and 2.74093", () => {
  const experiment = { model: "fitzhugh-nagumo" } as const;
  const { points, ...diagram } = runProtocol({ protocol: "bifurcation", experiment, range: [0, 4] });
  // trace 0: 1 - 3 v^2 = 0.05, omega^2 = 0.05 - 0.0025 per ms^2; neurodynex.md FHN-02
  const frequency = (1000 * Math.sqrt(0.0975)) / (2 * Math.PI);
  expect(points.map(({ kind, value }) => [kind, value])).toEqual([
    ["Hopf", { name: "amplitude", unit: "1", value: expect.closeTo(1.25907027874, 9) }],
    ["Hopf", { name: "amplitude", unit: "1", value: expect.closeTo(2.74092972126, 9) }],
  ]);
  for (const point of points)
    expect(point.frequency).toMatchObject({ unit: "Hz", value: expect.closeTo(frequency, 6) });
  for (const [k, I] of diagram.varied.values.entries()) {
    // I = w - v + v^3 with w = 2 v + 2 on the curve
    const v = diagram.equilibrium.values[k]!;
    expect(v ** 3 + v + 2).toBeCloseTo(I, 9);
    expect(diagram.unstableDirections.values[k]).toBe(I > 1.25907027874 && I < 2.74092972126 ? 2 : 0);
  }
  expect(diagram.cycleAt.values.every((I) => I > 1.2 && I < 2.8)).toBe(true);
});

test.each([
  // (g_L + a)(v_T - E_L - Delta_T + Delta_T ln(1 + a/g_L)), and Naud's Hopf point; models.md 3.10
  ["tonic", "saddle-node", 220.376],
  ["adaptation", "Hopf", 256.181],
  ["initial-burst", "Hopf", 140.336],
  ["regular-bursting", "Hopf", 76.366],
  ["delayed-accelerating", "saddle-node", 28.833],
  ["transient", "Hopf", 281.992],
  ["irregular", "saddle-node", 3.03],
])("AdEx %s loses its rest in a %s at %s pA", (preset, kind, current) => {
  const experiment = { model: "adex", preset, input: [{ stimulus: "constant", amplitude: "0 nA" }] } as const;
  const range = ["-0.2 nA", "0.6 nA"] as const;
  const { points } = runProtocol({ protocol: "bifurcation", experiment: experiment as never, range, cycles: 0 });
  const found = points.find((point) => point.kind === kind)!;
  expect(found.value.value * 1000).toBeCloseTo(current, 3);
});

test("Hodgkin and Huxley's rest is unstable between 9.7754 and 154.5224 uA/cm^2", () => {
  const range = ["0 uA/cm^2", "200 uA/cm^2"] as const;
  const { points, cycleAt } = runProtocol({
    protocol: "bifurcation",
    experiment: { model: "hodgkin-huxley" },
    range,
    cycles: 0,
  });
  expect(points).toMatchObject([
    { kind: "Hopf", value: { unit: "uA/cm^2", value: expect.closeTo(9.7754, 4) }, criticality: "subcritical" },
    { kind: "Hopf", value: { value: expect.closeTo(154.5224, 4) }, criticality: "supercritical" },
  ]);
  expect(points.map(({ frequency }) => frequency!.value)).toEqual([expect.closeTo(93.3, 2), expect.closeTo(169.17, 2)]);
  expect(cycleAt.values).toEqual([]);
});

test("the rate of a leaky neuron's cycles is its closed form, and there are none below the rheobase", () => {
  const asked = { protocol: "bifurcation", experiment: { model: "lif" }, range: ["0 nA", "5 nA"], cycles: 11 } as const;
  const { cycleAt, cycleRate, cyclePeriod } = runProtocol(asked);
  expect(cycleAt.values).toEqual([2.5, 3, 3.5, 4, 4.5, 5]);
  for (const [k, I] of cycleAt.values.entries()) {
    // R I = 10 mV per nA, from 5 to 20 mV above rest; tau 8 ms, refractory 2 ms
    expect(cyclePeriod.values[k]).toBeCloseTo(2 + 8 * Math.log((10 * I - 5) / (10 * I - 20)), 6);
    expect(cycleRate.values[k]! * cyclePeriod.values[k]!).toBeCloseTo(1000, 6);
  }
});

test("any parameter may be varied: FitzHugh and Nagumo's rest at no current, against a", () => {
  const asked = {
    protocol: "bifurcation",
    experiment: { model: "fitzhugh-nagumo" },
    vary: "a",
    range: [-1, 3],
    cycles: 0,
  } as const;
  const { varied, equilibrium, points } = runProtocol(asked);
  expect(varied.name).toBe("a");
  // v - v^3 = a + 2 v
  for (const [k, a] of varied.values.entries()) {
    const v = equilibrium.values[k]!;
    expect(-(v ** 3) - v).toBeCloseTo(a, 9);
  }
  // trace 0 at v = -sqrt(0.95/3) and at +sqrt(0.95/3)
  const v = Math.sqrt(0.95 / 3);
  expect(points.map(({ value }) => value.value)).toEqual([-1, 1].map((sign) => expect.closeTo(sign * (v ** 3 + v), 9)));
});

test("the range goes by itself from the present value to three times as far as where rest ends, in two digits", () => {
  const asked = { protocol: "bifurcation", experiment: { model: "fitzhugh-nagumo" }, cycles: 0 } as const;
  const { varied } = runProtocol(asked);
  // 3 * 1.25907
  expect([Math.min(...varied.values), Math.max(...varied.values)]).toEqual([0, 3.8]);
});

test("what is missing is named with what there is", () => {
  const asked = { protocol: "bifurcation", experiment: { model: "adex" } } as const;
  expect(() => runProtocol({ ...asked, variable: "u" })).toThrow(/variable: the model has no variable "u".*v, w/);
  expect(() => runProtocol({ ...asked, vary: "taum" })).toThrow(/vary: .*tau_w/);
  expect(() => runProtocol({ protocol: "bifurcation", experiment: { model: "lif" } })).toThrow(/range: is missing/);
  const input = [{ stimulus: "sine", amplitude: "1 nA", frequency: "10 Hz" }] as const;
  const driven = { ...asked, experiment: { model: "adex", input }, range: ["0 nA", "1 nA"] } as const;
  expect(() => runProtocol(driven)).toThrow(/changes with time \(sine\)/);
});
