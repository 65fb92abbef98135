import { clipped } from "./draws.ts";
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
  simplex: number[][];
  /** Of its corners, the best first; undefined before the first generation. */
  losses: (number | null)[] | undefined;
  /** Edge of the last new simplex. */
  edge: number;
  /** The best loss when it was made. */
  bestBefore: number | null;
  /** New simplices that found nothing better, one after the other. */
  futile: number;
}

/** A simplex smaller than this, in boxes, is made anew around its best corner. */
const smallest = 1e-9;
const mostFutile = 2;

/**
 * Nelder & Mead's simplex, with the constants for n coordinates of Gao & Han (2012), Comput Optim Appl 51:259. Reflection,
 * expansion, both contractions and the shrunk simplex are asked for at once: which of them counts follows from the losses, as if
 * one had been asked after the other. A simplex that has collapsed is made anew, with other edges, until that helps no more.
 * Corners stay in the box.
 */
class NelderMead implements Optimiser {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  readonly stage = "nelder-mead";

  get width(): number {
    const [best, ...others] = this.#state.simplex as [number[], ...number[][]];
    return Math.max(...others.flatMap((corner) => corner.map((x, d) => Math.abs(x - best[d]!))));
  }

  get isDone(): boolean {
    return this.#state.futile >= mostFutile;
  }

  ask(): readonly Float64Array[] {
    const { simplex, losses } = this.#state;
    const points = losses ? [...moves(simplex), ...shrunk(simplex)] : simplex;
    return points.map((point) => Float64Array.from(point));
  }

  tell(told: Parameters<Optimiser["tell"]>[0]): void {
    const state = this.#state;
    const asked = this.ask().map((point) => Array.from(point));
    const losses = lossesOf(told, asked.length);
    if (!state.losses) this.#settle(asked, losses);
    else {
      const known = state.losses.map(readLoss);
      const chosen = choice(known, losses);
      if (chosen === undefined) this.#settle([state.simplex[0]!, ...asked.slice(4)], [known[0]!, ...losses.slice(4)]);
      else this.#settle([...state.simplex.slice(0, -1), asked[chosen]!], [...known.slice(0, -1), losses[chosen]!]);
    }
    const [low, high] = [readLoss(state.losses![0]!), readLoss(state.losses!.at(-1)!)];
    if (this.width < smallest || high - low <= 1e-14 * Math.abs(low)) this.#renew();
  }

  state(): unknown {
    return structuredClone(this.#state);
  }

  #settle(corners: readonly number[][], losses: readonly number[]): void {
    const order = ranked(losses);
    this.#state.simplex = order.map((k) => corners[k]!);
    this.#state.losses = order.map((k) => writtenLoss(losses[k]!));
  }

  #renew(): void {
    const state = this.#state;
    const best = readLoss(state.losses![0]!);
    state.futile = best < readLoss(state.bestBefore) ? 0 : state.futile + 1;
    state.bestBefore = writtenLoss(best);
    state.edge = -state.edge / 2;
    state.simplex = simplexAt(state.simplex[0]!, state.edge);
    state.losses = undefined;
  }
}

/** Reflection, expansion, outer and inner contraction. */
function moves(simplex: readonly number[][]): number[][] {
  const n = simplex.length - 1;
  const worst = simplex[n]!;
  const centre = worst.map((_, d) => simplex.slice(0, n).reduce((sum, corner) => sum + corner[d]!, 0) / n);
  const [expansion, contraction] = [1 + 2 / n, 0.75 - 1 / (2 * n)];
  return [1, expansion, contraction, -contraction].map((t) => centre.map((c, d) => clipped(c + t * (c - worst[d]!))));
}

function shrunk([best, ...others]: readonly number[][]): number[][] {
  const shrink = 1 - 1 / Math.max(2, others.length);
  return others.map((corner) => corner.map((x, d) => best![d]! + shrink * (x - best![d]!)));
}

/** The move that takes the worst corner's place; undefined where the simplex shrinks. */
function choice(known: readonly number[], [reflected, expanded, outer, inner]: readonly number[]): number | undefined {
  const [best, second, worst] = [known[0]!, known.at(-2)!, known.at(-1)!];
  if (reflected! < best) return expanded! < reflected! ? 1 : 0;
  if (reflected! < second) return 0;
  if (reflected! < worst) return outer! <= reflected! ? 2 : undefined;
  return inner! < worst ? 3 : undefined;
}

/** The corners lie from `at` along the coordinates, on the other side where there is no room. */
function simplexAt(at: readonly number[], edge: number): number[][] {
  const corners = at.map((x, d) =>
    at.map((y, k) => (k !== d ? y : x + edge >= 0 && x + edge <= 1 ? x + edge : x - edge)),
  );
  return [[...at], ...corners];
}

export const nelderMead: OptimiserKind<"nelder-mead"> = {
  name: "nelder-mead",
  description: "Nelder and Mead's simplex: goes down from where it begins, without derivatives.",
  needsResiduals: false,
  takesOverAt: 1e-3,
  begin({ start, spread }: Beginning): Optimiser {
    const simplex = simplexAt(Array.from(start, clipped), Math.min(spread, 0.5));
    return new NelderMead({ simplex, losses: undefined, edge: Math.min(spread, 0.5), bestBefore: null, futile: 0 });
  },
  resume: (state) => new NelderMead(structuredClone(state) as State),
};
