import type { ExperimentDocument } from "../../experiment.ts";
import type { ModelObject } from "../../experiment-types.ts";
import { type Dimension, dimensionless, dimensions } from "../../quantity/dimension.ts";
import { formatQuantity } from "../../quantity/quantity.ts";
import type { GifParameters } from "./gif-parameters.ts";
import type { Kernel } from "./kernel-basis.ts";

/** What drives the neuron. */
export interface GifDrive {
  /** Samples a second. */
  readonly rate: number;
  /** Amperes, held from sample to sample. */
  readonly current: Float64Array;
  /** Volts at time 0. Default: E_L. */
  readonly initial?: number;
}

const { volt, amp, second, hertz, siemens, farad } = dimensions;

/**
 * The fitted neuron under a current, as an experiment: `trials` members, each with random numbers of its own. Each exponential of
 * the kernels is a variable.
 *
 * @throws RangeError for kernels of rectangles, which no equation of finitely many variables has
 */
export function gifDocument(
  parameters: GifParameters,
  drive: GifDrive,
  { trials = 1, seed = 1 }: { readonly trials?: number; readonly seed?: number } = {},
): ExperimentDocument {
  return {
    ...driven(gifModel(parameters, "rand() < -expm1(-lambda*dt)"), parameters, drive),
    parameters: { E_L: new Array<string>(trials).fill(formatQuantity(parameters.E_L, volt)) },
    seed,
  };
}

/**
 * The same neuron without its noise: it fires where lambda passes a rate. One member for each of the `rates` (hertz), so that the
 * one whose spikes are nearest to the data can be taken: a single train that is right on average says more of the next repeat
 * than a train with noise of its own.
 *
 * @throws RangeError as `gifDocument`
 */
export function noiselessGifDocument(
  parameters: GifParameters,
  drive: GifDrive,
  rates: readonly number[],
): ExperimentDocument {
  const { parameters: values, ...model } = gifModel(parameters, "v > theta + Delta_v*log(lambda_c/lambda_0)");
  const first = formatQuantity(rates[0] ?? 1, hertz);
  return {
    ...driven({ ...model, parameters: { ...values, lambda_c: first } }, parameters, drive),
    parameters: { lambda_c: rates.map((rate) => formatQuantity(rate, hertz)) },
  };
}

function driven(model: ModelObject, parameters: GifParameters, drive: GifDrive): ExperimentDocument {
  const { rate, current, initial } = drive;
  const interval = formatQuantity(1 / rate, second);
  return {
    model:
      initial === undefined ? model : { ...model, initial: { ...model.initial, v: formatQuantity(initial, volt) } },
    input: [
      {
        stimulus: "samples",
        values: Array.from(current, (value) => value * 1e9),
        unit: "nA",
        start: "0 ms",
        interval,
      },
    ],
    duration: formatQuantity(current.length / rate, second),
    dt: interval,
    // The coupling is the only part that is not linear; a current that is held for each step needs no smaller ones.
    ...(parameters.coupling.parts.length > 0 ? { method: "rk4" } : {}),
  };
}

function gifModel({ eta, gamma, coupling, ...own }: GifParameters, threshold: string): ModelObject {
  const currents = timeConstantsOf(eta, "eta");
  const thresholds = timeConstantsOf(gamma, "gamma");
  const { parts } = coupling;
  const numbered = (list: readonly unknown[], text: (k: number) => string): string[] => list.map((_, k) => text(k + 1));
  const w = numbered(currents, (k) => `w_${k}`);
  const moved = [...numbered(thresholds, (k) => `theta_${k}`), ...numbered(parts, (k) => `c_${k}*y_${k}`)];
  const values = (prefix: string, list: readonly number[], dimension: Dimension) =>
    list.map((value, k) => [`${prefix}_${k + 1}`, formatQuantity(value, dimension)]);
  const { C, g_L, E_L, v_T, Delta_v, lambda_0, v_reset, t_ref } = own;
  return {
    equations: [
      `dv/dt = (${["g_L*(E_L - v)", ...w].join(" - ")} + I)/C : volt (unless refractory)`,
      ...numbered(currents, (k) => `dw_${k}/dt = -w_${k}/tau_w_${k} : amp`),
      ...numbered(thresholds, (k) => `dtheta_${k}/dt = -theta_${k}/tau_theta_${k} : volt`),
      ...numbered(parts, (k) => `dy_${k}/dt = (s_${k}*log(1 + exp((v - v_${k})/s_${k})) - y_${k})/tau_y_${k} : volt`),
      `theta = ${["v_T", ...moved].join(" + ")} : volt`,
      "lambda = lambda_0*exp((v - theta)/Delta_v) : Hz",
      "I : amp (input)",
    ].join("\n"),
    parameters: Object.fromEntries([
      ...Object.entries({ E_L, v_T, Delta_v, v_reset }).map(([name, value]) => [name, formatQuantity(value, volt)]),
      ["C", formatQuantity(C, farad)],
      ["g_L", formatQuantity(g_L, siemens)],
      ["lambda_0", formatQuantity(lambda_0, hertz)],
      ["t_ref", formatQuantity(t_ref, second)],
      ...values("eta", eta.weights, amp),
      ...values("tau_w", currents, second),
      ...values("gamma", gamma.weights, volt),
      ...values("tau_theta", thresholds, second),
      ...values("c", coupling.weights, dimensionless),
      ...values(
        "v",
        parts.map(({ potential }) => potential),
        volt,
      ),
      ...values(
        "s",
        parts.map(({ softness }) => softness),
        volt,
      ),
      ...values(
        "tau_y",
        parts.map(({ timeConstant }) => timeConstant),
        second,
      ),
    ]),
    threshold,
    // Raised at the spike so that the weight is left when the refractory period ends.
    reset: [
      "v = v_reset",
      ...numbered(currents, (k) => `w_${k} += eta_${k}*exp(t_ref/tau_w_${k})`),
      ...numbered(thresholds, (k) => `theta_${k} += gamma_${k}*exp(t_ref/tau_theta_${k})`),
    ].join("; "),
    refractory: "t_ref",
    initial: { v: "E_L" },
  };
}

function timeConstantsOf({ basis }: Kernel, name: string): readonly number[] {
  if (basis.form === "exponentials") return basis.timeConstants;
  throw new RangeError(
    `the kernel ${name} is made of rectangles, which equations cannot say; fit it with exponentials`,
  );
}
