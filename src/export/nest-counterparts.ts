/** A parameter of a NEST model: its unit, and its value in SI from those of the model here. */
interface NestParameter {
  readonly unit: "ms" | "mV" | "pF" | "nS" | "pA" | "1";
  readonly from: (values: Readonly<Record<string, number>>) => number;
}

/** A model of NEST that has the same equations as one of the catalogue. */
export interface NestCounterpart {
  readonly model: string;
  readonly parameters: Readonly<Record<string, NestParameter>>;
  /** Our variable for each of NEST's, and its unit there. */
  readonly variables: Readonly<Record<string, { readonly from: string; readonly unit: NestParameter["unit"] }>>;
  /** pA of one SI unit of the input, where that is no current. */
  readonly inputScale?: number;
  /** What differs. */
  readonly note?: string;
  /** Why it has none after all, with these values. */
  readonly refuses?: (values: Readonly<Record<string, number>>) => string | undefined;
}

type Values = Readonly<Record<string, number>>;
const own = (name: string, unit: NestParameter["unit"]): NestParameter => ({ unit, from: (p: Values) => p[name]! });
const zero = (unit: NestParameter["unit"]): NestParameter => ({ unit, from: () => 0 });
const capacitance: NestParameter = { unit: "pF", from: (p) => p.tau_m! / p.R! };
const leaky = { C_m: capacitance, tau_m: own("tau_m", "ms"), E_L: own("E_L", "mV"), t_ref: own("t_ref", "ms") };
const potential = { V_m: { from: "v", unit: "mV" } } as const;

/** Square metres: with 1 uF/cm^2 the 100 pF of NEST's own neuron. */
const patch = 1e-8;
const perArea = (name: string, unit: NestParameter["unit"]): NestParameter => ({ unit, from: (p) => p[name]! * patch });

const adaptiveThreshold = {
  ...leaky,
  omega: { unit: "mV", from: (p: Values) => p.E_L! + p.omega! },
  alpha_1: own("alpha_1", "mV"),
  alpha_2: own("alpha_2", "mV"),
  tau_1: own("tau_1", "ms"),
  tau_2: own("tau_2", "ms"),
} as const;

const gates = {
  Act_m: { from: "m", unit: "1" },
  Inact_h: { from: "h", unit: "1" },
  Act_n: { from: "n", unit: "1" },
} as const;

const peakNote = "NEST counts a spike of this model at the maximum of V_m, not where it rises through v_spike.";

/** NEST 3's models with the equations of ours, by the names of the catalogue. Names and units from NEST's model directory. */
export const nestCounterparts: Readonly<Record<string, NestCounterpart>> = {
  lif: {
    model: "iaf_psc_delta",
    parameters: { ...leaky, V_th: own("v_th", "mV"), V_reset: own("v_reset", "mV") },
    variables: potential,
  },
  mat: { model: "mat2_psc_exp", parameters: adaptiveThreshold, variables: potential },
  amat: {
    model: "amat2_psc_exp",
    parameters: {
      ...adaptiveThreshold,
      beta: { unit: "1", from: (p) => p.beta! / 1000 },
      tau_v: own("tau_v", "ms"),
    },
    variables: potential,
  },
  eif: {
    model: "aeif_psc_exp",
    parameters: {
      C_m: capacitance,
      g_L: { unit: "nS", from: (p) => 1 / p.R! },
      E_L: own("E_L", "mV"),
      V_th: own("v_T", "mV"),
      Delta_T: own("Delta_T", "mV"),
      V_peak: own("v_peak", "mV"),
      V_reset: own("v_reset", "mV"),
      a: zero("nS"),
      b: zero("pA"),
      t_ref: zero("ms"),
    },
    variables: potential,
  },
  adex: {
    model: "aeif_psc_exp",
    parameters: {
      C_m: own("C", "pF"),
      g_L: own("g_L", "nS"),
      E_L: own("E_L", "mV"),
      V_th: own("v_T", "mV"),
      Delta_T: own("Delta_T", "mV"),
      V_peak: own("v_peak", "mV"),
      V_reset: own("v_reset", "mV"),
      a: own("a", "nS"),
      b: own("b", "pA"),
      tau_w: own("tau_w", "ms"),
      t_ref: zero("ms"),
    },
    variables: { ...potential, w: { from: "w", unit: "pA" } },
  },
  izhikevich: {
    model: "izhikevich",
    parameters: {
      a: own("a", "1"),
      b: own("b", "1"),
      c: own("c", "1"),
      d: own("d", "1"),
      V_th: own("v_peak", "1"),
      consistent_integration: { unit: "1", from: () => 1 },
    },
    variables: { V_m: { from: "v", unit: "1" }, U_m: { from: "u", unit: "1" } },
    inputScale: 1,
    refuses: ({ k_2, k_1, k_0 }) =>
      k_2 === 0.04 && k_1 === 5 && k_0 === 140 ? undefined : "its izhikevich has 0.04 v^2 + 5 v + 140 only",
  },
  "hodgkin-huxley": {
    model: "hh_psc_alpha",
    parameters: {
      C_m: perArea("C", "pF"),
      g_Na: perArea("g_Na", "nS"),
      g_K: perArea("g_K", "nS"),
      g_L: perArea("g_L", "nS"),
      E_Na: own("E_Na", "mV"),
      E_K: own("E_K", "mV"),
      E_L: own("E_L", "mV"),
    },
    variables: { ...potential, ...gates },
    inputScale: patch * 1e12,
    note: `A membrane of 10,000 um^2. ${peakNote}`,
  },
  "traub-miles": {
    model: "hh_cond_exp_traub",
    parameters: {
      C_m: own("C", "pF"),
      g_Na: own("g_Na", "nS"),
      g_K: own("g_K", "nS"),
      g_L: own("g_L", "nS"),
      E_Na: own("E_Na", "mV"),
      E_K: own("E_K", "mV"),
      E_L: own("E_L", "mV"),
      V_T: own("v_T", "mV"),
    },
    variables: { ...potential, ...gates },
    note: peakNote,
  },
};
