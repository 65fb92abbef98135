import { Matrix, solve } from "ml-matrix";
import { concatenate } from "../concatenate.ts";
import { type LifTrace, lifCoefficients, type SpikingTrace } from "./lif-response.ts";
import { minimumOverGrid } from "./minimum.ts";

/** Parameters of a leaky integrate-and-fire neuron, SI. */
export interface LifEstimate {
  readonly E_L: number;
  readonly v_reset: number;
  readonly v_th: number;
  readonly R: number;
  readonly tau_m: number;
  readonly t_ref: number;
  /** Root mean square of what the fit leaves of the voltage, volt: the noise, where the neuron is a leaky one. */
  readonly residual: number;
}

export interface EstimateOptions {
  /** A fall by more than this between two samples is a spike, where a trace brings no spike times. Default: 5 mV. */
  readonly fall?: number;
}

/**
 * The parameters of a leaky integrate-and-fire neuron from its responses to known currents, such as a family of steps. Each trace
 * begins at rest; at least one has a spike and what follows its refractory period.
 *
 * For given tau_m and t_ref the voltage is linear in E_L, R and v_reset, so these are solved for and only two numbers are
 * searched (variable projection; Golub & Pereyra 1973, SIAM J Numer Anal 10:413): tau_m first from the samples before the first
 * spikes, then t_ref, each over a grid, then both together by Gauss-Newton steps until they rest. The threshold is the mean of the fitted voltage at the spikes.
 *
 * @throws RangeError for arrays that do not fit together, without current, and without spikes
 */
export function estimateLif(traces: readonly LifTrace[], { fall = 5e-3 }: EstimateOptions = {}): LifEstimate {
  traces.forEach(requireTrace);
  if (traces.length === 0) throw new RangeError("an estimate needs at least one trace");
  if (traces.every(({ current }) => current.every((I) => I === 0)))
    throw new RangeError("the current is 0 in all traces, which says nothing about R and tau_m; inject one");
  const known = traces.map((trace) => ({ ...trace, spikes: trace.spikes ?? steepFalls(trace, fall) }));
  const longest = longestRefractory(known);
  const quiet = known.map(beforeFirstSpike).filter(({ time }) => time.length > 1);
  const [step, length] = extent(known);
  const taus = grid(Math.log(step), Math.log(10 * length), 60);
  const tau = Math.exp(minimumOverGrid((log) => fitted(quiet, Math.exp(log), 0).squares, taus));
  const refractory = minimumOverGrid((t_ref) => fitted(known, tau, t_ref).squares, grid(0, longest, 60));
  return rested(known, [tau, refractory], longest);
}

/** Gauss-Newton steps for all five numbers at once, halved where one would make the fit worse. */
function rested(traces: readonly SpikingTrace[], start: readonly [number, number], longest: number): LifEstimate {
  let [tau, refractory] = start;
  let best = fitted(traces, tau, refractory);
  for (let round = 0; round < mostRounds; round++) {
    const [byTau, byRefractory] = stepFrom(traces, tau, refractory, best);
    let part = 1;
    let found: Fit | undefined;
    let at = [tau, refractory] as const;
    for (; part > 1e-3 && !found; part /= 2) {
      at = [
        Math.min(2 * tau, Math.max(tau / 2, tau + part * byTau)),
        Math.min(longest, Math.max(0, refractory + part * byRefractory)),
      ];
      const tried = fitted(traces, ...at);
      if (tried.squares < best.squares) found = tried;
    }
    if (!found) break;
    const moved = Math.max(Math.abs(at[0] - tau), Math.abs(at[1] - refractory)) / tau;
    [tau, refractory] = at;
    best = found;
    if (moved < 1e-12) break;
  }
  const [E_L, R, v_reset] = best.coefficients as [number, number, number];
  const v_th = best.thresholds.reduce((sum, v) => sum + v, 0) / best.thresholds.length;
  const residual = Math.sqrt(best.squares / best.residuals.length);
  return { E_L, v_reset, v_th, R, tau_m: tau, t_ref: refractory, residual };
}

/** The change of tau and t_ref that makes the linearised residuals least, E_L, R and v_reset changing with them. */
function stepFrom(
  traces: readonly SpikingTrace[],
  tau: number,
  refractory: number,
  fit: Fit,
): readonly [number, number] {
  const small = 1e-6 * tau;
  const slope = (other: Fit): Float64Array => {
    const there = predicted(other.rows, fit.coefficients);
    return predicted(fit.rows, fit.coefficients).map((v, k) => (there[k]! - v) / small);
  };
  const byTau = slope(fitted(traces, tau + small, refractory));
  const byRefractory = slope(fitted(traces, tau, refractory + small));
  const columns = [0, 1, 2].map((i) => fit.residuals.map((_, k) => fit.rows[3 * k + i]!));
  const change = leastSquares([...columns, byTau, byRefractory], fit.residuals);
  return [change[3]!, change[4]!];
}

const mostRounds = 50;

interface Fit {
  /** E_L, R, v_reset; 0 for v_reset where there is no spike. */
  readonly coefficients: readonly number[];
  /** Their coefficients at all samples. */
  readonly rows: Float64Array;
  /** Volt, at all samples, and the sum of their squares. */
  readonly residuals: Float64Array;
  readonly squares: number;
  /** The fitted voltage at each spike. */
  readonly thresholds: Float64Array;
}

/** Least squares for E_L, R and v_reset over all samples. */
function fitted(traces: readonly SpikingTrace[], tau: number, refractory: number): Fit {
  const parts = traces.map((trace) => lifCoefficients(trace, tau, refractory));
  const rows = concatenate(parts.map(({ samples }) => samples));
  const voltage = concatenate(traces.map((trace) => trace.voltage));
  const columns = [0, 1, 2].map((i) => voltage.map((_, k) => rows[3 * k + i]!));
  const coefficients = leastSquares(columns, voltage);
  const residuals = predicted(rows, coefficients).map((v, k) => voltage[k]! - v);
  const thresholds = predicted(concatenate(parts.map(({ spikes }) => spikes)), coefficients);
  return { coefficients, rows, residuals, squares: dot(residuals, residuals), thresholds };
}

function predicted(rows: Float64Array, [E_L, R, v_reset]: readonly number[]): Float64Array {
  const voltage = new Float64Array(rows.length / 3);
  for (let k = 0; k < voltage.length; k++)
    voltage[k] = rows[3 * k]! * E_L! + rows[3 * k + 1]! * R! + rows[3 * k + 2]! * v_reset!;
  return voltage;
}

/** Normal equations, each column scaled to length 1. A column of zeros has the coefficient 0. */
function leastSquares(columns: readonly Float64Array[], values: Float64Array): number[] {
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  const used = [...columns.keys()].filter((i) => lengths[i]! > 0);
  const matrix = new Matrix(
    used.map((i) => used.map((j) => dot(columns[i]!, columns[j]!) / (lengths[i]! * lengths[j]!))),
  );
  const solved = solve(matrix, Matrix.columnVector(used.map((i) => dot(columns[i]!, values) / lengths[i]!)), true);
  const coefficients = new Array<number>(columns.length).fill(0);
  used.forEach((i, row) => {
    coefficients[i] = solved.get(row, 0) / lengths[i]!;
  });
  return coefficients;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** The middle of two samples between which the voltage falls by more than `fall`. */
function steepFalls({ time, voltage }: LifTrace, fall: number): Float64Array {
  return Float64Array.from(
    [...voltage.keys()].filter((k) => k > 0 && voltage[k - 1]! - voltage[k]! > fall),
    (k) => (time[k - 1]! + time[k]!) / 2,
  );
}

/** A spike ends every refractory period before it. Throws a RangeError where no trace shows the end of one. */
function longestRefractory(traces: readonly SpikingTrace[]): number {
  const gaps = traces.flatMap(({ spikes, time }) =>
    Array.from(spikes, (spike, k) => (spikes[k + 1] ?? time[time.length - 1]!) - spike),
  );
  if (gaps.length === 0)
    throw new RangeError(
      "no trace has a spike, which threshold, reset and refractory period need; inject more current",
    );
  const between = traces.flatMap(({ spikes }) => Array.from(spikes.subarray(1), (spike, k) => spike - spikes[k]!));
  return between.length > 0 ? Math.min(...between) : Math.max(...gaps);
}

function beforeFirstSpike(trace: SpikingTrace): SpikingTrace {
  const [first = Number.POSITIVE_INFINITY] = trace.spikes;
  const count = trace.time.filter((t) => t < first).length;
  const [time, voltage, current] = [trace.time, trace.voltage, trace.current].map((all) => all.subarray(0, count));
  return { time: time!, voltage: voltage!, current: current!, spikes: new Float64Array(0) };
}

/** The shortest time between samples and the longest trace, seconds. */
function extent(traces: readonly LifTrace[]): readonly [number, number] {
  const lengths = traces.map(({ time }) => time[time.length - 1]! - time[0]!);
  const steps = traces.map(({ time }) => (time[time.length - 1]! - time[0]!) / (time.length - 1));
  return [Math.min(...steps), Math.max(...lengths)];
}

function grid(from: number, to: number, points: number): number[] {
  return Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1));
}

function requireTrace({ time, voltage, current }: LifTrace, place: number): void {
  const lengths = [time, voltage, current].map(({ length }) => length);
  if (lengths.some((length) => length !== time.length) || time.length < 3)
    throw new RangeError(
      `trace ${place} has ${lengths.join(", ")} times, voltages and currents; it needs equally many, at least 3`,
    );
  for (const [name, values] of Object.entries({ time, voltage, current })) {
    const wrong = values.findIndex(
      (value, k) => !Number.isFinite(value) || (name === "time" && value <= values[k - 1]!),
    );
    if (wrong >= 0) throw new RangeError(`${name}[${wrong}] of trace ${place} is ${values[wrong]}; ${rule[name]}`);
  }
}

const rule: Readonly<Record<string, string>> = {
  time: "times are finite and ascend",
  voltage: "a voltage is a finite number of volts",
  current: "a current is a finite number of amperes",
};
