import { memberValue } from "../index.ts";

/** `v (mV)`; the name alone where there is no unit. */
export function heading(name: string, unit: string): string {
  return unit === "1" ? name : `${name} (${unit})`;
}

/** The value of each axis for one member. */
export function memberCoordinates(
  axes: readonly { readonly values: ArrayLike<number> }[],
  member: number,
  arrangement: "product" | "paired" = "product",
): number[] {
  return axes.map((_, axis) => memberValue(axes, axis, member, arrangement));
}
