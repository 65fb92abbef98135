import { Draws, latinHypercube } from "./draws.ts";
import {
  type Beginning,
  lossesOf,
  type Optimiser,
  type OptimiserKind,
  ranked,
  readLoss,
  type Told,
  writtenLoss,
} from "./optimiser.ts";

export interface RoundSettings extends Beginning {
  /** What searches the whole box. */
  readonly search: OptimiserKind;
  /** What goes on from the best point, once the search is narrow. */
  readonly polish?: OptimiserKind;
  /** Most points of one polish. Default: no limit. */
  readonly mostPolish?: number;
}

interface State {
  readonly settings: Omit<RoundSettings, "search" | "polish" | "start"> & {
    readonly start: number[];
    readonly candidates: number;
  };
  round: number;
  isPolish: boolean;
  inner: unknown;
  /** Points asked for in this polish. */
  polished: number;
  best: number[];
  loss: number | null;
  /** The best of this round. */
  bestOfRound: number[];
  lossOfRound: number | null;
}

/** A later round has at most this many times the candidates of the first. */
const mostGrowth = 8;
/** How far around the best point a polish begins, as a part of the box. */
const near = 0.02;

/**
 * Search, polish, and again from elsewhere: each round begins at another place, with twice as many candidates up to eight times
 * (Auger & Hansen (2005), CEC 2005:1769). It never ends by itself: whoever asks knows when it is enough.
 */
export class Rounds implements Optimiser {
  readonly isDone = false;
  readonly #search: OptimiserKind;
  readonly #polish: OptimiserKind | undefined;
  readonly #state: State;
  #inner: Optimiser;

  private constructor(search: OptimiserKind, polish: OptimiserKind | undefined, state: State, inner?: Optimiser) {
    this.#search = search;
    this.#polish = polish;
    this.#state = state;
    this.#inner = inner ?? (state.isPolish ? polish! : search).resume(state.inner);
  }

  static begin({ search, polish, start, candidates = 64, ...rest }: RoundSettings): Rounds {
    const settings = { ...rest, start: Array.from(start), candidates };
    const state: State = {
      ...{ settings, round: 0, isPolish: false, inner: undefined, polished: 0 },
      ...{ best: settings.start, loss: null, bestOfRound: settings.start, lossOfRound: null },
    };
    return new Rounds(search, polish, state, search.begin(settings));
  }

  /** With the same kinds as it began with. */
  static resume(search: OptimiserKind, polish: OptimiserKind | undefined, state: unknown): Rounds {
    return new Rounds(search, polish, structuredClone(state) as State);
  }

  get width(): number {
    return this.#inner.width;
  }

  get stage(): string {
    return this.#inner.stage;
  }

  get wantsJacobian(): boolean {
    return this.#inner.wantsJacobian ?? false;
  }

  ask(): readonly Float64Array[] {
    return this.#inner.ask();
  }

  tell(told: readonly Told[]): void {
    const state = this.#state;
    const points = this.#inner.ask();
    const losses = lossesOf(told, points.length);
    const top = ranked(losses)[0]!;
    if (losses[top]! < readLoss(state.lossOfRound)) {
      state.bestOfRound = Array.from(points[top]!);
      state.lossOfRound = writtenLoss(losses[top]!);
    }
    if (losses[top]! < readLoss(state.loss)) [state.best, state.loss] = [state.bestOfRound, state.lossOfRound];
    this.#inner.tell(told);
    if (state.isPolish) {
      state.polished += points.length;
      if (this.#inner.isDone || state.polished >= (state.settings.mostPolish ?? Number.POSITIVE_INFINITY))
        this.#nextRound();
    } else if (this.#polish && (this.#inner.isDone || this.#inner.width < this.#polish.takesOverAt)) {
      [state.isPolish, state.polished] = [true, 0];
      this.#inner = this.#polish.begin({ ...state.settings, start: state.bestOfRound, spread: near });
    } else if (this.#inner.isDone) this.#nextRound();
  }

  state(): unknown {
    return structuredClone({ ...this.#state, inner: this.#inner.state() });
  }

  #nextRound(): void {
    const state = this.#state;
    const { seed, spread, candidates } = state.settings;
    state.round++;
    const [elsewhere] = latinHypercube(new Draws(seed + state.round), 1, state.best.length);
    // every other round looks around the best point so far, more closely
    const isNear = state.round % 2 === 0;
    [state.isPolish, state.bestOfRound, state.lossOfRound] = [false, state.best, null];
    this.#inner = this.#search.begin({
      ...{ seed: seed + state.round, start: isNear ? state.best : elsewhere!, spread: isNear ? spread / 5 : spread },
      candidates: candidates * Math.min(mostGrowth, 2 ** state.round),
    });
  }
}
