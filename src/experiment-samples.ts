import { parseCsvTable } from "./data/csv.ts";
import { samplesIn, timesIn } from "./data/samples.ts";
import { ExperimentError } from "./errors.ts";
import { quantityAt } from "./experiment-axes.ts";
import type { StimulusDocument } from "./experiment-types.ts";
import type { Dimension } from "./quantity/dimension.ts";
import { fromUnit } from "./quantity/quantity.ts";

/** Samples in SI, and what their table says of the stimulus' parameters: `{ interval: "0.1 ms", start: "0 ms" }`. */
export interface Series {
  readonly values: Float64Array;
  readonly defaults: Readonly<Record<string, string>>;
}

/**
 * The samples of a stimulus, from its `values` or its `csv`. Where the document names a `file` too, `csv` is what it holds.
 * The table's times are read unless the document gives an `interval`.
 *
 * @throws ExperimentError naming the place in the document, or the file and the line.
 */
export function seriesOf(document: StimulusDocument, path: string, dimension: Dimension): Series {
  const { values, csv, file, column, unit } = document;
  if (values) {
    const other = csv === undefined ? "file" : "csv";
    if (document[other] !== undefined)
      throw new ExperimentError(`has both values and ${other}`, path, "keep one of them");
    return { values: listed(values, unit, path, dimension), defaults: {} };
  }
  if (csv === undefined && file !== undefined)
    throw new ExperimentError(
      "a file cannot be read from inside a document",
      `${path}.file`,
      'give its text as "csv", or its numbers as "values"',
    );
  if (csv === undefined) throw new ExperimentError("has no samples", path, 'give "values" or "csv"');
  if (unit !== undefined) unitAt(unit, `${path}.unit`, dimension);
  const table = parseCsvTable(csv, file ?? `${path}.csv`);
  const samples = samplesIn(table, { dimension, column, unit });
  if (document.interval !== undefined) return { values: samples, defaults: {} };
  const { interval, start } = timesIn(table);
  return { values: samples, defaults: { interval, start } };
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

/** From numbers of the unit to SI; the unit must be one of the input. */
function unitAt(unit: string, path: string, dimension: Dimension): (value: number) => number {
  quantityAt(unit === "1" ? 1 : `1 ${unit}`, path, dimension);
  return unit === "1" ? (value) => value : fromUnit(unit);
}
