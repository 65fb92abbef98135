import type { Eigenvalue } from "./eigenvalues.ts";
import { Orbit, type Stop } from "./orbit.ts";
import { type PeriodicState, periodicState, type Section, shortestState } from "./return-map.ts";
import { rootBetween } from "./root.ts";
import { spikeRule } from "./spike-rule.ts";
import type { VectorField } from "./vector-field.ts";

/** A periodic solution. */
export interface LimitCycle {
  /** Seconds. */
  readonly period: number;
  /** Spikes in one period: resets, or rises through the threshold where nothing is reset. 0 for a model without threshold. */
  readonly spikes: number;
  /** Spikes per second. */
  readonly rate: number;
  /** By variable, SI; a reset's two sides both count. */
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
  /** A state on it: after a reset, or where the first variable rises through the middle of its range. */
  readonly state: Float64Array;
  /** Floquet multipliers but the one along the cycle: how much small departures have grown after a period. */
  readonly multipliers: readonly Eigenvalue[];
  /** All of them are inside the unit circle. */
  readonly stable: boolean;
  readonly section: Section;
}

/** Where a trajectory ends up. */
export type Attractor =
  | { readonly kind: "cycle"; readonly cycle: LimitCycle; readonly x: Float64Array }
  | { readonly kind: "rest"; readonly x: Float64Array }
  /** It goes on without repeating itself, as far as was looked. Hz: of its resets; without resets, of the first variable's peaks. */
  | { readonly kind: "irregular"; readonly rate: number; readonly x: Float64Array }
  /** It runs off to infinity. */
  | { readonly kind: "away"; readonly x: Float64Array }
  /** It has not settled within the steps. */
  | { readonly kind: "unsettled"; readonly x: Float64Array };

export interface AttractorOptions {
  /** Integration steps before it gives up. Default: 20,000. */
  readonly steps?: number;
}

/** Cycles of more spikes or peaks than this count as irregular. */
const longest = 32;
const mostReturns = 400;

/**
 * Follows a trajectory until it rests or repeats itself; the cycle is then located by Newton's method on the return map, so that
 * period and amplitude do not depend on how long one waited.
 *
 * @param start SI, in the order of the field's variables.
 */
export function attractorFrom(field: VectorField, start: ArrayLike<number>, options: AttractorOptions = {}): Attractor {
  if (start.length !== field.dimension || !Array.from(start).every(Number.isFinite))
    throw new RangeError(`a start is ${field.dimension} finite numbers in SI: ${field.names.join(", ")}`);
  const orbit = begin(field, start, options);
  if (!orbit.resets) return oscillation(field, orbit);
  const returns: { x: Float64Array; time: number }[] = [];
  const tried = new Set<number>();
  for (;;) {
    const end = orbit.toSpike();
    if (end !== "spike") {
      // resets do not keep a model from oscillating without spikes
      if (end !== "steps") return stopped(end, orbit);
      return returns.length > 20 ? irregular(orbit, returns) : oscillation(field, begin(field, orbit.x, options));
    }
    returns.push({ x: Float64Array.from(orbit.x), time: orbit.time });
    const count = repeats(returns, field.scales);
    if (count > 0 && !tried.has(count)) {
      tried.add(count);
      const section: Section = { kind: "spikes", count };
      const sizes = spread(returns.slice(-2 * count - 1), field.scales);
      const found = periodicState(field, section, orbit.x, sizes);
      const cycle = found && describeCycle(field, section, found, sizes);
      // chaos comes near its unstable cycles
      if (cycle?.stable) return { kind: "cycle", cycle, x: cycle.state };
    }
    if (returns.length >= mostReturns) return irregular(orbit, returns);
  }
}

function begin(field: VectorField, x: ArrayLike<number>, options: AttractorOptions): Orbit {
  const orbit = new Orbit(field, { tolerance: 1e-7, steps: options.steps ?? 20_000 });
  orbit.start(x);
  return orbit;
}

function stopped(end: Stop, orbit: Orbit): Attractor {
  const x = Float64Array.from(orbit.x);
  if (end === "rest") return { kind: "rest", x };
  return { kind: end === "away" ? "away" : "unsettled", x };
}

function irregular(orbit: Orbit, returns: readonly { time: number }[]): Attractor {
  const half = returns[returns.length >> 1]!;
  const count = returns.length - 1 - (returns.length >> 1);
  return { kind: "irregular", rate: count / (returns.at(-1)!.time - half.time), x: Float64Array.from(orbit.x) };
}

/** After how many returns the last states repeat themselves; 0 where they do not yet. */
function repeats(returns: readonly { readonly x: Float64Array }[], scales: readonly number[], limit = 1e-6): number {
  const same = (k: number, l: number) =>
    returns[k]!.x.every((value, i) => Math.abs(value - returns[l]!.x[i]!) <= limit * (Math.abs(value) + scales[i]!));
  const last = returns.length - 1;
  for (let count = 1; count <= longest && last - 2 * count >= 0; count++) {
    if (same(last, last - count) && same(last - 1, last - 1 - count) && same(last, last - 2 * count)) return count;
  }
  return 0;
}

function spread(states: readonly { readonly x: Float64Array }[], scales: readonly number[]): number[] {
  return scales.map((scale, i) => Math.max(...states.map(({ x }) => Math.abs(x[i]!)), scale));
}

/** A cycle without resets, from maximum to maximum of the first variable. */
function oscillation(field: VectorField, orbit: Orbit): Attractor {
  const slope = new Float64Array(field.dimension);
  const falling = (x: Float64Array) => {
    field.f(x, slope);
    return -slope[0]!;
  };
  const peaks: { x: Float64Array; time: number; low: number }[] = [];
  let low = orbit.x[0]!;
  orbit.watch = ({ x }) => {
    low = Math.min(low, x[0]!);
  };
  let tried = 0;
  for (;;) {
    const end = orbit.toZero(falling);
    if (end !== "zero") return stopped(end, orbit);
    peaks.push({ x: Float64Array.from(orbit.x), time: orbit.time, low });
    low = Number.POSITIVE_INFINITY;
    const amplitude = orbit.x[0]! - peaks.at(-1)!.low;
    if (peaks.length > 3 && amplitude < 1e-7 * (Math.abs(orbit.x[0]!) + field.scales[0]!))
      return stopped("rest", orbit);
    const sizes = cycleSizes(peaks, field.scales);
    const count = repeatsWithin(peaks, sizes);
    if (count > 0 && peaks.length > 1.5 * tried) {
      tried = peaks.length;
      const cycle = smoothCycle(field, orbit, peaks, count, sizes);
      if (cycle?.stable) return { kind: "cycle", cycle, x: cycle.state };
    }
    if (peaks.length >= mostReturns) return irregular(orbit, peaks);
  }
}

/** How far the first variable has moved lately, and the others beside their scales. */
function cycleSizes(peaks: readonly { x: Float64Array; low: number }[], scales: readonly number[]): number[] {
  const amplitude = peaks.at(-1)!.x[0]! - peaks.at(-1)!.low;
  const part = Math.min(1, amplitude / (Math.abs(peaks.at(-1)!.x[0]!) + scales[0]!));
  return scales.map((scale, i) => (i === 0 ? amplitude : part * (Math.abs(peaks.at(-1)!.x[i]!) + scale)));
}

/** Beside the amplitude, so that a spiral into a focus does not count. */
function repeatsWithin(peaks: readonly { readonly x: Float64Array }[], sizes: readonly number[]): number {
  const last = peaks.length - 1;
  const same = (k: number, l: number) =>
    peaks[k]!.x.every((value, i) => Math.abs(value - peaks[l]!.x[i]!) <= 1e-4 * sizes[i]!);
  for (let count = 1; count <= longest && last - 2 * count >= 0; count++)
    if (same(last, last - count) && same(last, last - 2 * count)) return count;
  return 0;
}

function smoothCycle(
  field: VectorField,
  orbit: Orbit,
  peaks: readonly { x: Float64Array; time: number; low: number }[],
  count: number,
  sizes: readonly number[],
): LimitCycle | undefined {
  const lately = peaks.slice(-count);
  const level = (Math.max(...lately.map(({ x }) => x[0]!)) + Math.min(...lately.map(({ low }) => low))) / 2;
  const period = peaks.at(-1)!.time - peaks.at(-1 - count)!.time;
  const rise = (x: Float64Array) => x[0]! - level;
  const probe = new Orbit(field, { tolerance: 1e-8 });
  probe.start(orbit.x);
  if (probe.toZero(rise) !== "zero") return undefined;
  const start = Float64Array.from(probe.x);
  start[0] = level;
  const began = probe.time;
  let rises = 0;
  while (probe.time - began < 0.999 * period && rises < longest) {
    if (probe.toZero(rise) !== "zero") return undefined;
    rises++;
  }
  const section: Section = { kind: "level", slot: 0, level, count: rises };
  const found = periodicState(field, section, start, sizes);
  if (!found || Math.abs(found.time / period - 1) > 0.05) return undefined;
  const cycle = describeCycle(field, section, found, sizes);
  return cycle.maximum[0]! - cycle.minimum[0]! > 0.5 * sizes[0]! ? cycle : undefined;
}

/** Once around: extremes to rounding, and the spikes. */
function describeCycle(
  field: VectorField,
  repeating: Section,
  state: PeriodicState,
  sizes: readonly number[],
): LimitCycle {
  const { section, found } = shortestState(field, repeating, state, sizes);
  const rule = spikeRule(field);
  const minimum = Float64Array.from(found.x);
  const maximum = Float64Array.from(found.x);
  const include = (x: ArrayLike<number>) => {
    for (let i = 0; i < minimum.length; i++) {
      minimum[i] = Math.min(minimum[i]!, x[i]!);
      maximum[i] = Math.max(maximum[i]!, x[i]!);
    }
  };
  const [before, after, inside] = [0, 1, 2].map(() => new Float64Array(field.dimension));
  const margin = new Float64Array(1);
  let spikes = 0;
  const orbit = new Orbit(field, { tolerance: 1e-10 });
  orbit.watch = (integrator, end) => {
    integrator.partial(end, inside!);
    include(inside!);
    field.f(integrator.before, before!);
    field.f(inside!, after!);
    for (let i = 0; i < field.dimension; i++) {
      if (before![i]! < 0 === after![i]! < 0) continue;
      const slopeAt = (h: number) => {
        integrator.partial(h, inside!);
        const out = new Float64Array(field.dimension);
        field.f(inside!, out);
        return out[i]!;
      };
      integrator.partial(rootBetween(slopeAt, 0, end, before![i]!, after![i]!), inside!);
      include(inside!);
    }
    if (!rule || rule.moves) return;
    rule.margin(integrator.before, margin);
    const below = margin[0]! < 0;
    integrator.partial(end, inside!);
    rule.margin(inside!, margin);
    if (below && margin[0]! >= 0) spikes++;
  };
  orbit.start(found.x);
  if (section.kind === "spikes") orbit.hold();
  if (section.kind === "level") orbit.toSpike(found.time);
  for (; section.kind === "spikes" && spikes < section.count; spikes++) {
    if (orbit.toSpike() !== "spike") break;
    include(orbit.x);
  }
  return {
    period: found.time,
    spikes,
    rate: spikes / found.time,
    minimum,
    maximum,
    state: found.x,
    multipliers: found.multipliers,
    stable: found.multipliers.every(({ re, im }) => re * re + im * im < 1),
    section,
  };
}
