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

interface Slopes {
  readonly normal: number[][];
  readonly gradient: number[];
}

interface State {
  point: number[];
  loss: number | null;
  /** J^T J and J^T r at the point, J being the derivatives of the residuals r; undefined before they are known. */
  slopes: Slopes | undefined;
  damping: number;
  /** Half the distance of the two points of a difference, in boxes. */
  reach: number;
  /** Whether derivatives are told, so that no points beside are asked for. */
  isToldSlopes: boolean;
  isDone: boolean;
}

/** Dampings tried at once: these times the last that was good. */
const dampings = [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e3];
const mostDamping = 1e9;

/**
 * Levenberg-Marquardt: least squares along the linearised residuals, the more damped the less the linearisation holds. Derivatives
 * are told of a generation of one point, or come from central differences, all of them one generation, from the point on of which
 * none are told; the next generation tries several dampings at once.
 * Points stay in the box. Marquardt (1963), J Soc Ind Appl Math 11:431.
 *
 * (Libraries have it as one function that calls the model point by point, which would be a run for each.)
 */
class LevenbergMarquardt implements Optimiser {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  readonly stage = "levenberg-marquardt";

  get width(): number {
    return this.#state.reach;
  }

  get isDone(): boolean {
    return this.#state.isDone;
  }

  get wantsJacobian(): boolean {
    return this.#state.isToldSlopes && this.#state.slopes === undefined;
  }

  ask(): readonly Float64Array[] {
    const { slopes, point } = this.#state;
    if (this.wantsJacobian) return [Float64Array.from(point)];
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
      else if (state.isToldSlopes && !told[0]!.jacobian) state.isToldSlopes = false;
      else state.slopes = slopesOf(told, points);
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

  /** Where derivatives that are told lead no further, differences may; where differences of this reach do not, those of a smaller. */
  #closer(): void {
    const state = this.#state;
    if (state.isToldSlopes) {
      [state.isToldSlopes, state.damping] = [false, 1e-3];
      return;
    }
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

  /** x - (J^T J + λ D)^-1 J^T r for every damping λ, D being the diagonal of J^T J. */
  #trials({ normal, gradient }: Slopes): Float64Array[] {
    const { point, damping } = this.#state;
    // coordinates at an edge of the box beyond which the loss would fall stay there
    const free = point.map((x, d) => !((x <= 0 && gradient[d]! > 0) || (x >= 1 && gradient[d]! < 0)));
    const slope = Matrix.columnVector(gradient.map((value, d) => (free[d] ? value : 0)));
    const largest = Math.max(...normal.map((row, d) => row[d]!), 1e-300);
    return dampings.map((factor) => {
      const damped = new Matrix(
        normal.map((row, d) =>
          row.map((value, k) => {
            if (d === k) return value + factor * damping * Math.max(value, 1e-9 * largest);
            return free[d] && free[k] ? value : 0;
          }),
        ),
      );
      const step = solve(damped, slope, true).to1DArray();
      return Float64Array.from(point, (x, d) => (Number.isFinite(step[d]) ? clipped(x - step[d]!) : x));
    });
  }
}

function slopesOf(told: readonly Told[], points: readonly Float64Array[]): Slopes {
  const n = points[0]!.length;
  const { residuals, jacobian } = told[0]!;
  const normal = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const gradient = new Array<number>(n).fill(0);
  const row = new Float64Array(n);
  for (let r = 0; r < residuals!.length; r++) {
    for (let d = 0; d < n; d++) row[d] = jacobian ? jacobian[r * n + d]! : difference(told, points, r, d);
    for (let d = 0; d < n; d++) {
      gradient[d]! += row[d]! * residuals![r]!;
      for (let k = 0; k < n; k++) normal[d]![k]! += row[d]! * row[k]!;
    }
  }
  return { normal, gradient };
}

/** Of residual r by coordinate d, from the points beside the first; where one side has no value, from the other. */
function difference(told: readonly Told[], points: readonly Float64Array[], r: number, d: number): number {
  const places = [1 + 2 * d, 2 + 2 * d].filter((k) => valueAt(told[k]!, r) !== undefined);
  const [a, b] = places.length === 2 ? (places as [number, number]) : [places[0] ?? 0, 0];
  const distance = points[a]![d]! - points[b]![d]!;
  return distance === 0 ? 0 : (valueAt(told[a]!, r)! - valueAt(told[b]!, r)!) / distance;
}

function valueAt({ residuals, loss }: Told, r: number): number | undefined {
  const value = residuals?.[r];
  return value !== undefined && Number.isFinite(loss) && Number.isFinite(value) ? value : undefined;
}

export const levenbergMarquardt: OptimiserKind<"levenberg-marquardt"> = {
  name: "levenberg-marquardt",
  description: "Levenberg-Marquardt: least squares along the derivatives of residuals.",
  needsResiduals: true,
  takesOverAt: 0.02,
  begin({ start, spread, tellsJacobian = false }: Beginning): Optimiser {
    const point = Array.from(start, clipped);
    return new LevenbergMarquardt({
      ...{ point, loss: null, slopes: undefined, damping: 1e-3, isToldSlopes: tellsJacobian, isDone: false },
      reach: Math.min(spread, 0.5) / 100,
    });
  },
  resume: (state) => new LevenbergMarquardt(structuredClone(state) as State),
};
