import type { NeuronModel, Preset } from "./neuron-model.ts";

const book = "Izhikevich (2007), Dynamical Systems in Neuroscience";

export const izhikevich2007 = {
  name: "izhikevich-2007",
  title: "Izhikevich neuron with units (2007)",
  description:
    "The quadratic neuron with a recovery current, fitted to recorded cells: " +
    "C dv/dt = k (v - v_r) (v - v_t) - u + I and du/dt = a (U(v) - u); where v reaches its peak the neuron fires, v becomes c " +
    "and u grows by d. U(v) is the line b (v - v_b); below v_b the slope may be another one, b_low, and for fast spiking " +
    "cells a cube q (v - v_b)^3 is added above it. In some cells the peak and the reset shift with u, by peak_u u and reset_u u, " +
    "and u is held below u_max after a spike. A regular spiking cell fires from k/4 (v_t - v_r + b/k)^2 on.",
  definition: {
    equations: `dv/dt = (k*(v - v_r)*(v - v_t) - u + I)/C : volt
du/dt = a*(b_low*min(v - v_b, 0*mV) + b*max(v - v_b, 0*mV) + q*max(v - v_b, 0*mV)**3 - u) : amp
I : amp (input)`,
    parameters: {
      C: "100 pF",
      k: "0.7 nS/mV",
      v_r: "-60 mV",
      v_t: "-40 mV",
      v_peak: "35 mV",
      a: "0.03 1/ms",
      b: "-2 nS",
      b_low: "-2 nS",
      v_b: "-60 mV",
      q: "0 pA/mV**3",
      c: "-50 mV",
      d: "100 pA",
      peak_u: "0 mV/pA",
      reset_u: "0 mV/pA",
      u_max: "1 uA",
    },
    threshold: "v >= v_peak + peak_u*u",
    reset: "v = c + reset_u*u; u = min(u + d, u_max)",
    initial: { v: "v_r", u: "0 pA" },
  },
  meanings: {
    v: "membrane potential",
    u: "recovery current, outward",
    I: "input current",
    C: "membrane capacitance",
    k: "steepness of the parabola of the fast currents",
    v_r: "resting potential",
    v_t: "instantaneous threshold: v takes off above it",
    v_peak: "where the upstroke is cut and a spike is counted",
    a: "rate of the recovery current",
    b: "slope of the recovery current in v",
    b_low: "that slope below v_b",
    v_b: "where the slope changes, and where U is zero",
    q: "coefficient of the cube in U above v_b",
    c: "v after a spike",
    d: "what one spike adds to u",
    peak_u: "shift of the peak with u",
    reset_u: "shift of the reset with u",
    u_max: "most that u is after a spike",
  },
  presets: {
    RS: cell("figure 8.12, regular spiking cell; rheobase 51.4286 pA", 100, {}),
    IB: cell("figure 8.19, intrinsically bursting cell", 500, {
      C: "150 pF",
      k: "1.2 nS/mV",
      v_r: "-75 mV",
      v_t: "-45 mV",
      v_peak: "50 mV",
      a: "0.01 1/ms",
      b: "5 nS",
      b_low: "5 nS",
      v_b: "-75 mV",
      c: "-56 mV",
      d: "130 pA",
    }),
    CH: cell("figure 8.23, chattering cell", 200, {
      C: "50 pF",
      k: "1.5 nS/mV",
      v_t: "-40 mV",
      v_peak: "25 mV",
      b: "1 nS",
      b_low: "1 nS",
      c: "-40 mV",
      d: "150 pA",
    }),
    LTS: cell("figure 8.25, low-threshold spiking interneuron", 200, {
      k: "1 nS/mV",
      v_r: "-56 mV",
      v_t: "-42 mV",
      v_peak: "40 mV",
      b: "8 nS",
      b_low: "8 nS",
      v_b: "-56 mV",
      c: "-53 mV",
      d: "20 pA",
      peak_u: "-0.1 mV/pA",
      reset_u: "0.04 mV/pA",
      u_max: "670 pA",
    }),
    FS: cell("figure 8.27, fast spiking interneuron", 200, {
      C: "20 pF",
      k: "1 nS/mV",
      v_r: "-55 mV",
      v_peak: "25 mV",
      a: "0.2 1/ms",
      b: "0 nS",
      b_low: "0 nS",
      v_b: "-55 mV",
      q: "0.025 pA/mV**3",
      c: "-45 mV",
      d: "0 pA",
    }),
    TC: cell("figure 8.31, thalamo-cortical cell", 100, {
      C: "200 pF",
      k: "1.6 nS/mV",
      v_t: "-50 mV",
      a: "0.01 1/ms",
      b: "0 nS",
      b_low: "15 nS",
      v_b: "-65 mV",
      c: "-60 mV",
      d: "10 pA",
      peak_u: "0.1 mV/pA",
      reset_u: "-0.1 mV/pA",
    }),
    RTN: cell("figure 8.32, cell of the reticular thalamic nucleus", 70, {
      C: "40 pF",
      k: "0.25 nS/mV",
      v_r: "-65 mV",
      v_t: "-45 mV",
      v_peak: "0 mV",
      a: "0.015 1/ms",
      b: "2 nS",
      b_low: "10 nS",
      v_b: "-65 mV",
      c: "-55 mV",
      d: "50 pA",
    }),
  },
  example: { input: [{ stimulus: "step", amplitude: "300 pA", start: "5 ms" }], duration: "300 ms" },
  golden: [
    {
      what: "RS: steady rate under 100 pA, an interval of 76.035 ms",
      experiment: { preset: "RS", duration: "1 s" },
      expected: { kind: "rate", after: 250, hertz: 13.151838, within: 0.002 },
      source: "Open Source Brain, Euler steps of 0.0025 ms",
    },
  ],
  references: ["Izhikevich EM (2007). Dynamical Systems in Neuroscience. MIT Press, chapter 8."],
} as const satisfies NeuronModel;

/** A cell of chapter 8 under one of the currents of its figure, in pA from the beginning. */
function cell(name: string, amplitude: number, parameters: Readonly<Record<string, string>>) {
  const input = [{ stimulus: "constant", amplitude: `${amplitude} pA` }];
  return { parameters, input, duration: "520 ms", source: `${book}, ${name}; I = ${amplitude} pA` } satisfies Preset;
}
