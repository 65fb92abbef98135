import type { CurrentStep } from "./current-course.ts";
import { type ClampSweep, checkSweep, meanBetween, medianOf } from "./sweep.ts";

/** What an electrode whose bridge is not balanced adds to the voltage: resistance times current. */
export interface BridgeEstimate {
  /** Ohms: the median over the edges. */
  readonly resistance: number;
  /** Half the range from the first to the third quarter of the edges, in ohms. */
  readonly spread: number;
  /** Steps up and down that were measured. */
  readonly edges: number;
}

/** Seconds before an edge whose mean is the voltage before; after it, where the electrode has settled and the membrane is still near. */
const before = 1e-3;
const [settled, near] = [0.3e-3, 3e-3];

/**
 * The resistance that is not balanced, from the jumps of the voltage at the edges of steps of current. The membrane, a
 * capacitor, cannot jump: the parabola nearest to the samples from 0.3 to 3 ms after the edge, read at the edge, is the jump of
 * the electrode. Edges of less than 10 pA, and those with a spike near, are left out; undefined where none is left.
 *
 * @param spikes of each sweep, seconds
 * @throws RangeError for a sweep that is not one
 */
export function estimateBridge(
  sweeps: readonly (ClampSweep & { readonly steps: readonly CurrentStep[]; readonly spikes: Float64Array })[],
): BridgeEstimate | undefined {
  const resistances = sweeps.flatMap((sweep) => {
    checkSweep(sweep);
    return sweep.steps
      .flatMap(({ start, stop }) => [start, stop])
      .filter((edge) => !sweep.spikes.some((time) => time > edge - 5e-3 && time < edge + 2 * near))
      .flatMap((edge) => jumpAt(sweep, edge));
  });
  if (resistances.length === 0) return undefined;
  const sorted = [...resistances].sort((a, b) => a - b);
  const quarter = (part: number): number => sorted[Math.round(part * (sorted.length - 1))]!;
  return {
    resistance: medianOf(sorted),
    spread: (quarter(0.75) - quarter(0.25)) / 2,
    edges: sorted.length,
  };
}

/** V - R I: the voltage as a balanced bridge would have shown it. Volts. */
export function balanceBridge({ voltage, current }: ClampSweep, resistance: number): Float64Array {
  return voltage.map((value, k) => value - resistance * current[k]!);
}

function jumpAt({ rate, voltage, current }: ClampSweep, edge: number): number[] {
  const at = Math.round(edge * rate);
  const [from, to] = [at + Math.max(1, Math.ceil(settled * rate)), at + Math.ceil(near * rate)];
  const start = at - Math.max(2, Math.round(before * rate));
  if (start < 0 || to > voltage.length || to - from < 6) return [];
  const change = meanBetween(current, from, to) - meanBetween(current, start, at);
  if (Math.abs(change) < 10e-12) return [];
  const after = parabolaAt0(
    Float64Array.from({ length: to - from }, (_, k) => (from + k - at) / rate),
    voltage.subarray(from, to),
  );
  return [(after - meanBetween(voltage, start, at)) / change];
}

/** The value at t = 0 of the parabola a + b t + c t^2 that is nearest to the samples in the sense of least squares. */
function parabolaAt0(t: Float64Array, y: Float64Array): number {
  // In units of the last time the sums are of order one.
  const x = t.map((time) => time / t.at(-1)!);
  const s = [0, 1, 2, 3, 4].map((power) => x.reduce((sum, value) => sum + value ** power, 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const r = [0, 1, 2].map((power) => x.reduce((sum, value, k) => sum + value ** power * y[k]!, 0)) as [
    number,
    number,
    number,
  ];
  const determinant = (a: number, b: number, c: number): number =>
    a * (s[2] * s[4] - s[3] * s[3]) - s[1] * (b * s[4] - s[3] * c) + s[2] * (b * s[3] - s[2] * c);
  return determinant(r[0], r[1], r[2]) / determinant(s[0], s[1], s[2]);
}
