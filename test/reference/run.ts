import { expect } from "vitest";
import { simulate } from "../../src/index.ts";

/** What `rheobase run --json` prints, of it the parts that these tests look at. */
export interface Result {
  readonly method: string;
  readonly spikes: { readonly times: readonly (readonly number[])[] };
  readonly traces: Readonly<Record<string, { readonly unit: string; readonly values: readonly unknown[] }>>;
}

/** Runs a document, whose numbers the tests compute. */
export function run(document: object): Result {
  return simulate(document as Parameters<typeof simulate>[0]).toJSON();
}

/** Spike times in ms of every member. */
export function spikes(document: object): readonly (readonly number[])[] {
  return run(document).spikes.times;
}

/** Samples of a variable in one member, in the everyday unit. */
export function trace({ traces }: Result, variable: string, member = 0): readonly number[] {
  return traces[variable]!.values[member] as readonly number[];
}

/** The sample at each of the times, in ms; the sampling interval `every` in ms. */
export function samplesAt(
  result: Result,
  variable: string,
  times: readonly number[],
  every: number,
  member = 0,
): number[] {
  const values = trace(result, variable, member);
  return times.map((time) => values[Math.round(time / every)]!);
}

/** The samples of a recording, and the time between them in its document: `"0.1 ms"`. */
export function recording(every: number, ...variables: string[]): object {
  return { variables, every: `${every} ms` };
}

/** Fails with the first pair that is further apart than `tolerance`, in the unit of the lists. */
export function expectClose(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(actual.length, `[${actual.slice(0, 8)}…] where [${wanted.slice(0, 8)}…] are wanted`).toBe(wanted.length);
  for (const [place, value] of wanted.entries()) {
    const distance = Math.abs(actual[place]! - value);
    expect(distance, `number ${place} is ${actual[place]} where ${value} is wanted`).toBeLessThanOrEqual(tolerance);
  }
}

/** Firing rate in Hz of a train with equal intervals, from its first and last spike in ms. */
export function rate(times: readonly number[]): number {
  return times.length < 2 ? 0 : ((times.length - 1) / (times.at(-1)! - times[0]!)) * 1000;
}

/** Those before the end of the run: a spike on its last instant belongs to what comes after. */
export function before(end: number, times: readonly number[]): number[] {
  return times.filter((time) => time < end - 1e-9);
}

/**
 * Amplitude and phase (degrees) of a sine of `frequency` Hz in samples at `times` (ms): the least-squares fit of
 * s sin + c cos + the functions of `rest`, by the normal equations.
 */
export function fitSine(
  times: readonly number[],
  values: readonly number[],
  frequency: number,
  rest: readonly ((ms: number) => number)[] = [() => 1],
): { amplitude: number; phase: number } {
  const turn = (2 * Math.PI * frequency) / 1000;
  const functions = [(t: number) => Math.sin(turn * t), (t: number) => Math.cos(turn * t), ...rest];
  const rows = times.map((t) => functions.map((f) => f(t)));
  const normal = functions.map((_, i) =>
    functions.map((_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  const right = functions.map((_, i) => rows.reduce((sum, row, k) => sum + row[i]! * values[k]!, 0));
  const [s, c] = solve(normal, right) as [number, number];
  return { amplitude: Math.hypot(s, c), phase: (Math.atan2(c, s) * 180) / Math.PI };
}

/** Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column]! / pivot[column]!;
      for (let k = column; k <= size; k++) row[k]! -= factor * pivot[k]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}
