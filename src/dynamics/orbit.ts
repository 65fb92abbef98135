import { eigenvaluesOf } from "./eigenvalues.ts";
import { Integrator } from "./integrator.ts";
import { polish } from "./newton.ts";
import { rootBetween } from "./root.ts";
import { type SpikeRule, spikeRule } from "./spike-rule.ts";
import type { Evaluation, VectorField } from "./vector-field.ts";

/** Why a trajectory was not followed on to the next event. */
export type Stop =
  /** It stands still. */
  | "rest"
  /** It runs off to infinity, or the step became too short. */
  | "away"
  /** The time is up. */
  | "time"
  /** The steps are. */
  | "steps";

export interface OrbitOptions {
  /** Error of a step relative to the size of each variable. Default: 1e-10. */
  readonly tolerance?: number;
  /** -1: backwards in time, without spikes. */
  readonly direction?: 1 | -1;
  /** Steps before it gives up. Default: 20,000. */
  readonly steps?: number;
  /** A stable fixed point this near, beside size and everyday unit of each variable, is where it ends. Default: 1e-3. */
  readonly near?: number;
}

/** After how many steps that is first looked at; then after twice as many, and so on. */
const firstLook = 64;
/** On the way to one event; a reset beyond the threshold fires for ever. */
const mostSpikes = 100_000;

/**
 * A trajectory that is followed from event to event: zeros of a function of the state, and spikes with their resets where the
 * reset acts on what the threshold compares. Both are located on steps of the method itself, to rounding.
 */
export class Orbit {
  readonly field: VectorField;
  /** Seconds since the start. */
  time = 0;
  readonly x: Float64Array;
  /** Resets act on this orbit. */
  readonly resets: SpikeRule | undefined;
  readonly #free: Integrator;
  readonly #refractory: Integrator | undefined;
  readonly #margin = new Float64Array(1);
  readonly #probe: Float64Array;
  readonly #direction: 1 | -1;
  readonly #near: number;
  #left: number;
  #onZero = false;
  #taken = 0;
  #look = firstLook;
  /** Time at which the refractory period ends. */
  #release = Number.NEGATIVE_INFINITY;
  /** Called with the integrator after every step, before an event cuts it short. */
  watch: ((integrator: Integrator, end: number) => void) | undefined;
  /** Asked after every step: true ends the orbit as if its time were up. */
  until: (() => boolean) | undefined;

  constructor(
    field: VectorField,
    { tolerance = 1e-10, direction = 1, steps = 20_000, near = 1e-3 }: OrbitOptions = {},
  ) {
    this.field = field;
    const rule = direction === 1 ? spikeRule(field) : undefined;
    this.resets = rule?.moves ? rule : undefined;
    const settings = { tolerance, direction, scales: field.scales };
    this.#free = new Integrator(field.f, field.dimension, settings);
    this.#refractory = this.resets?.held.includes(true)
      ? new Integrator(held(field, this.resets.held), field.dimension, settings)
      : undefined;
    this.x = new Float64Array(field.dimension);
    this.#probe = new Float64Array(field.dimension);
    this.#direction = direction;
    this.#left = steps;
    this.#near = near;
  }

  /** Begins anew at x, at time 0, not refractory. */
  start(x: ArrayLike<number>): void {
    this.x.set(x);
    this.time = 0;
    this.#release = Number.NEGATIVE_INFINITY;
    this.#onZero = false;
    this.#taken = 0;
    this.#look = firstLook;
  }

  /** Lets the refractory period of a spike begin now. */
  hold(): void {
    this.#release = this.time + (this.resets?.refractory() ?? 0);
  }

  /** Follows it up to the next spike, and resets. */
  toSpike(until = Number.POSITIVE_INFINITY): Stop | "spike" {
    return this.#go(undefined, until) as Stop | "spike";
  }

  /** Follows it to where `g` rises through 0; a zero at the start does not count. Spikes on the way reset. */
  toZero(g: (x: Float64Array) => number, until = Number.POSITIVE_INFINITY): Stop | "zero" {
    for (let spikes = 0; ; spikes++) {
      const end = this.#go(g, until);
      if (end === "event") return "zero";
      if (end !== "spike") return end;
      if (spikes > mostSpikes) return "steps";
    }
  }

  #go(g: ((x: Float64Array) => number) | undefined, until: number): Stop | "spike" | "event" {
    // rounding may have left the last zero on either side of it
    let value = g && !this.#onZero ? g(this.x) : 0;
    this.#onZero = false;
    for (;;) {
      const waiting = this.time < this.#release;
      const integrator = waiting && this.#refractory ? this.#refractory : this.#free;
      if (!waiting && this.resets && this.#passed(this.x)) return this.#spike();
      const limit = Math.min(until, waiting ? this.#release : Number.POSITIVE_INFINITY) - this.time;
      if (limit <= 0) return "time";
      if (this.#left-- <= 0) return "steps";
      integrator.start(this.x);
      if (!integrator.step(limit)) return this.#spikesAway(integrator) ?? "away";
      let length = integrator.time;
      let event: "spike" | "event" | undefined;
      if (!waiting && this.resets && this.#passed(integrator.x)) {
        length = this.#root(integrator, length, (x) => this.#marginAt(x));
        event = "spike";
      }
      if (g) {
        integrator.partial(length, this.#probe);
        const later = g(event ? this.#probe : integrator.x);
        if (value < 0 && later >= 0) {
          length = this.#root(integrator, length, g);
          event = "event";
        }
        value = later;
      }
      this.watch?.(integrator, length);
      if (event) {
        integrator.partial(length, this.x);
        this.time += length;
        if (event === "spike") return this.#spike();
        this.#onZero = true;
        return "event";
      }
      this.x.set(integrator.x);
      this.time = limit === length && waiting ? this.#release : this.time + length;
      if ((limit === length && !waiting) || this.until?.()) return "time";
      if (++this.#taken >= this.#look) {
        this.#look = 1.5 * this.#taken;
        if (this.#ends()) return "rest";
      }
    }
  }

  /** An upstroke that overflowed has gone past its threshold; a step that could not be taken has not. */
  #spikesAway(integrator: Integrator): "spike" | undefined {
    if (!this.resets || !this.#passed(integrator.x)) return undefined;
    return this.#spike();
  }

  #spike(): "spike" {
    const rule = this.resets!;
    rule.reset(this.x, this.#probe);
    this.x.set(this.#probe);
    this.hold();
    return "spike";
  }

  #marginAt(x: ArrayLike<number>): number {
    this.resets!.margin(x, this.#margin);
    return this.#margin[0]!;
  }

  #passed(x: ArrayLike<number>): boolean {
    const margin = this.#marginAt(x);
    return this.resets!.inclusive ? margin >= 0 : margin > 0;
  }

  /** The length of the step at which a function becomes 0. */
  #root(integrator: Integrator, length: number, g: (x: Float64Array) => number): number {
    const at = (h: number) => {
      integrator.partial(h, this.#probe);
      return g(this.#probe);
    };
    const [before, after] = [g(integrator.before), at(length)];
    if (before < 0 === after < 0) return length;
    return rootBetween(at, 0, length, before, after);
  }

  /** Moves to a stable fixed point that is near, where no threshold is passed. */
  #ends(): boolean {
    const { field, x } = this;
    const fixed = polish(field, x);
    const far = fixed.some(
      (value, i) => !(Math.abs(value - x[i]!) <= this.#near * (Math.abs(value) + field.scales[i]!)),
    );
    if (far || (this.resets && this.#passed(fixed))) return false;
    const jacobian = new Float64Array(field.dimension ** 2);
    field.jacobian(fixed, jacobian);
    if (!eigenvaluesOf(jacobian, field.dimension).every(({ re }) => re * this.#direction < 0)) return false;
    field.f(fixed, this.#probe);
    if (!this.#probe.every((slope, i) => Math.abs(slope) * 1e-3 <= Math.abs(fixed[i]!) + field.scales[i]!))
      return false;
    x.set(fixed);
    return true;
  }
}

/** The field while refractory: held variables stand still. */
function held(field: VectorField, which: readonly boolean[]): Evaluation {
  return (x, out) => {
    field.f(x, out);
    for (let i = 0; i < which.length; i++) if (which[i]) out[i] = 0;
  };
}
