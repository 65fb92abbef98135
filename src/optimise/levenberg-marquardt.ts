import { Matrix, solve } from "ml-matrix";
import { clipped } from "./draws.ts";
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

interface State {
  point: number[];
  loss: number | null;
  /** Of the point, with their derivatives by each coordinate, residual by residual; undefined before they are known. */
  slopes: { readonly residuals: number[]; readonly jacobian: number[][] } | undefined;
  damping: number;
  /** Half the distance of the two points of a difference, in boxes. */
  reach: number;
  isDone: boolean;
}

/** Dampings tried at once: these times the last that was good. */
const dampings = [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e3];
const mostDamping = 1e9;

/**
 * Levenberg-Marquardt: least squares along the linearised residuals, the more damped the less the linearisation holds. Derivatives
 * are told, or come from central differences, all of them one generation; the next generation tries several dampings at once.
 * Points stay in the box. Marquardt (1963), J Soc Ind Appl Math 11:431.
 *
 * (Libraries have it as one function that calls the model point by point, which would be a run for each.)
 */
class LevenbergMarquardt implements Optimiser {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get isDone(): boolean {
    return this.#state.isDone;
  }

  ask(): readonly Float64Array[] {
    const { slopes } = this.#state;
    return slopes ? this.#trials(slopes) : this.#around();
  }

  tell(told: readonly Told[]): void {
    const state = this.#state;
    const points = this.ask();
    const losses = lossesOf(told, points.length);
    if (!state.slopes) {
      state.loss = writtenLoss(losses[0]!);
      const known = told[0]!.residuals;
      if (!known || !Number.isFinite(losses[0]!)) state.isDone = true;
      else state.slopes = { residuals: Array.from(known), jacobian: this.#jacobian(told, points) };
      return;
    }
    const top = ranked(losses)[0]!;
    const before = readLoss(state.loss);
    if (losses[top]! < before) {
      state.point = Array.from(points[top]!);
      state.loss = writtenLoss(losses[top]!);
      state.damping = Math.max(1e-12, state.damping * dampings[top]!);
      state.slopes = undefined;
      if (before - losses[top]! <= 1e-10 * before) this.#closer();
    } else if (state.damping > mostDamping) {
      state.slopes = undefined;
      this.#closer();
    } else state.damping *= 1e4;
  }

  state(): unknown {
    return structuredClone(this.#state);
  }

  /** Where differences of this reach lead no further, those of a smaller one may. */
  #closer(): void {
    const state = this.#state;
    state.reach /= 30;
    state.damping = 1e-3;
    if (state.reach < 1e-8) state.isDone = true;
  }

  /** The point and, left and right of it along each coordinate, two others. */
  #around(): Float64Array[] {
    const { point, reach } = this.#state;
    const beside = point.flatMap((x, d) =>
      [clipped(x + reach), clipped(x - reach)].map((y) => Float64Array.from(point, (z, k) => (k === d ? y : z))),
    );
    return [Float64Array.from(point), ...beside];
  }

  #jacobian(told: readonly Told[], points: readonly Float64Array[]): number[][] {
    const [{ residuals, jacobian }] = told as [Told];
    const n = points[0]!.length;
    const centre = residuals!;
    if (jacobian) return Array.from(centre, (_, r) => Array.from({ length: n }, (__, d) => jacobian[r * n + d]!));
    return Array.from(centre, (middle, r) =>
      Array.from({ length: n }, (_, d) => {
        const [right, left] = [told[1 + 2 * d]!, told[2 + 2 * d]!];
        const [above, below] = [valueAt(right, r), valueAt(left, r)];
        const [x, y] = [points[1 + 2 * d]![d]!, points[2 + 2 * d]![d]!];
        // where one side has no value, the other and the middle have
        if (above !== undefined && below !== undefined) return (above - below) / (x - y);
        if (above !== undefined && x !== points[0]![d]) return (above - middle) / (x - points[0]![d]!);
        return below !== undefined && y !== points[0]![d] ? (below - middle) / (y - points[0]![d]!) : 0;
      }),
    );
  }

  /** x - (J^T J + λ D)^-1 J^T r for every damping λ, D being the diagonal of J^T J. */
  #trials({ residuals, jacobian }: NonNullable<State["slopes"]>): Float64Array[] {
    const { point, damping } = this.#state;
    const slopes = inward(jacobian, residuals, point);
    const normal = slopes.transpose().mmul(slopes);
    const gradient = slopes.transpose().mmul(Matrix.columnVector(residuals));
    const largest = Math.max(...normal.diagonal(), 1e-300);
    return dampings.map((factor) => {
      const damped = normal.clone();
      for (let d = 0; d < point.length; d++)
        damped.set(d, d, normal.get(d, d) + factor * damping * Math.max(normal.get(d, d), 1e-9 * largest));
      const step = solve(damped, gradient, true).to1DArray();
      return Float64Array.from(point, (x, d) => (Number.isFinite(step[d]) ? clipped(x - step[d]!) : x));
    });
  }
}

/** The derivatives without those of coordinates at an edge of the box beyond which the loss would fall. */
function inward(jacobian: number[][], residuals: readonly number[], point: readonly number[]): Matrix {
  const blocked = point.map((x, d) => {
    const slope = residuals.reduce((sum, residual, r) => sum + residual * jacobian[r]![d]!, 0);
    return (x <= 0 && slope > 0) || (x >= 1 && slope < 0);
  });
  return new Matrix(jacobian.map((row) => row.map((value, d) => (blocked[d] ? 0 : value))));
}

function valueAt({ residuals, loss }: Told, r: number): number | undefined {
  const value = residuals?.[r];
  return value !== undefined && Number.isFinite(loss) && Number.isFinite(value) ? value : undefined;
}

export const levenbergMarquardt: OptimiserKind<"levenberg-marquardt"> = {
  name: "levenberg-marquardt",
  description: "Levenberg-Marquardt: least squares along the derivatives of residuals.",
  needsResiduals: true,
  begin({ start, spread }: Beginning): Optimiser {
    const point = Array.from(start, clipped);
    return new LevenbergMarquardt({
      ...{ point, loss: null, slopes: undefined, damping: 1e-3, isDone: false },
      reach: Math.min(spread, 0.5) / 100,
    });
  },
  resume: (state) => new LevenbergMarquardt(structuredClone(state) as State),
};
