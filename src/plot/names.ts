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
  const parts = axes.map(({ label, dimension }, axis) => {
    const value = quantityText(memberValue(axes, axis, member, arrangement), dimension, bare);
    return bare ? value : `${label} ${value}`;
  });
  return parts.join(", ");
}

function quantityText(si: number, dimension: Dimension, bare: boolean): string {
  const { symbol, factor } = everydayUnit(dimension);
  const value = numberText(toUnit(si, factor));
  return bare || symbol === "1" ? value : `${value} ${unitText(symbol)}`;
}
