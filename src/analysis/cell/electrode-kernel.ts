import { Matrix, solve } from "ml-matrix";
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
  /** The rate that the kernel is sampled at, Hz. */
  readonly rate: number;
}

export interface KernelOptions {
  /** Seconds after which the electrode has answered. Default: 3 ms. */
  readonly electrode?: number;
}

/**
 * The kernel of the electrode from a subthreshold answer to noise: active electrode compensation (Brette, Piwkowska, Monier,
 * Rudolph-Lilith, Fournier, Levy, Frégnac, Bal & Destexhe 2008, Neuron 59:379). The membrane, of one time constant tau, gets
 * what has passed the electrode: with lambda = e^(-dt/tau) and z^-1 for "one sample earlier",
 *
 *     V = rest + Ke (1 + a/(1 - lambda z^-1)) I.
 *
 * Hence V[k] = lambda V[k-1] + sum of B[n] I[k-n] + constant with B = Ke (1 + a - lambda z^-1), as short as the electrode's own
 * kernel: a regression. Because the noise of V[k-1] would bias it, older currents stand for V[k-1] as its instrument (Söderström
 * & Stoica 1983, Instrumental Variable Methods for System Identification). Then Ke[n] = (B[n] + lambda Ke[n-1])/(1 + a), with the
 * a for which nothing of Ke is left, in sum, behind the electrode's time.
 *
 * @throws RangeError where the sweep is too short, its current does not vary, or no membrane shows in the voltage
 */
export function estimateElectrode(sweep: ClampSweep, options: KernelOptions = {}): ElectrodeKernel {
  checkSweep(sweep);
  const { electrode = 3e-3 } = options;
  const { rate } = sweep;
  const taps = Math.round(electrode * rate) + 1;
  if (!(taps >= 3))
    throw new RangeError(`an electrode of ${electrode} s has no samples at ${rate} Hz; give a longer time`);
  if (sweep.voltage.length < 50 * taps)
    throw new RangeError(`a kernel of ${taps} samples needs ${50 * taps}, but the sweep has ${sweep.voltage.length}`);
  // The instrument is best with the membrane's own time constant: the second time it nearly is.
  let found = regress(sweep, taps, Math.exp(-1 / (10e-3 * rate)));
  for (let k = 0; k < 3; k++) found = regress(sweep, taps, Math.min(found.lambda, 1 - 1e-6));
  const { lambda, filter, rest } = found;
  const behind = (a: number): number =>
    separate(filter, lambda, a, 4 * taps)
      .subarray(taps)
      .reduce((sum, x) => sum + x, 0);
  const a = firstRoot(behind);
  if (a === undefined)
    throw new RangeError("no membrane can be told from the electrode; say in `electrode` how long the latter lasts");
  const kernel = separate(filter, lambda, a, taps);
  const resistance = kernel.reduce((sum, value) => sum + value, 0);
  const membrane = {
    resistance: (a * resistance) / (1 - lambda),
    timeConstant: -1 / (rate * Math.log(lambda)),
    rest,
  };
  return { kernel, resistance, membrane, rate };
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

interface Regression {
  readonly lambda: number;
  /** B, ohms. */
  readonly filter: Float64Array;
  /** Volts. */
  readonly rest: number;
}

/** V[k] = lambda V[k-1] + sum of B[n] I[k-n] + constant, with sum of near^n I[k-taps-n] as the instrument of V[k-1]. */
function regress({ voltage, current }: ClampSweep, taps: number, near: number): Regression {
  const n = current.length;
  const [mi, mv] = [meanBetween(current, 0, n), meanBetween(voltage, 0, n)];
  // In nanoamperes and millivolts, so that the sums are of like order.
  const [i, v] = [current.map((value) => (value - mi) * 1e9), voltage.map((value) => (value - mv) * 1e3)];
  const older = new Float64Array(n);
  for (let k = 1; k < n; k++) older[k] = near * older[k - 1]! + (k >= taps ? i[k - taps]! : 0);

  const products = new Matrix(taps + 1, taps + 1);
  const right = new Matrix(taps + 1, 1);
  const sumOf = (a: Float64Array, lagA: number, b: Float64Array, lagB: number): number => {
    let sum = 0;
    for (let k = taps; k < n; k++) sum += a[k - lagA]! * b[k - lagB]!;
    return sum;
  };
  for (let lag = 0; lag < taps; lag++) {
    for (let other = lag; other < taps; other++) {
      // Along a diagonal one product enters and one leaves.
      const sum: number =
        lag === 0
          ? sumOf(i, 0, i, other)
          : products.get(lag - 1, other - 1) + i[taps - lag]! * i[taps - other]! - i[n - lag]! * i[n - other]!;
      products.set(lag, other, sum);
      products.set(other, lag, sum);
    }
    products.set(lag, taps, sumOf(i, lag, v, 1));
    products.set(taps, lag, sumOf(older, 0, i, lag));
    right.set(lag, 0, sumOf(i, lag, v, 0));
  }
  products.set(taps, taps, sumOf(older, 0, v, 1));
  right.set(taps, 0, sumOf(older, 0, v, 0));
  const solution = solved(products, right);
  const lambda = solution?.[taps] ?? Number.NaN;
  if (!solution || !(lambda > 0 && lambda < 1)) {
    const problem = "no membrane shows in the answer to the current, or the current does not vary enough";
    throw new RangeError(`${problem}; give a longer subthreshold answer to noise`);
  }
  const filter = Float64Array.from(solution.slice(0, taps), (value) => value * 1e6);
  const total = filter.reduce((sum, value) => sum + value, 0);
  return { lambda, filter, rest: mv - (total * mi) / (1 - lambda) };
}

/** Undefined where the matrix is singular. */
function solved(products: Matrix, right: Matrix): number[] | undefined {
  try {
    return solve(products, right).to1DArray();
  } catch {
    return undefined;
  }
}

/** `length` samples of Ke of B, for a share a of the membrane. */
function separate(filter: Float64Array, lambda: number, a: number, length: number): Float64Array {
  const kernel = new Float64Array(length);
  for (let n = 0; n < length; n++) kernel[n] = ((filter[n] ?? 0) + lambda * (kernel[n - 1] ?? 0)) / (1 + a);
  return kernel;
}

/** The smallest positive a at which a function that begins above 0 passes it: from decade to decade, then by halves. */
function firstRoot(f: (a: number) => number): number | undefined {
  let [low, high] = [0, 1e-6];
  if (!(f(low) > 0)) return undefined;
  for (; f(high) > 0; high *= 1.3) {
    if (high > 10) return undefined;
    low = high;
  }
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
