/** In words: the gates of sodium and potassium channels that neurons after Hodgkin and Huxley have in common. */
export const gates = {
  h: "inactivation of the sodium channels (1: not inactivated)",
  n: "activation of the potassium channels",
  alpha_h: "opening rate of h",
  beta_h: "closing rate of h",
  alpha_n: "opening rate of n",
  beta_n: "closing rate of n",
} as const;

/** The third gate, where the sodium channels take time to open. */
export const activation = {
  m: "activation of the sodium channels",
  alpha_m: "opening rate of m",
  beta_m: "closing rate of m",
} as const;

/** The gates at rest: where dx/dt = alpha_x (1 - x) - beta_x x is 0. */
export const steadyGates = {
  m: "alpha_m/(alpha_m + beta_m)",
  h: "alpha_h/(alpha_h + beta_h)",
  n: "alpha_n/(alpha_n + beta_n)",
} as const;

export const hodgkinHuxleyPaper =
  "Hodgkin AL, Huxley AF (1952). A quantitative description of membrane current and its application to conduction and excitation in nerve. J Physiol 117:500-544.";
