import { resolveExperiment } from "../experiment-resolve.ts";
import { type Dimension, dimensionless } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import { spikesOf } from "../run/recording.ts";
import { firstBrackets, narrowedBrackets, type Searches, type Bracket as Values, type WayOut } from "./brackets.ts";
import type { Course } from "./protocol.ts";
import { type Subject, withPlace } from "./subject.ts";

/** Whether a member of a run does what is looked for. */
export type Criterion = (result: Result, member: number) => boolean;

/** Two neighbouring values of a parameter, SI, between which the answer of a criterion changes. */
export interface Bracket extends Values {
  readonly dimension: Dimension;
}

/** The dimension of what stands at a place: a bare 0 fits any. Throws an ExperimentError where the place cannot vary. */
export function dimensionAt(subject: Subject, place: string): Dimension {
  const { axes } = resolveExperiment({ ...withPlace(subject.document, place, [0, 0]), axes: "product" });
  return axes[0]?.dimension ?? dimensionless;
}

/** A document in which a place runs through SI values, which need not be ascending. */
export function atValues(subject: Subject, place: string, values: readonly number[], dimension: Dimension) {
  return withPlace(
    subject.document,
    place,
    values.map((value) => formatQuantity(value, dimension)),
  );
}

/** The smallest size of a parameter at which a criterion holds. See `firstBrackets`, which runs several such searches at once. */
export function* firstBracket(
  subject: Subject,
  place: string,
  holds: Criterion,
  wayOut: WayOut,
  sign: 1 | -1 = 1,
): Course<Bracket> {
  const dimension = dimensionAt(subject, place);
  const [found] = yield* firstBrackets(single(subject, place, dimension, holds), wayOut, sign);
  return { ...found!, dimension };
}

/**
 * The smallest size of a parameter that makes a neuron fire: once at least, and twice as often as without it, because a neuron
 * that starts above its threshold or paces itself fires without.
 */
export function* firstToFire(subject: Subject, place: string, wayOut: WayOut): Course<Bracket> {
  const count = (result: Result, member: number) => spikesOf(result, member).length;
  let without: number | undefined;
  const fires: Criterion = (result, member) => {
    without ??= count(result, 0); // the search begins with 0
    return count(result, member) >= Math.max(1, 2 * without);
  };
  return yield* firstBracket(subject, place, fires, wayOut);
}

/** The bracket narrowed to a tolerance relative to its larger end. See `narrowedBrackets`. */
export function* narrowed(
  subject: Subject,
  place: string,
  bracket: Bracket,
  holds: Criterion,
  tolerance: number,
): Course<Bracket> {
  const { dimension } = bracket;
  const [found] = yield* narrowedBrackets(single(subject, place, dimension, holds), [bracket], tolerance);
  return { ...found!, dimension };
}

function single(subject: Subject, place: string, dimension: Dimension, holds: Criterion): Searches {
  return { count: 1, place, dimension, holds, document: (_, values) => atValues(subject, place, values, dimension) };
}
