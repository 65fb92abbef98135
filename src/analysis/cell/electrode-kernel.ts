import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { fitExponential } from "../features/fit-exponential.ts";
import { type ClampSweep, checkSweep, meanBetween } from "./sweep.ts";

/** An electrode and a membrane as linear filters of the injected current. */
export interface ElectrodeKernel {
  /** Ohms: the electrode adds the sum over n of kernel[n] I[k - n] to the voltage at sample k. */
  readonly kernel: Float64Array;
  /** Of the electrode, ohms: the sum of its kernel. */
  readonly resistance: number;
  readonly membrane: {
    /** Ohms. */
    readonly resistance: number;
    /** Seconds. */
    readonly timeConstant: number;
    /** Volts at zero current. */
    readonly rest: number;
  };
  /** Electrode and membrane together, as they were measured. */
  readonly whole: Float64Array;
  /** The rate that the kernels are sampled at, Hz. */
  readonly rate: number;
}

export interface KernelOptions {
  /** Seconds of the kernel of electrode and membrane. Default: 15 ms. */
  readonly length?: number;
  /** Seconds after which the electrode has answered. Default: 3 ms. */
  readonly electrode?: number;
}

/**
 * The kernel of the electrode from a subthreshold answer to noise: active electrode compensation (Brette, Piwkowska, Monier,
 * Rudolph-Lilith, Fournier, Levy, Frégnac, Bal & Destexhe 2008, Neuron 59:379). The kernel K of electrode and membrane is the
 * linear regression of the voltage on the current; its tail gives the time constant of the membrane, lambda = e^(-dt/tau); and
 * since the membrane gets what has passed the electrode, K = Ke * (1 + a/(1 - lambda z^-1)), which is undone by
 * Ke[n] = (K[n] - lambda K[n-1] + lambda Ke[n-1])/(1 + a), with the a that leaves the least of Ke behind `electrode`.
 *
 * @throws RangeError where the sweep is shorter than ten kernels, its current does not vary, or no membrane shows in the tail
 */
export function estimateElectrode(sweep: ClampSweep, options: KernelOptions = {}): ElectrodeKernel {
  checkSweep(sweep);
  const { length = 15e-3, electrode = 3e-3 } = options;
  const { rate } = sweep;
  const [taps, settled] = [Math.round(length * rate), Math.round(electrode * rate)];
  if (!(settled >= 1 && taps >= 2 * settled))
    throw new RangeError(
      `the kernel (${length} s) must be twice as long as that of the electrode (${electrode} s), and that a sample at ${rate} Hz`,
    );
  if (sweep.voltage.length < 10 * taps)
    throw new RangeError(`a kernel of ${taps} samples needs ${10 * taps}, but the sweep has ${sweep.voltage.length}`);
  const { kernel: whole, rest } = regress(sweep, taps);
  const tail = whole.subarray(settled);
  const fit = fitExponential(
    tail.map((_, k) => k / rate),
    tail,
  );
  // The tail ends at 0, but 15 ms may be too short to show it: the asymptote is held there.
  const tau = fit && fit.scale > 0 && Math.abs(fit.offset) < 0.2 * fit.scale ? fit.tau : decay(tail, rate);
  if (!(tau > 0 && Number.isFinite(tau)))
    throw new RangeError(
      "the answer to the current has no tail that decays, so no membrane shows in it; give a longer one",
    );
  const lambda = Math.exp(-1 / (tau * rate));
  const behind = (a: number): number =>
    separate(whole, lambda, a)
      .subarray(settled)
      .reduce((sum, value) => sum + value ** 2, 0);
  const a = minimum(behind, 0, 1);
  const kernel = separate(whole, lambda, a).slice(0, settled);
  const resistance = kernel.reduce((sum, value) => sum + value, 0);
  const membrane = { resistance: (a * resistance) / (1 - lambda), timeConstant: tau, rest };
  return { kernel, resistance, membrane, whole, rate };
}

/**
 * The voltage without what the electrode adds: V[k] - sum of Ke[n] I[k - n]. Before the first sample the current is taken to
 * have been the first.
 *
 * @throws RangeError where the kernel was estimated at another rate
 */
export function compensateElectrode(
  sweep: ClampSweep,
  { kernel, rate }: Pick<ElectrodeKernel, "kernel" | "rate">,
): Float64Array {
  checkSweep(sweep);
  if (Math.abs(sweep.rate - rate) > 1e-6 * rate)
    throw new RangeError(
      `the kernel is sampled at ${rate} Hz, but the sweep at ${sweep.rate} Hz; estimate it at that rate`,
    );
  const { voltage, current } = sweep;
  return voltage.map((value, k) => {
    let drop = 0;
    for (let n = 0; n < kernel.length; n++) drop += kernel[n]! * current[Math.max(0, k - n)]!;
    return value - drop;
  });
}

/** V[k] = rest + sum of K[n] I[k - n], in the sense of least squares: the normal equations, solved by Cholesky. */
function regress({ voltage, current }: ClampSweep, taps: number): { kernel: Float64Array; rest: number } {
  const n = current.length;
  const [mi, mv] = [meanBetween(current, 0, n), meanBetween(voltage, 0, n)];
  // In nanoamperes, so that the numbers are of order one.
  const [i, v] = [current.map((value) => (value - mi) * 1e9), voltage.map((value) => value - mv)];
  const products = new Matrix(taps, taps);
  const right = new Matrix(taps, 1);
  for (let lag = 0; lag < taps; lag++) {
    let [own, with0] = [0, 0];
    for (let k = taps; k < n; k++) {
      own += v[k]! * i[k - lag]!;
      with0 += i[k]! * i[k - lag]!;
    }
    right.set(lag, 0, own);
    // Along a diagonal one product enters and one leaves.
    for (let row = 0, sum = with0; row + lag < taps; row++) {
      products.set(row, row + lag, sum);
      products.set(row + lag, row, sum);
      const [enters, leaves] = [taps - 1 - row, n - 1 - row];
      sum += i[enters]! * i[enters - lag]! - i[leaves]! * i[leaves - lag]!;
    }
  }
  const factored = new CholeskyDecomposition(products);
  if (!factored.isPositiveDefinite())
    throw new RangeError(
      "the current does not vary enough to tell the samples of a kernel apart; give an answer to noise",
    );
  const kernel = Float64Array.from(factored.solve(right).to1DArray(), (value) => value * 1e9);
  return { kernel, rest: mv - mi * kernel.reduce((sum, value) => sum + value, 0) };
}

/** Ke of K, for a share a of the membrane. */
function separate(whole: Float64Array, lambda: number, a: number): Float64Array {
  const kernel = new Float64Array(whole.length);
  for (let n = 0; n < whole.length; n++)
    kernel[n] = (whole[n]! - lambda * (whole[n - 1] ?? 0) + lambda * (kernel[n - 1] ?? 0)) / (1 + a);
  return kernel;
}

/** The time constant of the exponential, ending at 0, nearest to values that are positive: a line through their logarithms. */
function decay(values: Float64Array, rate: number): number {
  let [x, y, xx, xy, weight] = [0, 0, 0, 0, 0];
  for (const [k, value] of values.entries()) {
    if (!(value > 0)) continue;
    // The logarithm of a value is uncertain by the inverse of the value.
    const own = value * value;
    weight += own;
    x += own * k;
    y += own * Math.log(value);
    xx += own * k * k;
    xy += own * k * Math.log(value);
  }
  const slope = (weight * xy - x * y) / (weight * xx - x * x);
  return -1 / (slope * rate);
}

/** The place of the minimum of a function with one valley: golden sections. */
function minimum(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  for (let k = 0; k < 60; k++) {
    const [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (f(c) < f(d)) b = d;
    else a = c;
  }
  return (a + b) / 2;
}
