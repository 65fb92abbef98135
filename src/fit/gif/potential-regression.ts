import { basisCourses, firstSample, type KernelBasis, sizeOf } from "./kernel-basis.ts";
import { type Membrane, quietSamples } from "./membrane.ts";
import type { SpikeShape } from "./spike-shape.ts";
import type { SpikingSweep } from "./spiking-sweep.ts";
import { SquareSums } from "./square-sums.ts";

/** A membrane with how well it says the potential outside spikes. */
export interface FittedMembrane extends Membrane {
  /** Part of the variance of the potential that the model's own course explains. */
  readonly explained: number;
}

/** Seconds between samples that are compared: the potential hardly changes in between. */
const stride = 0.5e-3;
/**
 * The membrane whose own course, between the spikes of the data, is nearest to the recorded potential. The regression of dv/dt
 * asks what the next sample is, given this one: noise of the recording and what an electrode leaves bias it towards a small time
 * constant. The course asks nothing of the recording but the time of the spikes. For a given time constant it is linear in E_L,
 * 1/g_L and eta, so only that one number is searched, from `start` on (variable projection; Golub & Pereyra 1973, SIAM J Numer Anal
 * 10:413).
 *
 * @throws RangeError where current, potential and spikes do not determine a membrane
 */
export function fitPotential(
  sweeps: readonly SpikingSweep[],
  shape: SpikeShape,
  basis: KernelBasis,
  start: Membrane,
): FittedMembrane {
  const prepared = sweeps.map((sweep) => ({
    sweep,
    quiet: quietSamples(sweep, shape.t_ref),
    courses: basisCourses(basis, sweep.spikes, {
      rate: sweep.rate,
      samples: sweep.voltage.length,
      delay: shape.t_ref,
    }),
  }));
  const known = new Map<number, { residual: number; solution: number[] }>();
  const at = (log: number) => {
    const before = known.get(log);
    if (before) return before;
    const sums = new SquareSums(2 + sizeOf(basis));
    for (const own of prepared) addCourse(sums, own, shape, Math.exp(log));
    const solution = sums.solve();
    const found = { residual: sums.residual(solution), solution };
    known.set(log, found);
    return found;
  };
  const log = minimumNear((x) => at(x).residual, Math.log(start.C / start.g_L));
  const { solution, residual } = at(log);
  const [resistance, E_L, ...byBasis] = solution;
  if (!(resistance! > 0))
    throw new RangeError("the potential falls where current is injected; is it the current that was injected?");
  // Millivolts and nanoamperes: megohms.
  const R = resistance! * 1e6;
  return {
    C: Math.exp(log) / R,
    g_L: 1 / R,
    E_L: E_L! * 1e-3,
    eta: { basis, weights: byBasis.map((value) => (value * 1e-3) / R) },
    explained: 1 - residual / quietVariance(prepared),
  };
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function with one minimum has it: a bracket that is moved until it holds it, golden sections, then three parabolas. */
function minimumNear(f: (x: number) => number, start: number): number {
  let [low, middle, high] = [start - Math.LN2, start, start + Math.LN2];
  for (let k = 0; k < 8 && f(high) < f(middle); k++) [low, middle, high] = [middle, high, high + Math.LN2];
  for (let k = 0; k < 8 && f(low) < f(middle); k++) [low, middle, high] = [low - Math.LN2, low, middle];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  while (high - low > 0.05) {
    if (f(left) < f(right)) [high, right, left] = [right, left, right - golden * (right - low)];
    else [low, left, right] = [left, right, left + golden * (high - left)];
  }
  let best = f(left) < f(right) ? left : right;
  for (let width = high - low; width > 1e-4; width /= 10) best = vertex(f, best, width);
  return best;
}

/** Of the parabola through three points, `width` apart; the point in the middle where it has no minimum near. */
function vertex(f: (x: number) => number, middle: number, width: number): number {
  const [left, here, right] = [f(middle - width), f(middle), f(middle + width)];
  const bend = left - 2 * here + right;
  const move = (width * (left - right)) / (2 * bend);
  return bend > 0 && Math.abs(move) <= width ? middle + move : middle;
}

interface Prepared {
  readonly sweep: SpikingSweep;
  readonly quiet: Uint8Array;
  readonly courses: readonly Float64Array[];
}

/** Of the recorded potential in millivolts, outside spikes. */
function quietVariance(prepared: readonly Prepared[]): number {
  let [count, sum, squares] = [0, 0, 0];
  for (const { sweep, quiet } of prepared)
    for (let k = 0; k < quiet.length; k++) {
      if (!quiet[k]) continue;
      const v = sweep.voltage[k]! * 1e3;
      count++;
      sum += v;
      squares += v * v;
    }
  return squares / count - (sum / count) ** 2;
}

/** v - (what v_reset and the first sample are at) = R x_I + E_L x_1 - R sum of eta_j x_j, each x relaxing to its drive from 0. */
function addCourse(
  sums: SquareSums,
  { sweep, quiet, courses }: Prepared,
  { t_ref, v_reset }: SpikeShape,
  tau: number,
): void {
  const { rate, voltage, current, spikes } = sweep;
  const relax = -Math.expm1(-1 / (rate * tau));
  const every = Math.max(1, Math.round(stride * rate));
  const row = new Float64Array(2 + courses.length);
  let [known, next, freeFrom] = [voltage[0]! * 1e3, 0, 0];
  for (let k = 0; k + 1 < voltage.length; k++) {
    for (; next < spikes.length && firstSample(spikes[next]! * rate) <= k; next++) {
      freeFrom = firstSample((spikes[next]! + t_ref) * rate) + 1;
      row.fill(0);
      known = v_reset * 1e3;
    }
    if (k + 1 < freeFrom) continue;
    known -= relax * known;
    row[0]! += relax * (current[k]! * 1e9 - row[0]!);
    row[1]! += relax * (1 - row[1]!);
    for (let j = 0; j < courses.length; j++)
      row[2 + j]! -= relax * ((courses[j]![k]! + courses[j]![k + 1]!) / 2 + row[2 + j]!);
    if (quiet[k + 1] && k % every === 0) sums.add(row, voltage[k + 1]! * 1e3 - known);
  }
}
