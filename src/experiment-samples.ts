import { ExperimentError } from "./errors.ts";
import { at, quantityAt, scale } from "./experiment-axes.ts";
import type { StimulusDocument } from "./experiment-types.ts";
import { type Dimension, describeDimension, dimensions, isDimensionless, sameDimension } from "./quantity/dimension.ts";
import { parseQuantity } from "./quantity/quantity.ts";
import { type Column, evenlySpaced, readColumns } from "./stimuli/columns.ts";

/** Samples in SI, and what their table says of the stimulus' parameters: `{ interval: "0.1 ms", start: "0 ms" }`. */
export interface Series {
  readonly values: Float64Array;
  readonly defaults: Readonly<Record<string, string>>;
}

/** The samples of a stimulus, from its `values` or its `csv`. Throws an ExperimentError naming the place. */
export function seriesOf(document: StimulusDocument, path: string, dimension: Dimension): Series {
  const { values, csv, file } = document;
  if (file !== undefined)
    throw new ExperimentError(
      "a file cannot be read from inside a document",
      `${path}.file`,
      'give its text as "csv", or its numbers as "values"',
    );
  if ((values === undefined) === (csv === undefined))
    throw new ExperimentError(values ? "has both values and csv" : "has no samples", path, 'give "values" or "csv"');
  if (values) return { values: listed(values, document.unit, path, dimension), defaults: {} };
  try {
    return tabulated(readColumns(csv!), document, path, dimension);
  } catch (error) {
    throw error instanceof RangeError ? at(`${path}.csv`, error) : error;
  }
}

function listed(
  values: readonly (number | string)[],
  unit: string | undefined,
  path: string,
  dimension: Dimension,
): Float64Array {
  const toSI = unit === undefined ? undefined : unitAt(unit, `${path}.unit`, dimension);
  return Float64Array.from(values, (value, k) =>
    typeof value === "number" && toSI ? toSI(value) : quantityAt(value, `${path}.values[${k}]`, dimension).value,
  );
}

function tabulated(columns: Column[], document: StimulusDocument, path: string, dimension: Dimension): Series {
  const column = chosen(columns, document, path, dimension);
  const values = column.values.map(unitAt(unitOf(column, document), `${path}.csv`, dimension));
  const times = columns.find((candidate) => candidate !== column && isIn(candidate.unit, dimensions.second));
  if (!times || document.interval !== undefined) return { values, defaults: {} };
  const { first, interval } = evenlySpaced(times.values);
  return { values, defaults: { interval: `${interval} ${times.unit}`, start: `${first} ${times.unit}` } };
}

/** The column that the document names, or the first in a unit of the input. */
function chosen(columns: Column[], document: StimulusDocument, path: string, dimension: Dimension): Column {
  const { column: name } = document;
  const named = columns.find((column) => column.name === name);
  const fitting = columns.find((column) => !isTime(column) && isIn(unitOf(column, document), dimension));
  const found = name === undefined ? fitting : named;
  if (found) return found;
  const headings = columns.map((column) =>
    column.unit === undefined ? column.name : `${column.name} (${column.unit})`,
  );
  throw new ExperimentError(
    name === undefined ? `no column is in ${describeDimension(dimension)}` : `there is no column "${name}"`,
    name === undefined ? `${path}.csv` : `${path}.column`,
    `the columns are ${headings.slice(0, 20).join(", ")}`,
  );
}

/** By its name: a column of times without a unit must not pass for a current whose unit the document gives. */
function isTime(column: Column): boolean {
  return /^(t|time)$/i.test(column.name);
}

function unitOf(column: Column, document: StimulusDocument): string | undefined {
  return column.unit ?? document.unit;
}

function isIn(unit: string | undefined, dimension: Dimension): boolean {
  if (unit === undefined) return isDimensionless(dimension);
  try {
    return sameDimension(parseQuantity(`1 ${unit}`).dimension, dimension);
  } catch {
    return false;
  }
}

/** From numbers of the unit to SI; the unit must be one of the input. */
function unitAt(unit: string | undefined, path: string, dimension: Dimension): (value: number) => number {
  if (unit === undefined || unit === "1") {
    quantityAt(1, path, dimension);
    return (value) => value;
  }
  quantityAt(`1 ${unit}`, path, dimension);
  return scale(unit);
}
