import type { State } from "../language/model.ts";
import type { Column } from "../quantity/measure.ts";
import { everydayUnit } from "../quantity/quantity.ts";

const millisecond = 1e-3;

/** Rates of change of a variable, from SI: `mV/ms`. */
export function perMillisecond({ dimension }: State, si: Iterable<number>): Column {
  const { symbol, factor } = everydayUnit(dimension);
  return { unit: `${symbol}/ms`, values: Array.from(si, (value) => (value / factor) * millisecond) };
}

/** Parts of eigenvalues, from 1/s. */
export function eigenvalueColumn(si: readonly number[]): Column {
  return { unit: "1/ms", values: si.map((value) => value * millisecond) };
}
