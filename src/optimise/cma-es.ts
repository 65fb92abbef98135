import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { Draws, folded } from "./draws.ts";
import {
  type Beginning,
  lossesOf,
  type Optimiser,
  type OptimiserKind,
  ranked,
  readLoss,
  writtenLoss,
} from "./optimiser.ts";

/** One normal law from which generations are drawn. */
interface Law {
  readonly candidates: number;
  mean: number[];
  sigma: number;
  /** Of the mean's steps, for the size of the law and for its shape. */
  sizePath: number[];
  shapePath: number[];
  covariance: number[][];
  generation: number;
  /** The best loss of each of the last generations. */
  recent: (number | null)[];
}

interface Generation {
  /** Before mirroring. */
  readonly points: readonly Float64Array[];
  /** (x - mean)/sigma. */
  readonly steps: readonly Float64Array[];
  /** C^(-1/2). */
  readonly inverse: Matrix;
}

interface State {
  readonly seed: number;
  drawn: number;
  readonly law: Law;
}

/** Most standard deviation of a coordinate, in boxes. */
const widest = 0.5;

/**
 * Covariance matrix adaptation: a normal law that learns from the ranks of what it drew where to go, how far, and in which
 * directions. Weights, also negative ones, and constants: Hansen (2016), arXiv:1604.00772, table 1. Points outside the box are
 * mirrored into it. It is done where the law has narrowed to nothing, or nothing changes.
 */
class CmaEs implements Optimiser {
  readonly #state: State;
  #draws: Draws;
  #asked: Generation | undefined;

  constructor(state: State) {
    this.#state = state;
    this.#draws = new Draws(state.seed, state.drawn);
  }

  readonly stage = "cma-es";

  get isDone(): boolean {
    return isSpent(this.#state.law);
  }

  get width(): number {
    const { sigma, covariance } = this.#state.law;
    return sigma * Math.sqrt(Math.max(...covariance.map((row, i) => row[i]!)));
  }

  ask(): readonly Float64Array[] {
    return this.#generation().points.map((point) => point.map(folded));
  }

  tell(told: Parameters<Optimiser["tell"]>[0]): void {
    const { points, steps, inverse } = this.#generation();
    const losses = lossesOf(told, points.length);
    const order = ranked(losses);
    const state = this.#state;
    update(
      state.law,
      order.map((k) => steps[k]!),
      inverse,
    );
    state.law.recent.push(writtenLoss(losses[order[0]!]!));
    if (state.law.recent.length > memoryOf(state.law)) state.law.recent.shift();
    this.#asked = undefined;
    state.drawn = this.#draws.count;
  }

  state(): unknown {
    return structuredClone(this.#state);
  }

  #generation(): Generation {
    this.#asked ??= this.#drawn();
    return this.#asked;
  }

  #drawn(): Generation {
    const { mean, sigma, covariance, candidates } = this.#state.law;
    const { axes, lengths } = axesOf(covariance);
    this.#draws = new Draws(this.#state.seed, this.#state.drawn);
    const steps = Array.from({ length: candidates }, () => {
      const normal = mean.map(() => this.#draws.normal());
      return Float64Array.from(mean, (_, i) => normal.reduce((sum, z, j) => sum + axes.get(i, j) * lengths[j]! * z, 0));
    });
    const points = steps.map((step) => step.map((s, i) => mean[i]! + sigma * s));
    // C^(-1/2) = B D^-1 B^T
    const inverse = axes.mmul(Matrix.diag(lengths.map((length) => 1 / length))).mmul(axes.transpose());
    return { points, steps, inverse };
  }
}

function newLaw(mean: readonly number[], sigma: number, candidates: number): Law {
  const zeros = mean.map(() => 0);
  return {
    candidates,
    mean: [...mean],
    sigma,
    sizePath: [...zeros],
    shapePath: [...zeros],
    covariance: Matrix.eye(mean.length).to2DArray(),
    generation: 0,
    recent: [],
  };
}

/** C = B D² B^T: B and D. */
function axesOf(covariance: number[][]): { axes: Matrix; lengths: number[] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(covariance), {
    assumeSymmetric: true,
  });
  return { axes: eigenvectorMatrix, lengths: realEigenvalues.map((value) => Math.sqrt(Math.max(value, 1e-24))) };
}

/** Hansen (2016), equations 49 to 58. Weights that depend on n and the number of candidates only. */
function constants(n: number, candidates: number) {
  const raw = Array.from({ length: candidates }, (_, k) => Math.log((candidates + 1) / 2) - Math.log(k + 1));
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const effective = (values: readonly number[]) => sumOf(values) ** 2 / sumOf(values.map((value) => value * value));
  const [good, bad] = [raw.filter((w) => w > 0), raw.filter((w) => w <= 0)];
  const mass = effective(good);
  const sizeRate = (mass + 2) / (n + mass + 5);
  const sizeDamping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + sizeRate;
  const shapeRate = (4 + mass / n) / (n + 4 + (2 * mass) / n);
  const one = 2 / ((n + 1.3) ** 2 + mass);
  const many = Math.min(1 - one, (2 * (0.25 + mass + 1 / mass - 2)) / ((n + 2) ** 2 + mass));
  const negative = Math.min(
    1 + one / many,
    1 + (2 * effective(bad)) / (effective(bad) + 2),
    (1 - one - many) / (n * many),
  );
  const weights = raw.map((w) => (w > 0 ? w / sumOf(good) : (negative * w) / -sumOf(bad)));
  const expected = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  return { weights, mass, sizeRate, sizeDamping, shapeRate, one, many, expected };
}

/** @param steps (x - mean)/sigma of each candidate, the best first */
function update(law: Law, steps: readonly Float64Array[], inverse: Matrix): void {
  const n = law.mean.length;
  const { weights, mass, sizeRate, sizeDamping, shapeRate, one, many, expected } = constants(n, law.candidates);
  const step = law.mean.map((_, i) => weights.reduce((sum, w, k) => (w > 0 ? sum + w * steps[k]![i]! : sum), 0));
  const whitened = (vector: ArrayLike<number>) => inverse.mmul(Matrix.columnVector(Array.from(vector))).to1DArray();
  law.mean = law.mean.map((m, i) => m + law.sigma * step[i]!);
  const white = whitened(step);
  law.generation++;
  law.sizePath = law.sizePath.map(
    (p, i) => (1 - sizeRate) * p + Math.sqrt(sizeRate * (2 - sizeRate) * mass) * white[i]!,
  );
  const length = Math.hypot(...law.sizePath);
  const settled = length / Math.sqrt(1 - (1 - sizeRate) ** (2 * law.generation)) < (1.4 + 2 / (n + 1)) * expected;
  law.shapePath = law.shapePath.map(
    (p, i) => (1 - shapeRate) * p + (settled ? Math.sqrt(shapeRate * (2 - shapeRate) * mass) * step[i]! : 0),
  );
  const lost = settled ? 0 : one * shapeRate * (2 - shapeRate);
  const scaled = weights.map((w, k) => {
    if (w >= 0) return w;
    return (w * n) / whitened(steps[k]!).reduce((sum, z) => sum + z * z, 1e-300);
  });
  const kept = 1 + lost - one - many * weights.reduce((sum, w) => sum + w, 0);
  law.covariance = law.covariance.map((row, i) =>
    row.map(
      (c, j) =>
        kept * c +
        one * law.shapePath[i]! * law.shapePath[j]! +
        many * scaled.reduce((sum, w, k) => sum + w * steps[k]![i]! * steps[k]![j]!, 0),
    ),
  );
  law.sigma *= Math.exp(Math.min(1, (sizeRate / sizeDamping) * (length / expected - 1)));
  const most = law.sigma * Math.sqrt(Math.max(...law.covariance.map((row, i) => row[i]!)));
  if (most > widest) law.sigma *= widest / most;
}

/** Generations in which nothing may change. Hansen (2016), section B.3. */
function memoryOf({ mean, candidates }: Law): number {
  return 10 + Math.ceil((30 * mean.length) / candidates);
}

/** Whether the law is too narrow, too flat or too long to find anything more. */
function isSpent(law: Law): boolean {
  const { sigma, covariance, recent, mean } = law;
  const variances = covariance.map((row, i) => row[i]!);
  if (![sigma, ...mean, ...variances].every(Number.isFinite)) return true;
  if (sigma * Math.sqrt(Math.max(...variances)) < 1e-10) return true;
  if (recent.length < memoryOf(law)) return false;
  const losses = recent.map(readLoss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  if (!(low < Number.POSITIVE_INFINITY) || high - low <= 1e-12 * Math.abs(low) + 1e-300) return true;
  const { lengths } = axesOf(covariance);
  return Math.max(...lengths) > 1e7 * Math.min(...lengths);
}

export const cmaEs: OptimiserKind<"cma-es"> = {
  name: "cma-es",
  description: "Covariance matrix adaptation: a normal law that learns size and directions from ranks.",
  needsResiduals: false,
  takesOverAt: 1,
  begin({ start, spread, candidates = 4 + Math.floor(3 * Math.log(start.length)), seed }: Beginning): Optimiser {
    return new CmaEs({ seed, drawn: 0, law: newLaw(Array.from(start), spread, candidates) });
  },
  resume: (state) => new CmaEs(structuredClone(state) as State),
};
