import { clipped, Draws, latinHypercube } from "./draws.ts";
import {
  type Beginning,
  lossesOf,
  type Optimiser,
  type OptimiserKind,
  ranked,
  readLoss,
  writtenLoss,
} from "./optimiser.ts";

interface State {
  readonly seed: number;
  drawn: number;
  points: number[][];
  /** Of the points; undefined before the first generation. */
  losses: (number | null)[] | undefined;
  /** Means of the laws of the two constants. */
  factor: number;
  crossover: number;
}

interface Trial {
  readonly point: Float64Array;
  readonly factor: number;
  readonly crossover: number;
}

/** A generation moves towards one of this part of the best. */
const eliteShare = 0.1;
const learning = 0.1;

/**
 * Differential evolution that adapts its constants (JADE without archive): x + F (x_best - x) + F (x_r - x_s), crossed with x;
 * F is drawn from a Cauchy law, the crossover rate from a normal one, whose means follow what succeeded. What leaves the box comes
 * half way back. The first generation is a Latin hypercube that contains the start.
 * Zhang & Sanderson (2009), IEEE Trans Evol Comput 13:945.
 */
class DifferentialEvolution implements Optimiser {
  readonly #state: State;
  #draws: Draws;
  #asked: readonly Trial[] | undefined;

  constructor(state: State) {
    this.#state = state;
    this.#draws = new Draws(state.seed, state.drawn);
  }

  readonly stage = "differential-evolution";

  get isDone(): boolean {
    return this.#state.losses !== undefined && this.width < 1e-10;
  }

  get width(): number {
    const { points } = this.#state;
    return Math.max(...points[0]!.map((_, d) => range(points.map((point) => point[d]!))));
  }

  ask(): readonly Float64Array[] {
    return this.#trials().map(({ point }) => point);
  }

  tell(told: Parameters<Optimiser["tell"]>[0]): void {
    const trials = this.#trials();
    const losses = lossesOf(told, trials.length);
    const state = this.#state;
    const before = state.losses?.map(readLoss);
    const better = trials.filter((_, k) => before !== undefined && losses[k]! < before[k]!);
    state.points = state.points.map((point, k) =>
      before && losses[k]! > before[k]! ? point : Array.from(trials[k]!.point),
    );
    state.losses = losses.map((loss, k) => writtenLoss(before ? Math.min(loss, before[k]!) : loss));
    if (better.length > 0) {
      const factors = better.map(({ factor }) => factor);
      const crossovers = better.map(({ crossover }) => crossover);
      // the mean that large factors weigh more in: Lehmer's
      const lehmer = sum(factors.map((f) => f * f)) / sum(factors);
      state.factor += learning * (lehmer - state.factor);
      state.crossover += learning * (sum(crossovers) / crossovers.length - state.crossover);
    }
    this.#asked = undefined;
    state.drawn = this.#draws.count;
  }

  state(): unknown {
    return structuredClone(this.#state);
  }

  #trials(): readonly Trial[] {
    this.#asked ??= this.#drawn();
    return this.#asked;
  }

  #drawn(): Trial[] {
    const { seed, drawn, points, losses, factor, crossover } = this.#state;
    if (!losses) return points.map((point) => ({ point: Float64Array.from(point), factor, crossover }));
    this.#draws = new Draws(seed, drawn);
    const order = ranked(losses.map(readLoss));
    const elite = order.slice(0, Math.max(2, Math.round(eliteShare * points.length)));
    return points.map((_, k) => this.#trial(k, elite));
  }

  #trial(k: number, elite: readonly number[]): Trial {
    const draws = this.#draws;
    const { points } = this.#state;
    const factor = this.#factor();
    const crossover = clipped(this.#state.crossover + 0.1 * draws.normal());
    const best = points[elite[draws.below(elite.length)]!]!;
    const first = this.#other([k]);
    const second = points[this.#other([k, first])]!;
    const own = points[k]!;
    const always = draws.below(own.length);
    const point = Float64Array.from(own, (x, d) => {
      if (draws.uniform() >= crossover && d !== always) return x;
      const moved = x + factor * (best[d]! - x) + factor * (points[first]![d]! - second[d]!);
      if (moved < 0) return x / 2;
      return moved > 1 ? (1 + x) / 2 : moved;
    });
    return { point, factor, crossover };
  }

  /** Cauchy about the mean, cut at 1, and drawn again below 0. */
  #factor(): number {
    for (;;) {
      const drawn = this.#state.factor + 0.1 * Math.tan(Math.PI * (this.#draws.uniform() - 0.5));
      if (drawn > 0) return Math.min(1, drawn);
    }
  }

  #other(taken: readonly number[]): number {
    for (;;) {
      const drawn = this.#draws.below(this.#state.points.length);
      if (!taken.includes(drawn)) return drawn;
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function range(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

export const differentialEvolution: OptimiserKind<"differential-evolution"> = {
  name: "differential-evolution",
  description:
    "Differential evolution that adapts its constants: a population that spans the box and moves by its differences.",
  needsResiduals: false,
  takesOverAt: 1,
  /** @throws RangeError for fewer than 4 candidates */
  begin({ start, candidates = 10 * start.length, seed }: Beginning): Optimiser {
    if (candidates < 4) throw new RangeError(`differential evolution needs at least 4 candidates, not ${candidates}`);
    const draws = new Draws(seed);
    const points = [Array.from(start, clipped), ...latinHypercube(draws, candidates - 1, start.length)];
    return new DifferentialEvolution({
      seed,
      drawn: draws.count,
      points,
      losses: undefined,
      factor: 0.5,
      crossover: 0.5,
    });
  },
  resume: (state) => new DifferentialEvolution(structuredClone(state) as State),
};
