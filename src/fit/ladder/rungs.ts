import type { PresetDocument } from "../../experiment-preset.ts";
import { type Dimension, dimensionless, dimensions, divide } from "../../quantity/dimension.ts";
import { formatQuantity } from "../../quantity/quantity.ts";
import type { FreeRange } from "../fit-types.ts";
import type { ObjectiveDocument } from "../objective-document.ts";
import type { CellScale } from "./cell-scale.ts";

/** A model of the ladder, ready to be fitted to a cell of a certain scale. */
export interface Rung {
  /** `lif`: of the catalogue, where it is one. */
  readonly name: string;
  /** What it adds to a leaky membrane that fires at a threshold. */
  readonly keeps: string;
  readonly experiment: PresetDocument;
  readonly free: Readonly<Record<string, FreeRange>>;
  /** What it is fitted by. Default: what suits the data. */
  readonly objective?: ObjectiveDocument;
}

const { volt, amp, second, siemens, farad, hertz } = dimensions;

/** An Izhikevich neuron with units, of which u does not change its slope below rest: 5 numbers less than the catalogue's. */
const quadratic = {
  equations: `dv/dt = (k*(v - v_r)*(v - v_t) - u + I)/C : volt
du/dt = a*(b*(v - v_r) - u) : amp
I : amp (input)`,
  threshold: "v >= v_peak",
  reset: "v = c; u += d",
  initial: { v: "v_r", u: "0 pA" },
};

/**
 * The models from the simplest to those with adaptation, a moving threshold and an upstroke, each with the ranges of what is free.
 * Rest and input resistance are the cell's: the spikes alone do not say in which volts the threshold is, so one of them must be
 * given.
 */
export function ladderRungs(scale: CellScale): Rung[] {
  return rungsFor(scale).ladder;
}

/** A leaky membrane whose spikes are drawn, the likelier the nearer it comes to a moving threshold: fitted by their likelihood. */
export function escapeRung(scale: CellScale): Rung {
  return rungsFor(scale).escaping;
}

function rungsFor(scale: CellScale): { readonly ladder: Rung[]; readonly escaping: Rung } {
  const { E_L, R, tau, threshold } = scale;
  const height = threshold - E_L;
  const current = height / R;
  const range = (from: number, to: number, dimension: Dimension, log = false): FreeRange => ({
    from: formatQuantity(from, dimension),
    to: formatQuantity(to, dimension),
    ...(log ? { scale: "log" as const } : {}),
  });
  /** Potentials as parts of the way from rest to threshold. */
  const potential = (from: number, to: number) => range(E_L + from * height, E_L + to * height, volt);
  const timed = (from: number, to: number) => range(from, to, second, true);
  const rate = (slow: number, fast: number) => range(1 / slow, 1 / fast, hertz, true);
  const amperes = (from: number, to: number) => range(from * current, to * current, amp);
  const capacitance = range((0.25 * tau) / R, (4 * tau) / R, farad, true);
  const level = potential(0.3, 2.2);
  const reset = potential(-1.2, 0.95);
  const t_ref = timed(0.5e-3, 20e-3);
  const rest = formatQuantity(E_L, volt);
  const conductance = formatQuantity(1 / R, siemens);
  const resistance = formatQuantity(R, dimensions.ohm);
  const leaky = { tau_m: timed(0.25 * tau, 4 * tau), t_ref };
  const glif1 = { C: capacitance, theta_inf: level, t_ref };
  const glif2 = {
    f_v: range(0, 1.2, dimensionless),
    delta_v: range(-height, height, volt),
    delta_theta_s: range(-0.2 * height, 2 * height, volt),
    b_s: rate(1, 5e-3),
  };
  const glif3 = {
    delta_I_1: amperes(-1.5, 0.5),
    delta_I_2: amperes(-6, 3),
    k_1: rate(1, 50e-3),
    k_2: rate(50e-3, 3e-3),
  };
  const adapting = { tau_w: timed(10e-3, 1), b: amperes(0, 2) };
  const moving = {
    omega: range(0.3 * height, 2.2 * height, volt),
    alpha_1: range(-0.5 * height, 4 * height, volt),
    alpha_2: range(-0.3 * height, 1.5 * height, volt),
    tau_1: timed(2e-3, 40e-3),
    tau_2: timed(40e-3, 1),
    ...leaky,
  };
  const rung = (
    name: string,
    keeps: string,
    parameters: Readonly<Record<string, string>>,
    free: Rung["free"],
    more: Partial<PresetDocument> = {},
  ): Rung => ({ name, keeps, experiment: { model: name, parameters, ...more }, free });
  const [ohmic, conducting] = [
    { E_L: rest, R: resistance },
    { E_L: rest, g: conductance },
  ];
  // A third of the time of rk4; its error is far below the precision of measured spikes.
  const nonlinear = { method: "heun" };
  const escaping = rung(
    "gif",
    "spikes by chance, an after-spike current and a moving threshold",
    { E_L: rest, g_L: conductance },
    {
      // Where the rate is 1 Hz: below the potentials at which spikes are likely.
      ...{
        C: capacitance,
        v_T: potential(-0.5, 1.6),
        Delta_v: range(0.2e-3, 10e-3, volt, true),
        v_reset: reset,
        t_ref,
      },
      ...{ eta: amperes(-0.5, 3), tau_w: timed(10e-3, 1) },
      ...{ gamma: range(-0.3 * height, 2 * height, volt), tau_theta: timed(10e-3, 1) },
    },
  );
  const ladder = [
    rung(
      "if",
      "summation",
      {},
      { C: range((0.3 * tau) / R, (20 * tau) / R, farad, true), v_th: level, v_reset: reset },
      { initial: { v: rest } },
    ),
    rung("lif", "leak and refractory period", ohmic, { ...leaky, v_th: level, v_reset: reset }),
    rung("adaptive-lif", "an after-spike current", ohmic, {
      ...leaky,
      v_th: level,
      v_reset: reset,
      ...adapting,
      a: range(0, 1 / R, siemens),
    }),
    rung("mat", "a moving threshold, no reset", ohmic, moving),
    rung("amat", "a threshold that follows the potential", ohmic, {
      ...moving,
      beta: range(-1e3, 1e3, hertz),
      tau_v: timed(1e-3, 20e-3),
    }),
    rung("glif1", "leak and refractory period", conducting, { ...glif1, v_reset: reset }),
    rung("glif2", "reset rules and a moving threshold", conducting, { ...glif1, ...glif2 }),
    rung("glif3", "two after-spike currents", conducting, { ...glif1, v_reset: reset, ...glif3 }),
    rung("glif4", "after-spike currents and a moving threshold", conducting, { ...glif1, ...glif2, ...glif3 }),
    rung("glif5", "and a threshold that follows the potential", conducting, {
      ...glif1,
      ...glif2,
      ...glif3,
      a_v: range(-100, 400, hertz),
      b_v: rate(100e-3, 2e-3),
    }),
    rung(
      "eif",
      "an upstroke",
      { ...ohmic, v_peak: "0 mV" },
      { tau_m: leaky.tau_m, v_T: level, Delta_T: range(0.2e-3, 6e-3, volt, true), v_reset: reset },
      nonlinear,
    ),
    rung(
      "adex",
      "an upstroke and an adaptation current",
      { E_L: rest, g_L: conductance, v_peak: "0 mV" },
      {
        ...{ C: capacitance, v_T: level, Delta_T: range(0.2e-3, 6e-3, volt, true), v_reset: reset, ...adapting },
        a: range(-0.3 / R, 1 / R, siemens),
      },
      nonlinear,
    ),
    {
      name: "izhikevich",
      keeps: "a parabola and a recovery variable",
      experiment: { model: { ...quadratic, parameters: izhikevichParameters(scale) }, ...nonlinear },
      free: {
        C: capacitance,
        k: range(0.15 / R / height, 4 / R / height, divide(siemens, volt), true),
        v_t: potential(0.3, 2),
        a: rate(1, 2e-3),
        b: range(-1 / R, 2 / R, siemens),
        c: potential(-1.2, 0.95),
        d: amperes(0, 4),
      },
    },
  ];
  return { ladder, escaping: { ...escaping, objective: { name: "likelihood" } } };
}

/** A parabola whose slope at rest is the membrane's, and no recovery. */
function izhikevichParameters({ E_L, R, tau, threshold }: CellScale): Record<string, string> {
  const height = threshold - E_L;
  return {
    C: formatQuantity(tau / R, farad),
    k: formatQuantity(1 / R / height, divide(siemens, volt)),
    v_r: formatQuantity(E_L, volt),
    v_t: formatQuantity(threshold, volt),
    v_peak: "30 mV",
    a: "0.03 1/ms",
    b: "0 nS",
    c: formatQuantity(E_L + 0.5 * height, volt),
    d: formatQuantity(height / R, amp),
  };
}
