import { expect, test } from "vitest";
import { endOfRest } from "../../src/index.ts";
import { definitionOf, fieldOf } from "./neurons.ts";

/** Where rest ends while the current grows, in amperes or without unit. */
function end(name: string, preset?: string, parameters = {}): { kind: string; value: number } {
  const { kind, value } = endOfRest(fieldOf(definitionOf(name, parameters, preset)), "I")!;
  return { kind, value };
}

const saddleNode = "saddle-node";

test.each([
  ["brette-gerstner", "Hopf", 627.182],
  ["touboul-brette-chaos", saddleNode, 627.311],
  ["tonic", saddleNode, 220.376],
  ["adaptation", "Hopf", 256.181],
  ["initial-burst", "Hopf", 140.336],
  ["regular-bursting", "Hopf", 76.366],
  ["delayed-accelerating", saddleNode, 28.833],
  ["transient", "Hopf", 281.992],
  ["irregular", saddleNode, 3.03],
  ["nd-tonic", saddleNode, 36],
  ["nd-initial-burst", "Hopf", 46.044],
  ["nd-bursting", saddleNode, 26.137],
  ["nd-transient", "Hopf", 56.172],
  ["nd-delayed", saddleNode, 16.614],
])("the rest of AdEx %s ends in a %s at %d pA", (preset, kind, picoamps) => {
  const found = end("adex", preset);
  expect(found.kind).toBe(kind);
  expect(found.value * 1e12).toBeCloseTo(picoamps, 3); // models.md 3.6, neurodynex.md 2.3
});

test("the bifurcation currents of AdEx are the closed forms of Touboul and Brette to rounding", () => {
  const [C, g, E_L, v_T, D, a, tau_w] = [281, 30, -70.6, -50.4, 2, 4, 144];
  const ratio = C / g / tau_w;
  const v = v_T + D * Math.log(1 + ratio);
  const hopf = (g + a) * (v - E_L) - g * D * (1 + ratio); // pA
  expect(end("adex").value * 1e12).toBeCloseTo(hopf, 8);
});

test.each([
  ["qif", saddleNode, "3.7500000000e-10"],
  ["eif", saddleNode, "4.0000000000e-10"],
  ["izhikevich-2007", saddleNode, "5.1428571429e-11"], // k/4 (v_t - v_r + b/k)^2
  ["type-1", saddleNode, "3.72955e-13"],
  ["type-2", "Hopf", "3.3134e-13"],
  ["hodgkin-huxley-1952", "Hopf", "9.7497e-6"],
  ["hodgkin-huxley", "Hopf", "9.7754e-2"],
  ["fitzhugh-nagumo", "Hopf", "1.25907e+0"],
])("the rest of %s ends in a %s at %s", (name, kind, value) => {
  const found = end(name);
  expect(found.kind).toBe(kind);
  expect(found.value.toExponential(value.indexOf("e") - 2)).toBe(value);
});

test("an Izhikevich neuron ends in a Hopf bifurcation where a < b, otherwise in the saddle-node at (5 - b)^2/0.16 - 140", () => {
  // trace 0.08 v + 5 = a, I = u - 0.04 v^2 - 5 v - 140, u = b v
  const v = (0.02 - 5) / 0.08;
  const slow = end("izhikevich");
  expect(slow.kind).toBe("Hopf");
  expect(slow.value).toBeCloseTo(0.2 * v - 0.04 * v * v - 5 * v - 140, 10);
  const fast = end("izhikevich", undefined, { a: 0.3 });
  expect(fast.kind).toBe(saddleNode);
  expect(fast.value).toBeCloseTo(4, 10);
});

test("linear equations keep their resting point at any current", () => {
  expect(endOfRest(fieldOf(definitionOf("adaptive-lif")), "I")).toBeUndefined();
});
