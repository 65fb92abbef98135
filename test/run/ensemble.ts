import { simulate } from "../../src/index.ts";

/** So many values of a parameter: neurons that differ in nothing but their noise. */
export function alike(count: number, value: string): string[] {
  return Array.from({ length: count }, () => value);
}

/** Thousandfold values (mV) of the first recorded variable, by member and sample. */
export function paths(document: Parameters<typeof simulate>[0], members: number): Float64Array[] {
  const { values } = simulate(document).traces.variables[0]!;
  const samples = values.length / members;
  return Array.from({ length: members }, (_, m) =>
    values.subarray(m * samples, (m + 1) * samples).map((x) => 1000 * x),
  );
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
