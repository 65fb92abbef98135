import { ExperimentError, SimulationError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { everydayUnit, formatQuantity, parseQuantity } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import type { Course } from "./protocol.ts";

/** Two neighbouring values of a parameter, SI, between which the answer of a criterion changes. */
export interface Bracket {
  /** Here the criterion does not hold. */
  readonly without: number;
  /** Here it does. */
  readonly with: number;
}

/** Searches side by side, numbered from 0: each for a value of the same parameter, under conditions of its own. */
export interface Searches {
  readonly count: number;
  /** The parameter, as errors name it. */
  readonly place: string;
  readonly dimension: Dimension;
  /** A document with one member for each value, under the conditions of its search. */
  document(searches: readonly number[], values: readonly number[]): ExperimentDocument;
  /** Whether a member of such a run does what is looked for. */
  holds(result: Result, member: number, search: number): boolean;
}

/** What one can do where a search ends without a bracket. */
export type WayOut = keyof typeof waysOut;

const waysOut = {
  "low and high": {
    already: "there is nothing to look for: give low and high, between which it begins",
    nowhere: (unit: string) => `give low and high in ${unit}, or a longer duration`,
  },
  values: {
    already: "there is nothing to look for: give values",
    nowhere: (unit: string) => `give values in ${unit}, or a longer duration`,
  },
  amplitude: {
    already: "there is nothing to look for: give amplitude",
    nowhere: (unit: string) => `give amplitude in ${unit}, or other durations`,
  },
  direction: {
    already: "there is nothing to look for: take parameters with which it is silent by itself",
    nowhere: () => "try the other direction, or a longer wait",
  },
  stimuli: {
    already: "there is nothing to look for: give it stimuli of its own",
    nowhere: () => "give it stimuli of its own, or a longer duration",
  },
  models: {
    already: "there is nothing to look for: leave this model out of models",
    nowhere: () => "leave this model out of models, or give a longer duration",
  },
} as const;

const perDecade = 10;
const lowestDecade = -4;
const highestDecade = 4;

/**
 * The smallest size of the parameter at which the criterion holds, for each search, found among ten values a decade, from 10^-4
 * to 10^4 of its everyday unit, of the sign asked for. A decade is one run, and a search ends where the criterion holds: sizes
 * more than ten times beyond are never tried. Where the equations run away at a size, sizes below it are tried alone.
 *
 * @throws ExperimentError where it holds without the parameter (at 0), or nowhere, or at no size at which the equations can be solved.
 */
export function* firstBrackets(searches: Searches, wayOut: WayOut, sign: 1 | -1 = 1): Course<Bracket[]> {
  const { place, dimension } = searches;
  const { factor } = everydayUnit(dimension);
  const sizes = Array.from(
    { length: perDecade * (highestDecade - lowestDecade) },
    (_, k) => sign * factor * Number((10 ** (lowestDecade + (k + 1) / perDecade)).toPrecision(3)),
  );
  const found = new Map<number, Bracket>();
  let below = 0;
  let atOnce = perDecade;
  for (let next = 0; next < sizes.length; ) {
    const values = [below, ...sizes.slice(next, next + atOnce)];
    const open = all(searches).filter((search) => !found.has(search));
    let holds: boolean[][];
    try {
      const asked = open.map((search) => [search, values] as const);
      holds = yield* tried(searches, asked, 0);
    } catch (error) {
      if (!(error instanceof SimulationError) || (atOnce === 1 && below === 0)) throw error;
      if (atOnce === 1) throw nowhere(searches, below, `; beyond that ${error.message}`, wayOut);
      atOnce = Math.ceil(atOnce / 2);
      continue;
    }
    for (const [k, search] of open.entries()) {
      const first = holds[k]!.indexOf(true);
      if (first === 0)
        throw new ExperimentError(
          `the neuron already does this where ${place} is ${formatQuantity(below, dimension)}`,
          place,
          waysOut[wayOut].already,
        );
      if (first > 0) found.set(search, { without: values[first - 1]!, with: values[first]! });
    }
    if (found.size === searches.count) return all(searches).map((search) => found.get(search)!);
    below = values[values.length - 1]!;
    next += atOnce;
  }
  throw nowhere(searches, below, "", wayOut);
}

function nowhere({ place, dimension }: Searches, highest: number, beyond: string, wayOut: WayOut): ExperimentError {
  return new ExperimentError(
    `the neuron does not do this for any ${place} up to ${formatQuantity(highest, dimension)}${beyond}`,
    place,
    waysOut[wayOut].nowhere(everydayUnit(dimension).symbol),
  );
}

const parts = 32;

/**
 * Each bracket narrowed to a tolerance relative to its larger end, or until no number lies between: each run divides all that are
 * too wide in 32. Where the criterion changes several times inside, it is the change nearest to the end without that is followed.
 */
export function* narrowedBrackets(
  searches: Searches,
  brackets: readonly Bracket[],
  tolerance: number,
): Course<Bracket[]> {
  const current = [...brackets];
  const stuck = new Set<number>();
  const width = ({ without, with: fires }: Bracket) =>
    Math.abs(fires - without) / Math.max(Math.abs(without), Math.abs(fires));
  const widest = () => Math.max(tolerance, ...current.map(width));
  const whole = widest();
  for (;;) {
    const open = all(searches).filter((search) => !stuck.has(search) && width(current[search]!) > tolerance);
    if (open.length === 0) return current;
    const asked = open.map((search) => {
      const { without, with: fires } = current[search]!;
      const inside = Array.from({ length: parts - 1 }, (_, k) =>
        asWritten(without + ((fires - without) * (k + 1)) / parts, searches.dimension),
      );
      return [search, inside] as const;
    });
    const done = Math.log((whole * parts) / widest()) / Math.log(whole / tolerance);
    const holds = yield* tried(searches, asked, Math.min(1, done));
    for (const [k, [search, values]] of asked.entries()) {
      const { without, with: fires } = current[search]!;
      const first = holds[k]!.indexOf(true);
      const next = {
        without: values[first < 0 ? values.length - 1 : first - 1] ?? without,
        with: values[first] ?? fires,
      };
      if (next.without === without && next.with === fires) stuck.add(search);
      current[search] = next;
    }
  }
}

/** The number that a document says, which has been rounded to a decimal of its everyday unit. */
function asWritten(si: number, dimension: Dimension): number {
  return parseQuantity(formatQuantity(si, dimension), { dimension }).value;
}

function all({ count }: Searches): number[] {
  return Array.from({ length: count }, (_, search) => search);
}

/** One run: whether the criterion holds at each value of each search. */
function* tried(
  searches: Searches,
  asked: readonly (readonly [search: number, values: readonly number[]])[],
  done: number,
): Course<boolean[][]> {
  const members = asked.flatMap(([search, values]) => values.map(() => search));
  const document = searches.document(
    members,
    asked.flatMap(([, values]) => values),
  );
  const result = yield { document, done };
  let member = 0;
  return asked.map(([search, values]) => values.map(() => searches.holds(result, member++, search)));
}
