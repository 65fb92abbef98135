import { ExperimentError } from "../errors.ts";
import { resolveExperiment } from "../experiment-resolve.ts";
import { type Dimension, dimensionless } from "../quantity/dimension.ts";
import { everydayUnit, formatQuantity } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import type { Course } from "./protocol.ts";
import { type Subject, withPlace } from "./subject.ts";
import { axisOf } from "./varied.ts";

/** Whether a member of a run does what is looked for. */
export type Criterion = (result: Result, member: number) => boolean;

/** Two neighbouring values of a parameter, SI, between which the answer of a criterion changes. */
export interface Bracket {
  /** Here the criterion does not hold. */
  readonly without: number;
  /** Here it does. */
  readonly with: number;
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

const perDecade = 10;
const decadesPerRun = 2;
const lowestDecade = -4;
const highestDecade = 4;

/**
 * The smallest size of a parameter at which a criterion holds, found among ten values a decade, from 10^-4 to 10^4 of its
 * everyday unit, of the sign asked for. Two decades are one run, and the search ends where the criterion holds: sizes far
 * beyond are never tried.
 *
 * @throws ExperimentError where it holds without the parameter (at 0), or nowhere.
 */
export function* firstBracket(subject: Subject, place: string, holds: Criterion, sign: 1 | -1 = 1): Course<Bracket> {
  const dimension = dimensionAt(subject, place);
  const { factor, symbol } = everydayUnit(dimension);
  let below = 0;
  for (let decade = lowestDecade; decade < highestDecade; decade += decadesPerRun) {
    const sizes = Array.from(
      { length: perDecade * decadesPerRun },
      (_, k) => sign * factor * Number((10 ** (decade + (k + 1) / perDecade)).toPrecision(3)),
    );
    const values = [below, ...sizes];
    const result = yield { document: atValues(subject, place, values, dimension), done: 0 };
    const found = values.findIndex((_, member) => holds(result, member));
    if (found === 0)
      throw new ExperimentError(
        `the neuron already does this where ${place} is ${formatQuantity(below, dimension)}`,
        place,
        "there is nothing to look for: give low and high, between which it begins",
      );
    if (found > 0) return { without: values[found - 1]!, with: values[found]!, dimension };
    below = sizes[sizes.length - 1]!;
  }
  throw new ExperimentError(
    `the neuron does not do this for any ${place} up to ${formatQuantity(below, dimension)}`,
    place,
    `give low and high in ${symbol}, or a longer duration`,
  );
}

const membersPerRun = 33;

/**
 * The bracket narrowed to a tolerance relative to its larger end, or until no number lies between: each run divides it in 32.
 * Where the criterion changes several times inside, it is the change nearest to the end without that is followed.
 */
export function* narrowed(
  subject: Subject,
  place: string,
  bracket: Bracket,
  holds: Criterion,
  tolerance: number,
): Course<Bracket> {
  let { without, with: fires } = bracket;
  const { dimension } = bracket;
  const whole = Math.abs(fires - without);
  for (;;) {
    const size = Math.max(Math.abs(without), Math.abs(fires));
    const width = Math.abs(fires - without);
    if (width <= tolerance * size) return { without, with: fires, dimension };
    const asked = Array.from(
      { length: membersPerRun - 2 },
      (_, k) => without + ((fires - without) * (k + 1)) / (membersPerRun - 1),
    );
    const goal = Math.log(whole / (tolerance * size));
    const result = yield {
      document: atValues(subject, place, asked, dimension),
      done: Math.min(1, Math.log((whole * (membersPerRun - 1)) / width) / goal),
    };
    const { values } = axisOf(result);
    const found = values.findIndex((_, member) => holds(result, member));
    const next = {
      without: values[found < 0 ? values.length - 1 : found - 1] ?? without,
      with: values[found] ?? fires,
    };
    if (next.without === without && next.with === fires) return { without, with: fires, dimension };
    without = next.without;
    fires = next.with;
  }
}
