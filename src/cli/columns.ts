/** `v (mV)`; the name alone where there is no unit. */
export function heading(name: string, unit: string): string {
  return unit === "1" ? name : `${name} (${unit})`;
}

/** The value of each axis for one member. Members count row by row: the last axis varies fastest. */
export function memberCoordinates(axes: readonly { readonly values: readonly number[] }[], member: number): number[] {
  const values: number[] = [];
  let rest = member;
  for (const axis of [...axes].reverse()) {
    values.unshift(axis.values[rest % axis.values.length]!);
    rest = Math.floor(rest / axis.values.length);
  }
  return values;
}
