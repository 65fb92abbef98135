import { expect, test } from "vitest";
import { linearResponse, restingPoint } from "../../src/index.ts";
import { definitionOf, fieldOf } from "./neurons.ts";

const frequencies = [0.1, 1, 10, 19.894367886486918, 100, 1000];

test("the impedance of a leaky neuron is R/(1 + i omega tau)", () => {
  const response = linearResponse(fieldOf(definitionOf("lif")), "I", "v")!;
  for (const frequency of frequencies) {
    const wt = 2 * Math.PI * frequency * 8e-3;
    const { re, im } = response.at(frequency);
    expect(re / (1e7 / (1 + wt * wt))).toBeCloseTo(1, 12);
    expect(im / ((-1e7 * wt) / (1 + wt * wt))).toBeCloseTo(1, 12);
  }
  expect(response.slowest).toBeCloseTo(8e-3, 15);
  expect(response.resonance()).toMatchObject({ frequency: 0, strength: 1 });
  expect(response.resonance().cutOff).toBeCloseTo(1 / (2 * Math.PI * 8e-3), 10);
});

test("the impedance of AdEx at rest is that of its leak, its spike current and its adaptation", () => {
  const field = fieldOf(definitionOf("adex"));
  const [g, C, a, tau, v_T, Delta] = [30e-9, 281e-12, 4e-9, 144e-3, -50.4e-3, 2e-3];
  const v = restingPoint(field)!.x[0]!;
  const response = linearResponse(field, "I", "v")!;
  const leak = g * (1 - Math.exp((v - v_T) / Delta));
  for (const frequency of frequencies) {
    // 1/Z = leak + i omega C + a/(1 + i omega tau)
    const omega = 2 * Math.PI * frequency;
    const filter = 1 + (omega * tau) ** 2;
    const [re, im] = [leak + a / filter, omega * C - (a * omega * tau) / filter];
    const z = response.at(frequency);
    expect(z.re * re - z.im * im).toBeCloseTo(1, 11);
    expect(z.re * im + z.im * re).toBeCloseTo(0, 11);
  }
});

test("a resonate-and-fire neuron resonates where its transfer function is largest", () => {
  const field = fieldOf(definitionOf("resonate-and-fire"));
  // x' = b x - w y + I, y' = w x + b y: |H_y|^2 = w^2/((b^2 + w^2 - s^2)^2 + 4 b^2 s^2) is largest at s^2 = w^2 - b^2
  const [b, w] = [-100, 1000];
  const { frequency, gain } = linearResponse(field, "I", "y")!.resonance();
  expect(2 * Math.PI * frequency).toBeCloseTo(Math.sqrt(w * w - b * b), 8);
  expect(gain).toBeCloseTo(1000 / (2 * Math.abs(b)), 10); // I/ms is 1000 I a second: 1000 w/(2 |b| w)
});

test("a subexpression responds with its own slopes", () => {
  const field = fieldOf({
    equations: "dv/dt = (I*R - v)/tau : volt\nj = (v - I*R)/R : amp\nI : amp (input)",
    parameters: { R: "10 MOhm", tau: "10 ms" },
  });
  const response = linearResponse(field, "I", "j")!; // -i omega tau/(1 + i omega tau)
  const { re, im } = response.at(1 / (2 * Math.PI * 0.01));
  expect(re).toBeCloseTo(-0.5, 12);
  expect(im).toBeCloseTo(-0.5, 12);
});

test.each([
  ["hodgkin-huxley", {}, -64.996379],
  ["hodgkin-huxley", { E_L: "-54.3 mV" }, -64.974052],
  ["hodgkin-huxley-1952", {}, 0.000277602939],
])("%s with %o rests at %d mV", (name, parameters, rest) => {
  expect(restingPoint(fieldOf(definitionOf(name, parameters)))!.x[0]! * 1e3).toBeCloseTo(rest, 6); // models.md 3.5, HH-01
});

test("a neuron that fires by itself has no resting point", () => {
  expect(restingPoint(fieldOf(definitionOf("traub-miles")))).toBeUndefined();
  expect(restingPoint(fieldOf(definitionOf("if")))).toBeUndefined();
});
