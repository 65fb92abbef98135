import { expect, test } from "vitest";
import { type ProtocolDocument, protocols, runProtocol } from "../../src/index.ts";
import { drawAnswer } from "../../src/plot/index.ts";
import { isAllFinite, page, pathsOf, textsOf } from "./drawing.ts";

function figureOf(document: ProtocolDocument): SVGSVGElement {
  const asked = protocols.find(({ name }) => name === document.protocol)!;
  return drawAnswer(asked, runProtocol(document), { document: page })!;
}

const constant = <const A>(amplitude: A) => [{ stimulus: "constant", amplitude }] as const;

test("a closed form is a line through the points that it explains", () => {
  const values = ["1 nA", "3 nA", "5 nA"] as const;
  const figure = figureOf({ protocol: "fi-curve", experiment: { model: "lif" }, values });
  expect(textsOf(figure, "legend")).toEqual(["simulation", "closed form"]);
  const at = (label: string) => pathsOf(figure, label)[0]!.match(/-?[\d.]+,-?[\d.]+/g);
  expect(at("closed form")).toEqual(at("simulation"));
  expect(textsOf(figure, "guide")).toEqual(["fires from 3 nA"]);
});

test("a Bode plot has gain over phase on one logarithmic axis, and its cut-off", () => {
  const figure = figureOf({ protocol: "frequency-response", experiment: { model: "lif" } });
  expect(textsOf(figure, "y label")).toEqual(["gain (MΩ)", "phase (deg)"]);
  expect(textsOf(figure, "x numbers")).toEqual(["1", "10", "100", "1000"]);
  // 1/(2 pi 8 ms); a resonance of 0 Hz has no place on the axis
  expect(textsOf(figure, "guide")).toEqual(["cut-off 19.89 Hz"]);
  expect(textsOf(figure, "legend")).toEqual(["simulation", "closed form"]);
});

test("strength and duration have rheobase and chronaxie as guides", () => {
  const figure = figureOf({ protocol: "strength-duration", experiment: { model: "lif" }, tolerance: 1e-6 });
  expect(textsOf(figure, "guide")).toEqual(["rheobase (Lapicque) 2 nA", "chronaxie (Lapicque) 5.545 ms"]);
});

test("a phase plane has its nullclines, its trajectory without the resets, and its fixed points", () => {
  const figure = figureOf({ protocol: "phase-plane", experiment: { model: "adex", input: constant("1 nA") } });
  expect(textsOf(figure, "legend")).toEqual(["dv/dt = 0", "dw/dt = 0", "trajectory", "slow", "fast"]);
  expect(textsOf(figure, "guide")).toEqual(["threshold", "reset"]);
  // 8 spikes in 200 ms (models.md 3.10): nine pieces of trajectory; eight jumps, and the line of the reset
  expect(pathsOf(figure, "trajectory")[0]!.split("M")).toHaveLength(10);
  expect(figure.querySelectorAll('path[stroke-dasharray][aria-label="reset"]')).toHaveLength(9);
  const rest = figureOf({ protocol: "phase-plane", experiment: { model: "adex", input: constant("0 nA") } });
  expect(textsOf(rest, "legend")).toEqual(expect.arrayContaining(["stable node", "saddle", "separatrix"]));
});

test("a model of one variable has a phase line", () => {
  const figure = figureOf({ protocol: "phase-plane", experiment: { model: "lif" } });
  expect(textsOf(figure, "y label")).toEqual(["dv/dt (mV/ms)"]);
  expect(textsOf(figure, "legend")).toEqual(["stable node"]);
  expect(textsOf(figure, "guide")).toEqual(["threshold", "reset"]);
});

test("a bifurcation diagram names its points, and has the firing rate below", () => {
  const asked = {
    protocol: "bifurcation",
    experiment: { model: "fitzhugh-nagumo" },
    range: [0, 4],
    cycles: 9,
  } as const;
  const figure = figureOf(asked);
  expect(textsOf(figure, "point").map((text) => text.replace(/^\w+critical /, ""))).toEqual([
    "Hopf 1.25907",
    "Hopf 2.74093",
  ]);
  expect(textsOf(figure, "y label")).toEqual(["v", "firing rate (Hz)"]);
  // stable on both sides, unstable between
  expect([pathsOf(figure, "stable equilibrium").length, pathsOf(figure, "unstable equilibrium").length]).toEqual([
    2, 1,
  ]);
});

test("families, rasters and comparisons are drawn from what their protocols answer", () => {
  const steps = figureOf({ protocol: "steps", experiment: { model: "lif" }, values: ["1 nA", "3 nA"] });
  expect(textsOf(steps, "note")).toEqual(["2 steps of amplitude, from 1 to 3 nA"]);
  const input = [{ stimulus: "frozen-noise", mean: "2 nA", sigma: "1 nA", tau: "5 ms" }] as const;
  const experiment = { model: "lif", input, duration: "200 ms" } as const;
  const trials = figureOf({ protocol: "reliability", experiment, trials: 5, noise: "0.5 nA" });
  expect(textsOf(trials, "y label")).toEqual(["trial", "rate (Hz)"]);
  expect(pathsOf(trials, "spikes")).toHaveLength(5);
  const patterns = figureOf({ protocol: "patterns", experiment: { model: "eif", duration: "1000 ms" } });
  expect(textsOf(patterns, "heading")).toEqual(["nd"]);
  expect(textsOf(patterns, "caption")).toEqual(["tonic"]);
  expect(textsOf(patterns, "note").join(" ")).toContain("1 distinct pattern: tonic");
  for (const figure of [steps, trials, patterns]) expect(isAllFinite(figure)).toBe(true);
});

test("an answer without a number to draw has no figure", () => {
  const asked = protocols.find(({ name }) => name === "accuracy")!;
  const answer = runProtocol({ protocol: "accuracy", experiment: { model: "lif" } });
  expect(answer.notes).toEqual([expect.stringContaining("makes no spike")]);
  expect(drawAnswer(asked, answer, { document: page })).toBeUndefined();
});

test("an answer of a few numbers has no figure", () => {
  const asked = protocols.find(({ name }) => name === "threshold")!;
  const answer = runProtocol({ protocol: "threshold", experiment: { model: "lif" } });
  expect(drawAnswer(asked, answer, { document: page })).toBeUndefined();
});
