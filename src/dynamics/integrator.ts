import { dormandPrinceErrorWeights, dormandPrinceTableau } from "../method/dormand-prince.ts";
import type { Evaluation } from "./vector-field.ts";

export interface IntegratorOptions {
  /** Error of one step, relative to the size of each variable. Default: 1e-10. */
  readonly tolerance?: number;
  /** -1: backwards in time. */
  readonly direction?: 1 | -1;
  /** Size of each variable below which the tolerance is absolute, SI. */
  readonly scales: readonly number[];
}

const { a } = dormandPrinceTableau;
const stages = a.length;
/** Dense output of order 4: Hairer, Nørsett & Wanner (1993), Solving Ordinary Differential Equations I, section II.6. */
const dense = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

/**
 * Integrates dx/dt = f(x) by Dormand and Prince's method of order 5 with steps as long as the tolerance allows. The state is
 * that at the end of the last step; within it, `between` interpolates and `partial` takes a shorter step.
 */
export class Integrator {
  readonly dimension: number;
  /** Seconds since `start`; grows in either direction. */
  time = 0;
  readonly x: Float64Array;
  /** The state and time at the start of the last step. */
  readonly before: Float64Array;
  timeBefore = 0;
  readonly #f: Evaluation;
  readonly #sign: number;
  readonly #tolerance: number;
  readonly #scales: readonly number[];
  readonly #k: readonly Float64Array[];
  /** Stages of `partial`: those of the last step stay as they are. */
  readonly #partialK: readonly Float64Array[];
  readonly #stage: Float64Array;
  readonly #next: Float64Array;
  #trial = 0;

  constructor(f: Evaluation, dimension: number, { tolerance = 1e-10, direction = 1, scales }: IntegratorOptions) {
    if (!(tolerance >= 1e-14 && tolerance <= 0.01))
      throw new RangeError(`tolerance must be from 1e-14 to 0.01, but is ${tolerance}`);
    this.#f = f;
    this.dimension = dimension;
    this.#sign = direction;
    this.#tolerance = tolerance;
    this.#scales = scales;
    const vector = () => new Float64Array(dimension);
    this.x = vector();
    this.before = vector();
    this.#k = Array.from({ length: stages }, vector);
    this.#partialK = [this.#k[0]!, ...Array.from({ length: stages - 1 }, vector)];
    this.#stage = vector();
    this.#next = vector();
  }

  /** Begins at x, at time 0, or at the time given. */
  start(x: ArrayLike<number>, time = 0): void {
    this.x.set(x);
    this.before.set(x);
    this.time = time;
    this.timeBefore = time;
    this.#f(this.x, this.#k[stages - 1]!);
    if (this.#trial === 0) this.#trial = this.#firstStep();
  }

  /** One step, of at most `longest` seconds. False where it became too short to go on: the solution runs away. */
  step(longest = Number.POSITIVE_INFINITY): boolean {
    const { x, before } = this;
    const first = this.#k[0]!;
    first.set(this.#k[stages - 1]!);
    before.set(x);
    this.timeBefore = this.time;
    for (let tries = 0; tries < 200; tries++) {
      const h = Math.min(this.#trial, longest);
      const error = this.#attempt(h);
      if (error <= 1) {
        x.set(this.#next);
        this.time = this.timeBefore + h;
        // a step cut short by `longest` says nothing about how long the next may be
        if (h === this.#trial || error > 0.5) this.#trial = h * growth(error);
        return true;
      }
      const shorter = h * (Number.isNaN(error) ? 0.1 : Math.max(0.1, growth(error)));
      if (!(shorter > 1e-15 * (this.time + h)) || shorter < 1e-300) break;
      this.#trial = shorter;
    }
    return false;
  }

  /** The state `part` of the way (0 to 1) through the last step, by interpolation of order 4. */
  between(part: number, out: Float64Array): void {
    const h = (this.time - this.timeBefore) * this.#sign;
    const k = this.#k;
    for (let i = 0; i < this.dimension; i++) {
      const change = this.x[i]! - this.before[i]!;
      const bend = h * k[0]![i]! - change;
      const last = change - h * k[stages - 1]![i]! - bend;
      let rest = 0;
      for (let s = 0; s < stages; s++) rest += dense[s]! * k[s]![i]!;
      out[i] = this.before[i]! + part * (change + (1 - part) * (bend + part * (last + (1 - part) * h * rest)));
    }
  }

  /** The state after a step of h seconds from the start of the last one, h no longer than it: accurate to order 5. */
  partial(h: number, out: Float64Array): void {
    this.#stages(this.before, h, this.#partialK, out);
  }

  /** Fills the stages after the first, and the state at the end. */
  #stages(from: Float64Array, h: number, k: readonly Float64Array[], end: Float64Array): void {
    const n = this.dimension;
    const signed = h * this.#sign;
    const stage = this.#stage;
    for (let s = 1; s < stages; s++) {
      const row = a[s]!;
      const at = s === stages - 1 ? end : stage;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < s; j++) sum += row[j]! * k[j]![i]!;
        at[i] = from[i]! + signed * sum;
      }
      this.#f(at, k[s]!);
    }
  }

  /** The error of a step of h seconds over the tolerance; not a number where it overflowed. */
  #attempt(h: number): number {
    this.#stages(this.before, h, this.#k, this.#next);
    let worst = 0;
    for (let i = 0; i < this.dimension; i++) {
      let error = 0;
      for (let s = 0; s < stages; s++) error += dormandPrinceErrorWeights[s]! * this.#k[s]![i]!;
      const size = Math.max(Math.abs(this.before[i]!), Math.abs(this.#next[i]!), this.#scales[i]!);
      const part = Math.abs(h * error) / (this.#tolerance * size);
      if (!(part <= worst)) worst = part;
      if (Number.isNaN(part)) return Number.NaN;
    }
    return worst;
  }

  /** So that x changes by a thousandth of its size. */
  #firstStep(): number {
    let fastest = 0;
    for (let i = 0; i < this.dimension; i++) {
      const size = Math.max(Math.abs(this.x[i]!), this.#scales[i]!);
      fastest = Math.max(fastest, Math.abs(this.#k[stages - 1]![i]!) / size);
    }
    return fastest > 0 && Number.isFinite(fastest) ? 1e-3 / fastest : 1e-3;
  }
}

/** How much longer the next step may be than one with this error over tolerance: 0.9 error^(-3/16), by square roots alone. */
function growth(error: number): number {
  const eighth = Math.sqrt(Math.sqrt(Math.sqrt(error)));
  return Math.min(5, Math.max(0.2, 0.9 / (eighth * Math.sqrt(eighth))));
}
