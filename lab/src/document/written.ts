import { parseQuantity, type Quantity } from "rheobase";

/** A quantity as it is written, taken apart: `"281 pF"` is 281 and `pF`. */
export interface Written {
  readonly number: number;
  readonly unit: string;
}

/** Undefined for what is not one number and a unit, such as a list, a range or an expression. */
export function writtenOf(value: unknown): Written | undefined {
  if (typeof value === "number") return { number: value, unit: "" };
  if (typeof value !== "string") return undefined;
  const [, digits, unit] = /^\s*([-+\u2212]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*?)\s*$/.exec(value) ?? [];
  return digits === undefined ? undefined : { number: Number(digits.replace("\u2212", "-")), unit: unit! };
}

/** `281 pF`; a plain number where there is no unit. */
export function quantityText(number: number, unit: string): string | number {
  return unit === "" ? number : `${number} ${unit}`;
}

/** The size of a unit's 1 in SI: 1e-12 of `pF`. */
export function sizeOf(unit: string): number {
  return unit === "" ? 1 : parseQuantity(`1 ${unit}`).value;
}

/**
 * What was typed into a box, as the document keeps it: a bare number takes the unit that the box had.
 *
 * @throws RangeError whose cause is a QuantityProblem
 */
export function readTyped(text: string, wanted: Quantity["dimension"], unit: string): string | number {
  const trimmed = text.trim();
  const isBare = /^[-+\u2212]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(trimmed);
  const whole = isBare && unit !== "" ? `${trimmed} ${unit}` : trimmed;
  parseQuantity(whole, { dimension: wanted });
  return isBare && unit === "" ? Number(trimmed.replace("\u2212", "-")) : whole;
}
