import type { Column, Measure } from "../quantity/measure.ts";

const perRadian = 180 / Math.PI;

/** An angle in radians as a measure in degrees. */
export function degrees(radians: number): Measure {
  return { value: radians * perRadian, unit: "deg" };
}

/** Angles in radians as a column in degrees. */
export function degreesColumn(radians: readonly number[]): Column {
  return { unit: "deg", values: radians.map((own) => own * perRadian) };
}
