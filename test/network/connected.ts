import { type ConnectDocument, type Connected, type Connections, connect } from "../../src/network/connect.ts";

/** Two populations, or one with itself where only one size is given. */
export function between(
  sources: number,
  targets: number | undefined = undefined,
  more: Partial<Connected> = {},
): Connected {
  const same = targets === undefined;
  return { sources, targets: targets ?? sources, same, seed: 1, object: 3, path: "projections[0].connect", ...more };
}

export function made(
  rule: ConnectDocument,
  sources: number,
  targets?: number,
  more: Partial<Connected> = {},
): Connections {
  return connect(rule, between(sources, targets, more));
}

/** `[[source, target], …]`, row by row. */
export function pairsOf({ sources, first, target }: Connections): [number, number][] {
  return Array.from({ length: sources }, (_, source) =>
    Array.from(target.subarray(first[source], first[source + 1]), (one): [number, number] => [source, one]),
  ).flat();
}

export function outDegrees({ sources, first }: Connections): number[] {
  return Array.from({ length: sources }, (_, k) => first[k + 1]! - first[k]!);
}

export function inDegrees({ targets, target }: Connections): number[] {
  const degrees: number[] = Array(targets).fill(0);
  for (const one of target) degrees[one]!++;
  return degrees;
}

/** The sum of (observed - expected)^2 / variance. */
export function chiSquare(observed: readonly number[], expected: number, variance = expected): number {
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / variance, 0);
}

/** What a chi-square of so many degrees of freedom passes once in a thousand times. Wilson & Hilferty (1931). */
export function chiSquareLimit(freedom: number): number {
  const step = 2 / (9 * freedom);
  return freedom * (1 - step + 3.0902 * Math.sqrt(step)) ** 3;
}

/** Largest distance between the distribution of a sample and a cumulative distribution, times sqrt(n): above 1.95 once in a thousand times. */
export function kolmogorov(values: Float64Array, distribution: (x: number) => number): number {
  const sorted = values.toSorted();
  let most = 0;
  sorted.forEach((x, i) => {
    const wanted = distribution(x);
    most = Math.max(most, Math.abs((i + 1) / sorted.length - wanted), Math.abs(wanted - i / sorted.length));
  });
  return most * Math.sqrt(sorted.length);
}
