import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

/** tau 20 ms, threshold 20 mV, reset 10 mV above rest: Brunel (2000). */
const parameters = {
  tau_m: "20 ms",
  R: "1 MOhm",
  E_L: "0 mV",
  v_th: "20 mV",
  v_reset: "10 mV",
  t_ref: "2 ms",
} as const;

test("a leaky neuron in white noise fires as often and as irregularly as theory says", () => {
  // sigma of the theory is R sigma sqrt(2 tau/tau_m): 5 mV for 15.811 nA over 1 ms
  const answer = runProtocol({
    protocol: "noise-rate",
    experiment: { model: "lif", parameters, dt: "0.05 ms" },
    values: ["15 nA", "20 nA", "25 nA"],
    sigma: `${5 * Math.sqrt(10)} nA`,
    trials: 40,
  });
  const exact = [9.460799806, 27.34056735, 47.2174433]; // models.md 3.4
  for (const [k, rate] of exact.entries()) {
    expect(answer.closedForm!.values[k]).toBeCloseTo(rate, 7);
    expect(answer.closedFormOnGrid!.values[k]).toBeLessThan(rate);
    const error = answer.rate.values[k]! - answer.closedFormOnGrid!.values[k]!;
    expect(Math.abs(error)).toBeLessThan(3.5 * answer.error.values[k]!);
    expect(Math.abs(answer.cv.values[k]! - answer.closedFormCv!.values[k]!)).toBeLessThan(0.06);
  }
});

test("without noise a note says so", () => {
  const { rate, notes } = runProtocol({ protocol: "noise-rate", experiment: { model: "lif" }, values: ["3 nA"] });
  expect(notes).toEqual(["All trials are alike: there is no noise in this experiment. Give sigma."]);
  expect(rate.values[0]).toBeCloseTo(107.18, 0);
});
