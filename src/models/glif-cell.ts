import type { GoldenNumber } from "./neuron-model.ts";

/**
 * What the five levels glif1 to glif5 share: cell 490626718 of the Allen Cell Types Database, and their mechanisms, each
 * with its parameters and their meanings. Equations stay with each level.
 */

/** The leaky neuron that every level is. */
export const membrane = {
  parameters: { C: "58.72 pF", g: "9.43 nS", E_L: "-78.85 mV", theta_inf: "-51.68 mV", t_ref: "3.75 ms" },
  meanings: {
    v: "membrane potential",
    I: "input current",
    C: "membrane capacitance",
    g: "leak conductance",
    E_L: "resting potential",
    theta_inf: "threshold of a neuron that has long been silent and at rest",
    t_ref: "dead time: how long v stands still after a spike",
  },
} as const;

/** A reset to one potential, and a threshold that stays where it is: levels 1 and 3. */
export const fixedReset = {
  parameters: { v_reset: "-78.85 mV" },
  meanings: {
    theta_inf: "threshold: the neuron fires when v rises above it",
    v_reset: "membrane potential after a spike",
  },
  text: "v = v_reset",
} as const;

/** A reset that depends on the potential, and a threshold that spikes lift: levels 2, 4 and 5. */
export const resetRules = {
  parameters: { f_v: 0.2, delta_v: "18.51 mV", delta_theta_s: "0.37 mV", b_s: "0.009 1/ms" },
  meanings: {
    theta: "threshold: the neuron fires when v rises above it",
    theta_s: "part of the threshold that spikes lift",
    f_v: "fraction of v - E_L at the spike that the reset keeps",
    delta_v: "what the reset adds to it",
    delta_theta_s: "what one spike leaves in theta_s after the dead time",
    b_s: "rate at which theta_s decays",
  },
  text: "v = E_L + f_v*(v - E_L) + delta_v; theta_s += delta_theta_s*exp(b_s*t_ref)",
} as const;

/** Two currents that spikes start: levels 3, 4 and 5. */
export const afterSpikeCurrents = {
  parameters: {
    r_1: 1,
    r_2: 1,
    delta_I_1: "-9.18 pA",
    delta_I_2: "-198.94 pA",
    k_1: "0.003 1/ms",
    k_2: "0.1 1/ms",
  },
  meanings: {
    I_1: "slow after-spike current, inward",
    I_2: "fast after-spike current, inward",
    r_1: "fraction of I_1 that a spike keeps",
    r_2: "fraction of I_2 that a spike keeps",
    delta_I_1: "what one spike leaves in I_1 after the dead time",
    delta_I_2: "what one spike leaves in I_2 after the dead time",
    k_1: "rate at which I_1 decays",
    k_2: "rate at which I_2 decays",
  },
  text: "I_1 = r_1*I_1 + delta_I_1*exp(k_1*t_ref); I_2 = r_2*I_2 + delta_I_2*exp(k_2*t_ref)",
} as const;

export const presets = {
  "allen-490626718": {
    parameters: {},
    input: [{ stimulus: "step", amplitude: "300 pA", start: "100 ms", stop: "400 ms" }],
    duration: "500 ms",
    source:
      "Teeter et al. (2018), cell 490626718 of the Allen Cell Types Database, as in the defaults of NEST's glif_psc; the defaults.",
  },
} as const;

export const references = [
  "Teeter C, Iyer R, Menon V, et al. (2018). Generalized leaky integrate-and-fire models classify multiple neuron types. Nat Commun 9:709.",
] as const;

export const example = {
  input: [{ stimulus: "step", amplitude: "0.4 nA", start: "5 ms" }],
  duration: "300 ms",
} as const;

/** In milliseconds: when noise ends in NEST's unit test of glif_psc, and when the spikes before it were. */
const noiseEnds = 500;
const deadTime = 3.75;

/**
 * NEST's unit test: 300 pA from 601 ms on, after noise until 500 ms. The run begins where the noise ends, with what the
 * `before` spikes of the noise left of each variable that a spike lifts by `jump` and that decays with `rate` per ms.
 */
export function nestTest(
  before: readonly number[],
  lifted: Readonly<Record<string, { readonly jump: number; readonly rate: number; readonly unit: string }>>,
  during: readonly number[],
): GoldenNumber {
  const left = (jump: number, rate: number): number =>
    before.reduce((sum, time) => sum + jump * Math.exp(-rate * (noiseEnds - time - deadTime)), 0);
  return {
    what: "spikes under 300 pA, after what noise left; counted from 500 ms",
    experiment: {
      initial: Object.fromEntries(
        Object.entries(lifted).map(([name, { jump, rate, unit }]) => [name, `${left(jump, rate)} ${unit}`]),
      ),
      input: [{ stimulus: "step", amplitude: "300 pA", start: "101 ms" }],
      duration: "200 ms",
    },
    // Each spike of NEST waits for its grid of 0.01 ms, and so do all that follow it.
    expected: {
      kind: "spikes",
      first: during.map((time) => Number((time - noiseEnds).toFixed(2))),
      within: 0.015 + 0.011 * during.length,
    },
    source: "unit test of NEST's glif_psc, in steps of 0.01 ms",
  };
}

/** What a spike leaves of the variables of resetRules and afterSpikeCurrents. */
export const lifts = {
  theta_s: { jump: 0.37, rate: 0.009, unit: "mV" },
  I_1: { jump: -9.18, rate: 0.003, unit: "pA" },
  I_2: { jump: -198.94, rate: 0.1, unit: "pA" },
} as const;
