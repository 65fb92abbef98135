/** What is said of a point that was asked for. */
export interface Told {
  /** Small is good. Infinity, or no number, for a point that is worth nothing. */
  readonly loss: number;
  /** Of least squares: the loss is the sum of their squares. */
  readonly residuals?: ArrayLike<number>;
  /** The derivative of each residual by each coordinate, residual by residual; there where it is known. */
  readonly jacobian?: ArrayLike<number>;
}

/**
 * A search in the unit box, 0 to 1 in each coordinate. It asks for points and is told what they are worth, a whole generation at
 * a time, so that whoever evaluates may do them all at once.
 */
export interface Optimiser {
  /** The points of the next generation; the same ones until it is told. */
  ask(): readonly Float64Array[];
  /** @throws RangeError unless there is one answer for each point */
  tell(told: readonly Told[]): void;
  /** Whether nothing is to be gained from going on. */
  readonly isDone: boolean;
  /** How far apart the points of a generation lie, as a part of the box. */
  readonly width: number;
  /** The name of what is at work. */
  readonly stage: string;
  /** Whether derivatives, told of the points of this generation, would spare it others. Default: no. */
  readonly wantsJacobian?: boolean;
  /** All that it knows, as plain JSON; `resume` goes on from there bit for bit. */
  state(): unknown;
}

export interface Beginning {
  /** Where the search begins: the middle of what is drawn first, or its first point. */
  readonly start: ArrayLike<number>;
  /** How far around, as a part of the box. */
  readonly spread: number;
  /** Points of a generation. Default: the optimiser's own. */
  readonly candidates?: number;
  /** Whether derivatives will be told where it wants them. Default: no. */
  readonly tellsJacobian?: boolean;
  /** Of its random numbers, a whole number. */
  readonly seed: number;
}

export interface OptimiserKind<Name extends string = string> {
  readonly name: Name;
  readonly description: string;
  /** Whether it must be told residuals. */
  readonly needsResiduals: boolean;
  /** How narrow a search should be before this one takes over from it. */
  readonly takesOverAt: number;
  begin(beginning: Beginning): Optimiser;
  /** From what `state()` gave, also after a passage through JSON. */
  resume(state: unknown): Optimiser;
}

/** The losses, Infinity for what is no number. @throws RangeError unless there are as many as were asked for */
export function lossesOf(told: readonly Told[], asked: number): number[] {
  if (told.length !== asked) throw new RangeError(`${asked} points were asked for, but ${told.length} are answered`);
  return told.map(({ loss }) => (Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss));
}

/** Indices of the losses, the smallest first; equal ones in their order. */
export function ranked(losses: readonly number[]): number[] {
  return losses.map((_, k) => k).sort((a, b) => (losses[a] === losses[b] ? a - b : losses[a]! - losses[b]!));
}

/** A loss as it stands in JSON, which has no Infinity. */
export function writtenLoss(loss: number): number | null {
  return Number.isFinite(loss) ? loss : null;
}

export function readLoss(loss: number | null): number {
  return loss ?? Number.POSITIVE_INFINITY;
}
