import { memberValue } from "../experiment-axes.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { everydayUnit, toUnit } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import { numberText } from "./scale.ts";
import { unitText } from "./text.ts";

/** `membrane potential v`: the words before the first stop, and the name. */
export function labelOf(name: string, meanings: Readonly<Record<string, string>> = {}): string {
  const words = Object.hasOwn(meanings, name) ? meanings[name]!.split(/[:;,(]/)[0]!.trim() : "";
  return words === "" || words === name ? name : `${words} ${name}`;
}

/** `amplitude 2 nA, tau_m 8 ms`; the values alone where `bare`. */
export function memberText({ axes, arrangement }: Result, member: number, bare = false): string {
  const parts = axes.map(({ label, values, dimension }, axis) => {
    const digits = digitsApart(values);
    const value = quantityText(memberValue(axes, axis, member, arrangement), dimension, digits, bare);
    return bare ? value : `${label} ${value}`;
  });
  return parts.join(", ");
}

/** Digits that tell neighbouring values of an axis apart, four at least: 2 nA and 2.0001 nA. */
function digitsApart(values: Float64Array): number {
  const sorted = values.slice().sort();
  let digits = fewestDigits;
  for (let k = 1; k < sorted.length; k++) {
    const gap = (sorted[k]! - sorted[k - 1]!) / Math.max(Math.abs(sorted[k]!), Math.abs(sorted[k - 1]!));
    if (gap > 0) digits = Math.max(digits, Math.ceil(1 - Math.log10(gap)));
  }
  return Math.min(digits, mostDigits);
}

const fewestDigits = 4;
const mostDigits = 12;

function quantityText(si: number, dimension: Dimension, digits: number, bare: boolean): string {
  const { symbol, factor } = everydayUnit(dimension);
  const value = numberText(toUnit(si, factor), digits);
  return bare || symbol === "1" ? value : `${value} ${unitText(symbol)}`;
}
