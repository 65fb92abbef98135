import { expect, test } from "vitest";
import { equilibria, fixedPoints, type Region } from "../../src/index.ts";
import { withReference } from "../shared.ts";
import { fieldOf, plainField } from "./field.ts";

interface Found {
  readonly kind: string;
  readonly value: number;
  readonly v: number;
  readonly frequency: number | undefined;
  readonly criticality: string | undefined;
}

function bifurcationsOf(
  name: string,
  range: readonly [number, number],
  region: Region,
  values: Readonly<Record<string, number>> = {},
  preset?: string,
): Found[] {
  const { branches, gaps } = equilibria(fieldOf(name, values, preset), "I", range, region);
  expect(gaps).toEqual([]);
  return branches
    .flatMap(({ bifurcations }) => bifurcations)
    .map(({ kind, value, point, frequency, criticality }) => ({ kind, value, v: point.x[0]!, frequency, criticality }))
    .sort((a, b) => a.value - b.value);
}

const neuron = { v: [-0.1, 0.06] } as const;
const relative = (found: number, expected: number) => Math.abs(found / expected - 1);

/** Naud et al. (2008): C, g_L, E_L, a, tau_w in pF, nS, mV, nS, ms; v_T = -50 mV, Delta_T = 2 mV. */
test.each([
  ["tonic", 200, 10, -70, 2, 30, 220.376],
  ["adaptation", 200, 12, -70, 2, 300, 256.181],
  ["initial-burst", 130, 18, -58, 4, 150, 140.336],
  ["regular-bursting", 200, 10, -58, 2, 120, 76.366],
  ["delayed-accelerating", 200, 12, -70, -10, 300, 28.833],
  ["transient", 100, 10, -65, 10, 90, 281.992],
  ["irregular", 100, 12, -60, -11, 130, 3.03],
])("AdEx %s loses its rest where Naud's closed forms say", (preset, C, gL, EL, a, tauW, published) => {
  const [tau, ratio] = [C / gL, a / gL];
  const saddleNode = (gL + a) * (-50 - EL - 2 + 2 * Math.log(1 + ratio));
  const hopfAt = -50 + 2 * Math.log(1 + tau / tauW);
  const hopf = (gL + a) * (hopfAt - EL) - gL * 2 * (1 + tau / tauW);
  const found = bifurcationsOf("adex", [-2e-10, 6e-10], { v: [-0.09, -0.03] }, {}, preset);
  const at = (kind: string) => found.find((one) => one.kind === kind);
  expect(Math.abs(at("saddle-node")!.value * 1e12 - saddleNode)).toBeLessThan(1e-6 * Math.abs(saddleNode));
  const turns = ratio > tau / tauW;
  expect(at("Hopf") !== undefined).toBe(turns);
  if (turns) {
    expect(relative(at("Hopf")!.value * 1e12, hopf)).toBeLessThan(1e-6);
    expect(at("Hopf")!.v * 1000).toBeCloseTo(hopfAt, 6);
  }
  if (published !== undefined) expect(turns ? hopf : saddleNode).toBeCloseTo(published, 3);
});

test("AdEx delayed-regular-bursting, with a = -g_L, has neither: its only equilibrium is a saddle", () => {
  const field = fieldOf("adex", {}, "delayed-regular-bursting");
  const { branches, gaps } = equilibria(field, "I", [-2e-10, -1e-12], { v: [-0.09, -0.03] });
  expect([branches.length, gaps, branches[0]!.bifurcations]).toEqual([1, [], []]);
  expect(new Set(branches[0]!.unstableDirections)).toEqual(new Set([1]));
});

test("Brette and Gerstner's AdEx has a Hopf point at 627.182 pA, just before its saddle-node at 627.311 pA", () => {
  const [hopf, saddleNode] = bifurcationsOf("adex", [0, 1e-9], { v: [-0.09, -0.03] });
  expect(hopf!.kind).toBe("Hopf");
  expect(hopf!.value * 1e12).toBeCloseTo(627.182, 3);
  expect(saddleNode!.value * 1e12).toBeCloseTo(627.311, 3);
});

test("Hodgkin and Huxley's rest is unstable between 9.7754 and 154.5224 uA/cm^2", () => {
  const [low, high] = bifurcationsOf("hodgkin-huxley", [0, 2], neuron);
  expect(low!.value * 100).toBeCloseTo(9.7754, 4);
  expect(low!.v * 1000).toBeCloseTo(-59.6541, 4);
  expect(low!.frequency).toBeCloseTo(93.3, 2);
  expect(low!.criticality).toBe("subcritical");
  expect(high!.value * 100).toBeCloseTo(154.5224, 4);
  expect(high!.v * 1000).toBeCloseTo(-43.0581, 4);
  expect(high!.frequency).toBeCloseTo(169.17, 2);
  expect(high!.criticality).toBe("supercritical");
});

test("the exercises' Hodgkin-Huxley neuron has its Hopf points at 9.7497 and 154.74 uA", () => {
  const [low, high] = bifurcationsOf("hodgkin-huxley-1952", [0, 200e-6], { v: [-0.04, 0.12] });
  expect(low!.value * 1e6).toBeCloseTo(9.7497, 4);
  expect(high!.value * 1e6).toBeCloseTo(154.74, 2);
});

test.each([
  [-54.387, -64.996379, 0.052955, 0.595994, 0.317732],
  [-54.4, -64.999722, 0.052934, 0.596111, 0.317681],
  [-54.402, -65.000237, undefined, undefined, undefined],
  [-54.3, -64.974052, undefined, undefined, undefined],
])("with E_L = %s mV the Hodgkin-Huxley neuron rests at %s mV, and nowhere else", (E_L, v, m, h, n) => {
  const { points, complete } = fixedPoints(fieldOf("hodgkin-huxley", { E_L: E_L / 1000 }), neuron);
  expect([points.length, complete, points[0]!.stable]).toEqual([1, true, true]);
  expect(points[0]!.x[0]! * 1000).toBeCloseTo(v, 6);
  for (const [k, gate] of [m, h, n].entries()) if (gate !== undefined) expect(points[0]!.x[k + 1]).toBeCloseTo(gate, 6);
});

test("the Type I neuron has its saddle-node at 0.372955 pA", () => {
  const [first] = bifurcationsOf("type-1", [0, 1e-12], { v: [-0.08, 0.06] });
  expect(first!.kind).toBe("saddle-node");
  expect(first!.value * 1e12).toBeCloseTo(0.372955, 6);
});

test("the Type II neuron has its Hopf points at 0.33134 and 1.41866 pA", () => {
  const [low, high] = bifurcationsOf("type-2", [0, 2e-12], { v: [-0.003, 0.003] });
  // trace 0: 1 - v^2 - 1/15.6 = 0; I = v^3/3 - v + 1.25 (v + 0.7)
  const v = Math.sqrt(1 - 1 / 15.6);
  const current = (u: number) => u ** 3 / 3 - u + 1.25 * (u + 0.7);
  expect(relative(low!.value * 1e12, current(-v))).toBeLessThan(1e-9);
  expect(relative(high!.value * 1e12, current(v))).toBeLessThan(1e-9);
  expect(low!.value * 1e12).toBeCloseTo(0.33134, 5);
  expect(high!.value * 1e12).toBeCloseTo(1.41866, 5);
});

test("Izhikevich's regular spiking neuron has a Hopf point at 3.7975 before its saddle-node at 4", () => {
  const found = bifurcationsOf("izhikevich", [0, 6], { v: [-90, 40] });
  expect(found.map(({ kind }) => kind)).toEqual(["Hopf", "saddle-node"]);
  expect(found[0]!.value).toBeCloseTo(3.7975, 9);
  expect(found[1]!.value).toBeCloseTo(4, 9);
});

test("the rheobase of the quadratic and the exponential neuron is their saddle-node", () => {
  // (v_c - E_L)/(4 R) and (v_T - E_L - Delta_T)/R
  const [quadratic] = bifurcationsOf("qif", [0, 1e-9], { v: [-0.09, 0] });
  expect(relative(quadratic!.value, 0.015 / 4 / 1e7)).toBeLessThan(1e-9);
  const [exponential] = bifurcationsOf("eif", [0, 1e-9], { v: [-0.09, -0.04] });
  expect(relative(exponential!.value, 0.4e-9)).toBeLessThan(1e-9);
  expect(exponential!.v).toBeCloseTo(-0.055, 9);
});

test("Morris and Lecar's fibre has a Hopf point where the trace of its Jacobian vanishes", () => {
  const field = fieldOf("morris-lecar");
  for (const { kind, value, point } of equilibria(field, "I", [0, 5], neuron).branches[0]!.bifurcations) {
    expect(kind).toBe("Hopf");
    expect(value).toBeGreaterThan(0);
    const [a, b, c, d] = point.jacobian as unknown as [number, number, number, number];
    expect(Math.abs(a + d)).toBeLessThan(1e-9 * Math.sqrt(a * d - b * c));
  }
});

test("a parameter of the equations may be varied as well as a current", () => {
  // x' = p - x^2
  const { branches } = equilibria(plainField(["dx/dt = p - x**2"]), "p", [-1, 1], { x: [-2, 2] });
  expect(branches.length).toBe(1);
  expect(branches[0]!.bifurcations.map(({ kind }) => kind)).toEqual(["saddle-node"]);
  expect(branches[0]!.bifurcations[0]!.value).toBeCloseTo(0, 12);
});

test("where branches cross there is a branch point", () => {
  // x' = p x - x^3: pitchfork
  const { branches } = equilibria(plainField(["dx/dt = p*x - x**3"]), "p", [-1, 1.3], { x: [-2, 2] });
  const found = branches.flatMap(({ bifurcations }) => bifurcations);
  expect(branches.length).toBe(2);
  expect(found.map(({ kind }) => kind)).toEqual(["branch point", "branch point"]);
  expect(Math.abs(found[0]!.value)).toBeLessThan(1e-12);
  // on the branch that turns back just there Newton's method does not reach the point
  expect(Math.abs(found[1]!.value)).toBeLessThan(1e-3);
});

test.each([
  [-1, "subcritical"],
  [1, "supercritical"],
])("r' = p r - s r^3 with s = %s is %s, with a Lyapunov coefficient of -2 s", (sign, criticality) => {
  // the eigenvector has length 1, so x + i y = sqrt(2) z and |z|' = p |z| - 2 s |z|^3
  const cubic = `${-sign}*(x**2 + y**2)`;
  const field = plainField([`dx/dt = p*x - y + ${cubic}*x`, `dy/dt = x + p*y + ${cubic}*y`]);
  const { branches } = equilibria(field, "p", [-1, 1.1], { x: [-2, 2], y: [-2, 2] }, { slices: 4 });
  const [hopf] = branches.flatMap(({ bifurcations }) => bifurcations);
  expect(hopf!.kind).toBe("Hopf");
  expect(hopf!.value).toBeCloseTo(0, 12);
  expect(hopf!.frequency! * 2 * Math.PI).toBeCloseTo(1, 12);
  expect(hopf!.criticality).toBe(criticality);
  expect(hopf!.lyapunov).toBeCloseTo(-2 * sign, 10);
});

interface Linearised {
  readonly fixed_points: readonly { v: number; w: number; eig_re: number[] }[];
  readonly I_saddle_node_pA: number;
  readonly v_saddle_node_mV: number;
  readonly hopf: { v_mV: number; I_pA: number; is_hopf: boolean };
}

withReference("neurodynex/adex.json", ({ read }) => {
  test.each([
    ["tonic", "nd-tonic"],
    ["init_burst", "nd-initial-burst"],
    ["bursting", "nd-bursting"],
    ["irregular", "nd-irregular"],
    ["transient", "nd-transient"],
    ["delayed", "nd-delayed"],
  ])("table 6.1, %s: fixed points without current, saddle-node and Hopf point", (id, preset) => {
    const { expected } = read<Linearised>(`ADEX-bif-${id}`);
    const { points } = fixedPoints(fieldOf("adex", {}, preset), { v: [-0.09, -0.035] });
    expect(points.length).toBe(2);
    for (const [k, { v, w, eig_re }] of expected.fixed_points.entries()) {
      expect(points[k]!.x[0]! * 1000).toBeCloseTo(v, 6);
      expect(points[k]!.x[1]! * 1e12).toBeCloseTo(w, 6);
      for (const [j, re] of eig_re.toSorted((a, b) => b - a).entries())
        expect(points[k]!.eigenvalues[j]!.re / 1000).toBeCloseTo(re, 6);
    }
    const found = bifurcationsOf("adex", [0, 1e-10], { v: [-0.09, -0.035] }, {}, preset);
    const saddleNode = found.find(({ kind }) => kind === "saddle-node")!;
    expect(relative(saddleNode.value * 1e12, expected.I_saddle_node_pA)).toBeLessThan(1e-9);
    expect(saddleNode.v * 1000).toBeCloseTo(expected.v_saddle_node_mV, 6);
    const hopf = found.find(({ kind }) => kind === "Hopf");
    expect(hopf !== undefined).toBe(expected.hopf.is_hopf);
    if (hopf) expect(relative(hopf.value * 1e12, expected.hopf.I_pA)).toBeLessThan(1e-6);
  });
});
