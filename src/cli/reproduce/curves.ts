import { type AnswerOf, type Column, runProtocol } from "../../index.ts";

/** Currents in nA at equal distances, both ends included. */
export function range(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));
}

export function nanoamps(values: readonly number[]): `${number} nA`[] {
  return values.map((value) => `${value} nA` as const);
}

/** The lesson's leaky neuron: R 10 MOhm, 15 mV from rest to threshold, t_ref 2 ms. */
export const lesson = { model: "lif", preset: "lesson" } as const;

/** Its rate in Hz: 1/(t_ref + tau ln(RI/(RI - 15 mV))); I in nA, tau in ms. */
export function lifRate(I: number, tau: number): number {
  return 10 * I <= 15 ? 0 : 1000 / (2 + tau * Math.log((10 * I) / (10 * I - 15)));
}

export function withoutLeak(currents: readonly number[]): AnswerOf<"fi-curve"> {
  const experiment = { model: "if", duration: "500 ms" } as const;
  return runProtocol({ protocol: "fi-curve", experiment, values: nanoamps(currents) });
}

/** @param tau membrane time constant, ms */
export function withLeak(currents: readonly number[], tau = 20): AnswerOf<"fi-curve"> {
  const experiment = { ...lesson, parameters: { tau_m: `${tau} ms` }, duration: "500 ms" } as const;
  return runProtocol({ protocol: "fi-curve", experiment, values: nanoamps(currents) });
}

/** A formula for the rate in Hz at each current. */
export function exactly(currents: readonly number[], formula: (I: number) => number): Column {
  return { unit: "Hz", values: currents.map(formula) };
}
