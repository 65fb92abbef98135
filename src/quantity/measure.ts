import type { Dimension } from "./dimension.ts";
import { everydayUnit, toUnit } from "./quantity.ts";

/** One number of an answer, in its everyday unit: `{ "value": 2, "unit": "nA" }`. NaN, in JSON null, where there is none. */
export interface Measure {
  readonly value: number;
  readonly unit: string;
}

/** Numbers of an answer that belong together: `{ "unit": "Hz", "values": [0, 12.5] }`. NaN, in JSON null, where there is none. */
export interface Column {
  readonly unit: string;
  readonly values: readonly number[];
}

export function isMeasure(value: unknown): value is Measure {
  return typeof value === "object" && value !== null && "value" in value && "unit" in value;
}

export function isColumn(value: unknown): value is Column {
  return typeof value === "object" && value !== null && "values" in value && "unit" in value;
}

/** An SI value as a measure in the unit of results. */
export function measure(si: number, dimension: Dimension): Measure {
  const { symbol, factor } = everydayUnit(dimension);
  return { value: toUnit(si, factor), unit: symbol };
}

/** One SI value of each entry of a list as a column: `columnOf(firing, "latency", dimensions.second)`. */
export function columnOf<Key extends string>(
  entries: readonly { readonly [K in Key]: number }[],
  key: Key,
  dimension: Dimension,
): Column {
  return column(
    entries.map((entry) => entry[key]),
    dimension,
  );
}

/** SI values as a column in the unit of results. */
export function column(si: Iterable<number>, dimension: Dimension): Column {
  const { symbol, factor } = everydayUnit(dimension);
  return { unit: symbol, values: Array.from(si, (value) => toUnit(value, factor)) };
}
