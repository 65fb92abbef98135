import { ExperimentError } from "../errors.ts";
import { type Dimension, dimensionless, dimensions, sameDimension } from "../quantity/dimension.ts";
import { parseQuantity } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { type CsvColumn, headingOf, parseCsvTable } from "./csv.ts";

/** Equally spaced samples of a current, or of whatever drives a model. */
export interface SampledCurrent {
  /** The heading they were found under. */
  readonly column: string;
  /** SI. */
  readonly values: Float64Array;
  readonly dimension: Dimension;
  /** From one sample to the next, in seconds. */
  readonly interval: number;
  /** Time of the first sample, in seconds. */
  readonly start: number;
  /** The same as it was written: numbers in `unit`, times as quantities. */
  readonly written: {
    readonly values: Float64Array;
    /** `"1"` where the column names no unit. */
    readonly unit: string;
    readonly interval: string;
    readonly start: string;
  };
}

export interface CurrentOptions {
  /** What errors call the table: a file's name. */
  readonly file?: string;
  /** The column of the current: its heading, its name, or its number from 1. Default: the first one in amperes. */
  readonly column?: string;
  /** The column's unit, where its heading has none. */
  readonly unit?: string;
  /** From one sample to the next, for a table without a column of times: `"0.1 ms"`. */
  readonly interval?: string;
}

/**
 * The current in a table of numbers (see `parseCsvTable`) that has a column of times at equal intervals, such as
 * `time (ms),current (nA)`. A table without times is read with `interval`, its first sample at time 0.
 *
 * @throws ExperimentError where a column is missing, a unit is unknown, or the times are not equally spaced
 */
export function currentFromCsv(text: string, options: CurrentOptions = {}): SampledCurrent {
  const place = options.file ?? "the table";
  const { columns } = parseCsvTable(text, place);
  const time = columns.find((column) => isTime(column, place));
  const column = chosenColumn(columns, time, options.column, place);
  const unit = column.unit ?? options.unit ?? "1";
  const scale = unit === "1" ? { value: 1, dimension: dimensionless } : unitOf(unit, headingOf(column), place);
  const written = { values: column.values, unit, ...timing(time, options.interval, place) };
  return {
    column: headingOf(column),
    values: column.values.map((value) => value * scale.value),
    dimension: scale.dimension,
    interval: parseQuantity(written.interval, { dimension: dimensions.second }).value,
    start: parseQuantity(written.start, { dimension: dimensions.second }).value,
    written,
  };
}

/** A column in a unit of time. One called time that names no unit is refused. */
function isTime(column: CsvColumn, place: string): boolean {
  if (column.unit !== undefined) {
    return sameDimension(unitOf(column.unit, headingOf(column), place).dimension, dimensions.second);
  }
  if (!/^(t|time)$/i.test(column.name)) return false;
  throw new ExperimentError(`the column "${column.name}" names no unit`, place, `head it "${column.name} (ms)"`);
}

function chosenColumn(
  columns: readonly CsvColumn[],
  time: CsvColumn | undefined,
  wanted: string | undefined,
  place: string,
): CsvColumn {
  if (wanted !== undefined) {
    const found =
      columns.find((column) => headingOf(column) === wanted) ??
      columns.find((column) => column.name === wanted) ??
      (/^\d+$/.test(wanted) ? columns[Number(wanted) - 1] : undefined);
    if (found) return found;
    const headings = columns.map(headingOf);
    const wayOut = didYouMean(wanted, [...headings, ...columns.map(({ name }) => name)], `there are ${list(headings)}`);
    throw new ExperimentError(`there is no column "${wanted}"`, place, wayOut);
  }
  const others = columns.filter((column) => column !== time);
  const inAmperes = others.find(
    ({ unit }) => unit !== undefined && sameDimension(unitOf(unit, unit, place).dimension, dimensions.amp),
  );
  const only = others.length === 1 ? others[0] : undefined;
  const chosen = inAmperes ?? others.find(({ name }) => /^(i|current)$/i.test(name)) ?? only;
  if (chosen) return chosen;
  if (others.length === 0) throw new ExperimentError("there is no column beside the times", place);
  const problem = `which column is the current? There are ${list(others.map(headingOf))}`;
  throw new ExperimentError(problem, place, 'name one with "column", or put its unit in the heading: "current (nA)"');
}

/**
 * The interval is the mean one to 12 digits, which gives back the decimal that the times were made from; each time must
 * lie within 1 % of an interval of its place.
 */
function timing(time: CsvColumn | undefined, interval: string | undefined, place: string) {
  if (!time) {
    if (interval !== undefined) return { interval, start: "0 ms" };
    const wayOut = 'head it "time (ms)", or give "interval", as in "0.1 ms"';
    throw new ExperimentError("there is no column of times with a unit", place, wayOut);
  }
  const { values, unit } = time;
  const first = values[0]!;
  const span = values[values.length - 1]! - first;
  const mean = Number((span / (values.length - 1)).toPrecision(12));
  if (!(mean > 0)) {
    const problem = values.length < 2 ? "one sample alone has no interval" : "the times do not rise";
    throw new ExperimentError(problem, place, "sort the lines by time");
  }
  const uneven = values.findIndex((value, k) => !(Math.abs(value - first - k * mean) <= 0.01 * mean));
  if (uneven >= 0) {
    const due = Number((first + uneven * mean).toPrecision(8));
    const problem = `the times are not equally spaced: sample ${uneven + 1} is at ${values[uneven]} ${unit}, but ${due} ${unit} is due`;
    throw new ExperimentError(problem, place, "resample the recording at equal intervals");
  }
  return { interval: `${mean} ${unit}`, start: `${first} ${unit}` };
}

function unitOf(unit: string, heading: string, place: string) {
  try {
    return parseQuantity(`1 ${unit}`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ExperimentError(`the heading "${heading}" has an unknown unit: ${error.message}`, place);
  }
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
