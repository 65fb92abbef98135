import { ExperimentError } from "../errors.ts";
import { type Dimension, dimensionless, dimensions, nameOfDimension, sameDimension } from "../quantity/dimension.ts";
import { fromUnit, parseQuantity } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { type CsvColumn, type CsvTable, headingOf } from "./csv.ts";

/** Which column of a table holds the samples. */
export interface WantedSamples {
  /** Of a current: that of amp. */
  readonly dimension: Dimension;
  /** Its heading, its name, or its number from 1. Default: the first in a unit of the dimension. */
  readonly column?: string | undefined;
  /** The unit of a column whose heading has none. */
  readonly unit?: string | undefined;
}

/** When the samples of a table were taken, as quantities in the unit of its times. */
export interface SampleTimes {
  /** From one sample to the next: `"0.1 ms"`. */
  readonly interval: string;
  /** Of the first sample. */
  readonly start: string;
  /** As many intervals as there are samples. */
  readonly duration: string;
}

/**
 * The samples in a column of a table, in SI.
 *
 * @throws ExperimentError where no column, or none clearly, is meant, or its unit does not fit
 */
export function samplesIn(table: CsvTable, wanted: WantedSamples): Float64Array {
  const column = wanted.column === undefined ? fittingColumn(table, wanted) : namedColumn(table, wanted.column);
  const unit = column.unit ?? wanted.unit ?? "1";
  const dimension = dimensionIn(unit);
  if (!dimension) throw unknownUnit(table, column, unit);
  if (!sameDimension(dimension, wanted.dimension)) {
    const [own, other] = [nameOfDimension(dimension), nameOfDimension(wanted.dimension)];
    const problem = `the column "${headingOf(column)}" is in ${own}, but ${other} is wanted`;
    throw new ExperimentError(problem, table.place, columnsOf(table));
  }
  return unit === "1" ? column.values : column.values.map(fromUnit(unit));
}

/**
 * The times of a table's samples, from its first column in a unit of time. The interval is the mean one to 12 digits, which
 * gives back the decimal that the times were made from; each time must lie within 1 % of an interval of its place.
 *
 * @throws ExperimentError where there is no such column, or its times are not equally spaced
 */
export function timesIn(table: CsvTable): SampleTimes {
  const { columns, place } = table;
  const times = columns.find(isInSeconds) ?? columns.find(isCalledTime);
  if (!times) {
    const wayOut = 'head it "time (ms)", or give "interval", as in "0.1 ms"';
    throw new ExperimentError("there is no column of times with a unit", place, wayOut);
  }
  const { values, unit } = times;
  if (unit === undefined) {
    throw new ExperimentError(`the column "${times.name}" names no unit`, place, `head it "${times.name} (ms)"`);
  }
  const first = values[0]!;
  const span = values[values.length - 1]! - first;
  const mean = Number((span / (values.length - 1)).toPrecision(12));
  if (!(mean > 0)) {
    const problem = values.length < 2 ? "one sample alone has no interval" : "the times do not rise";
    const wayOut = values.length < 2 ? 'give "interval", as in "0.1 ms"' : "sort the lines by time";
    throw new ExperimentError(problem, place, wayOut);
  }
  const uneven = values.findIndex((value, k) => !(Math.abs(value - first - k * mean) <= 0.01 * mean));
  if (uneven >= 0) {
    const due = Number((first + uneven * mean).toPrecision(8));
    const problem = `the times are not equally spaced: sample ${uneven + 1} is at ${values[uneven]} ${unit}, but ${due} ${unit} is due`;
    throw new ExperimentError(problem, place, "resample the recording at equal intervals");
  }
  const duration = Number((mean * values.length).toPrecision(12));
  return { interval: `${mean} ${unit}`, start: `${first} ${unit}`, duration: `${duration} ${unit}` };
}

function namedColumn(table: CsvTable, wanted: string): CsvColumn {
  const { columns } = table;
  const found =
    columns.find((column) => headingOf(column) === wanted) ??
    columns.find((column) => column.name === wanted) ??
    (/^\d+$/.test(wanted) ? columns[Number(wanted) - 1] : undefined);
  if (found) return found;
  const names = [...columns.map(headingOf), ...columns.map(({ name }) => name)];
  const problem = `there is no column "${wanted}"`;
  throw new ExperimentError(problem, table.place, didYouMean(wanted, names, columnsOf(table)));
}

/** The first column whose heading has a unit of the dimension; without one, the only column that may have the unit given. */
function fittingColumn(table: CsvTable, { dimension, unit }: WantedSamples): CsvColumn {
  const fits = (unit: string): boolean => {
    const own = dimensionIn(unit);
    return own !== undefined && sameDimension(own, dimension);
  };
  const others = table.columns.filter((column) => !isInSeconds(column) && !isCalledTime(column));
  const fitting = others.find((column) => column.unit !== undefined && fits(column.unit));
  if (fitting) return fitting;
  const bare = others.filter((column) => column.unit === undefined);
  if (bare.length > 0 && fits(unit ?? "1")) {
    const chosen = bare.length === 1 ? bare[0] : bare.find(({ name }) => /^(i|current)$/i.test(name));
    if (chosen) return chosen;
    const wayOut = `name one with "column"; ${columnsOf(table)}`;
    throw new ExperimentError(`several columns may be in ${nameOfDimension(dimension)}`, table.place, wayOut);
  }
  const odd = others.find((column) => column.unit !== undefined && !dimensionIn(column.unit));
  if (odd) throw unknownUnit(table, odd, odd.unit!);
  const hint = bare.length > 0 ? '; its heading may name the unit, as in "current (nA)"' : "";
  const problem = `no column is in ${nameOfDimension(dimension)}`;
  throw new ExperimentError(problem, table.place, `${columnsOf(table)}${hint}`);
}

function isInSeconds({ unit }: CsvColumn): boolean {
  const dimension = unit === undefined ? undefined : dimensionIn(unit);
  return dimension !== undefined && sameDimension(dimension, dimensions.second);
}

/** Without a unit: such a column must not pass for a current whose unit is given elsewhere. */
function isCalledTime({ name, unit }: CsvColumn): boolean {
  return unit === undefined && /^(t|time)$/i.test(name);
}

/** Undefined for a unit that is not known. */
function dimensionIn(unit: string): Dimension | undefined {
  if (unit === "1") return dimensionless;
  try {
    return parseQuantity(`1 ${unit}`).dimension;
  } catch {
    return undefined;
  }
}

function unknownUnit(table: CsvTable, column: CsvColumn, unit: string): ExperimentError {
  const problem =
    column.unit === undefined
      ? `"${unit}" is not a unit that is known`
      : `the heading "${headingOf(column)}" has an unknown unit`;
  return new ExperimentError(problem, table.place, 'write it as in "current (nA)"');
}

function columnsOf({ columns }: CsvTable): string {
  return `the columns are ${columns.map(headingOf).slice(0, 20).join(", ")}`;
}
