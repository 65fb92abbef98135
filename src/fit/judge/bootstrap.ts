import { Draws } from "../../optimise/draws.ts";
import { Programs } from "../../programs.ts";
import { formatQuantity } from "../../quantity/quantity.ts";
import { fitModelAsync } from "../fit.ts";
import { prepareFit } from "../fit-problem.ts";
import type { FitAnswer, FitDocument, FitSettings, FitSweep } from "../fit-types.ts";
import { type FreeNumber, placeOn, valueOn } from "../free.ts";
import { correlation } from "./correlation.ts";

/** What is drawn again: repeats of one current, whole sweeps, or stretches of a sweep. */
export type BootstrapUnit = "repeats" | "sweeps" | "stretches";

/** The fit to data that were drawn again from the data. */
export interface Bootstrap {
  readonly unit: BootstrapUnit;
  /** How many units the data have. */
  readonly units: number;
  /** The free numbers of each replicate, SI. */
  readonly replicates: readonly (readonly number[])[];
  /** The middle 90 % of the replicates for each free number, SI. */
  readonly intervals: readonly { readonly low: number; readonly high: number }[];
  /** Of the places on their ranges, free number with free number; 0 where one does not vary. */
  readonly correlations: readonly (readonly number[])[];
}

export interface BootstrapOptions {
  /** Default: 20. */
  readonly replicates?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (part: number) => void;
  /** Fits the replicates, such as in workers. Default: here, one after the other. */
  readonly refits?: Refits;
}

/** What fits replicates: they do not depend on each other, so that their number at a time changes nothing. */
export interface Refits {
  /** How many at a time. */
  readonly together: number;
  /** The values found. */
  refit(document: FitDocument, sweeps: readonly FitSweep[]): Promise<ArrayLike<number>>;
}

/** So many units at least, or there is nothing to draw from. */
const fewest = 4;
/** A sweep without repeats is cut into so many stretches. */
const stretches = 6;
/** Each replicate searches so far to both sides of the best value, as a part of the range. */
const reach = 0.2;
/** Candidates of a replicate, for each free number. */
const effort = 80;

/**
 * How much the values depend on which data there happened to be: the fit is done again, from its own best values on, to data drawn
 * with replacement from the data. What is drawn are repeats of a current where there are enough, else sweeps, else stretches of
 * the longest sweeps: units that are nearly independent of each other. Efron & Tibshirani (1993), An Introduction to the Bootstrap.
 *
 * Rejects with the signal's reason.
 */
export async function bootstrapFit(
  document: FitDocument,
  sweeps: readonly FitSweep[],
  answer: FitAnswer,
  options: BootstrapOptions = {},
): Promise<Bootstrap> {
  const { replicates: count = 20, seed = 1, signal, onProgress } = options;
  const { together, refit } = options.refits ?? refitsHere(signal);
  const { free } = prepareFit(document, sweeps);
  const best = answer.state.best!.values;
  const units = unitsOf(sweeps);
  const draws = new Draws(seed);
  const drawn = Array.from({ length: count }, () => drawWithSpikes(units, draws));
  const replicates = new Array<number[]>(count);
  let [next, done] = [0, 0];
  const some = async (): Promise<void> => {
    while (next < count) {
      const own = next++;
      signal?.throwIfAborted();
      replicates[own] = Array.from(await refit(nearby(document, free, best, own + 1), drawn[own]!));
      onProgress?.(++done / count);
    }
  };
  await Promise.all(Array.from({ length: together }, some));
  return { unit: units.unit, units: units.count, replicates, ...summary(free, replicates) };
}

function refitsHere(signal: AbortSignal | undefined): Refits {
  const options = { programs: new Programs(), ...(signal ? { signal } : {}) };
  const refit = async (document: FitDocument, sweeps: readonly FitSweep[]) =>
    (await fitModelAsync(document, sweeps, options)).state.best!.values;
  return { together: 1, refit };
}

/** Data without a spike cannot be fitted; the data have some, so a draw that has them comes soon. */
function drawWithSpikes(units: Units, draws: Draws): FitSweep[] {
  for (;;) {
    const drawn = units.take(Array.from({ length: units.count }, () => draws.below(units.count)));
    if (units.isSilent || drawn.some(hasSpikes)) return drawn;
  }
}

function hasSpikes({ spikes = [], window }: FitSweep): boolean {
  const { start, stop } = window ?? { start: 0, stop: Infinity };
  return spikes.some((train) => train.some((time) => time >= start && time < stop));
}

/** Intervals and correlations of replicates. */
export function summary(
  free: readonly FreeNumber[],
  replicates: readonly (readonly number[])[],
): Pick<Bootstrap, "intervals" | "correlations"> {
  const places = free.map((number, k) => replicates.map((values) => placeOn(number, values[k]!)));
  return {
    intervals: free.map((_, k) => {
      const sorted = replicates.map((values) => values[k]!).sort((a, b) => a - b);
      const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))]!;
      return { low: at(0.05), high: at(0.95) };
    }),
    correlations: places.map((a) => places.map((b) => correlation(a, b))),
  };
}

interface Units {
  readonly unit: BootstrapUnit;
  readonly count: number;
  /** Whether no unit has a spike. */
  readonly isSilent: boolean;
  /** The data made of these units, each as often as it is drawn. */
  take(drawn: readonly number[]): FitSweep[];
}

function unitsOf(sweeps: readonly FitSweep[]): Units {
  const repeats = sweeps.flatMap(({ spikes = [] }, sweep) => spikes.map((train) => ({ sweep, train })));
  if (sweeps.length < fewest && repeats.length >= fewest)
    return {
      unit: "repeats",
      isSilent: !sweeps.some(hasSpikes),
      count: repeats.length,
      take: (drawn) =>
        sweeps.flatMap((own, sweep) => {
          const spikes = drawn
            .map((unit) => repeats[unit]!)
            .flatMap((unit) => (unit.sweep === sweep ? [unit.train] : []));
          return spikes.length > 0 ? [{ ...own, spikes }] : [];
        }),
    };
  const cut = sweeps.length >= fewest ? sweeps : sweeps.flatMap(stretchesOf);
  return {
    unit: sweeps.length >= fewest ? "sweeps" : "stretches",
    isSilent: !cut.some(hasSpikes),
    count: cut.length,
    take: (drawn) => drawn.map((unit) => cut[unit]!),
  };
}

function stretchesOf(sweep: FitSweep): FitSweep[] {
  const samples = sweep.current ?? sweep.voltage;
  const end = samples ? samples.values.length / samples.rate : 0;
  const { start, stop } = sweep.window ?? { start: 0, stop: end };
  const length = (stop - start) / stretches;
  return Array.from({ length: stretches }, (_, k) => ({
    ...sweep,
    window: { start: start + k * length, stop: k === stretches - 1 ? stop : start + (k + 1) * length },
  }));
}

/** The fit in a smaller box about its best values, with a small budget. */
function nearby(
  document: FitDocument,
  free: readonly FreeNumber[],
  best: readonly number[],
  seed: number,
): FitDocument {
  const ranges = free.map((number, k) => {
    const { name, scale, dimension } = number;
    const place = placeOn(number, best[k]!);
    const at = (part: number): string => formatQuantity(valueOn(number, part), dimension);
    const [from, to] = [at(Math.max(0, place - reach)), at(Math.min(1, place + reach))];
    return [name, { from, to, scale, start: formatQuantity(best[k]!, dimension) }];
  });
  const settings: FitSettings = {
    ...document.fit,
    free: Object.fromEntries(ranges),
    polish: "none",
    candidates: 32,
    evaluations: effort * free.length,
    enough: 0,
    seed,
  };
  return { ...document, fit: settings };
}
