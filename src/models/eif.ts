import type { NeuronModel } from "./neuron-model.ts";

export const exponentialIntegrateAndFire = {
  name: "eif",
  title: "Exponential integrate-and-fire neuron",
  description:
    "A leaky integrator whose upstroke is an exponential: " +
    "tau_m dv/dt = -(v - E_L) + Delta_T exp((v - v_T)/Delta_T) + R I. There is no hard threshold: a slow current makes the " +
    "neuron fire where it brings v above v_T, at the rheobase (v_T - E_L - Delta_T)/R, a short pulse where it lifts v above " +
    "the unstable point further up. v_peak only says where the upstroke is cut, and hardly matters. As Delta_T goes to 0 it " +
    "becomes the leaky neuron with the threshold v_T. The exponent is not let beyond 20, where the rest of the upstroke " +
    "takes less than 1e-6 ms, so that no step overflows.",
  definition: {
    equations: `dv/dt = (E_L - v_up + Delta*exp(min((v - v_T)/Delta, 20)) + R*I)/tau_m : volt
v_up = min(v, v_peak + 5*Delta) : volt
Delta = max(Delta_T, 1*uV) : volt
I : amp (input)`,
    parameters: {
      tau_m: "12 ms",
      R: "20 MOhm",
      E_L: "-65 mV",
      v_T: "-55 mV",
      Delta_T: "2 mV",
      v_peak: "-30 mV",
      v_reset: "-60 mV",
    },
    threshold: "v > v_peak",
    reset: "v = v_reset",
    initial: { v: "E_L" },
  },
  meanings: {
    v: "membrane potential",
    v_up: "v, but at most v_peak + 5 Delta: a step may go far beyond the peak",
    Delta: "Delta_T, but at least 1 uV",
    I: "input current",
    tau_m: "membrane time constant",
    R: "membrane resistance",
    E_L: "reversal potential of the leak: the resting potential but for the foot of the exponential",
    v_T: "rheobase threshold: where the slope of the spike current equals the leak",
    Delta_T: "slope factor: how sharply the upstroke sets in; 0: a hard threshold",
    v_peak: "where the upstroke is cut and a spike is counted",
    v_reset: "membrane potential after a spike",
  },
  presets: {
    nd: {
      parameters: {},
      input: [{ stimulus: "step", amplitude: "0.8 nA", start: "20 ms", stop: "121 ms" }],
      duration: "200 ms",
      source:
        "Neuronal Dynamics, exercises of chapter 5: the defaults, with the step of their first run; rheobase 0.4 nA.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "1 nA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 0.8 nA from 20 to 121 ms",
      experiment: {
        input: [{ stimulus: "step", amplitude: "0.8 nA", start: "20 ms", stop: "121 ms" }],
        duration: "180 ms",
      },
      expected: {
        kind: "spikes",
        first: [
          37.4583308771, 50.4519628978, 63.4455949186, 76.4392269394, 89.4328589602, 102.426490981, 115.420123002,
        ],
        count: 7,
        within: 0.001,
      },
      source: "converged solution of the exercise of Neuronal Dynamics",
    },
    {
      what: "rate under 0.402 nA, just above the rheobase",
      experiment: { input: [{ stimulus: "constant", amplitude: "0.402 nA" }], duration: "2 s" },
      expected: { kind: "rate", after: 100, hertz: 2.76863392375, within: 0.0001 },
      source: "quadrature of dt = dv/f(v)",
    },
  ],
  references: [
    "Fourcaud-Trocmé N, Hansel D, van Vreeswijk C, Brunel N (2003). How spike generation mechanisms determine the neuronal response to fluctuating inputs. J Neurosci 23:11628-11640.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 5.2.",
  ],
} as const satisfies NeuronModel;
