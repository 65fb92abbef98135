import type { ExperimentDocument } from "rheobase";
import { quantityText, writtenOf } from "../document/written.ts";
import type { Outcome } from "../worker/contract.ts";
import type { FiAnswer } from "./fi-question.ts";

/** What of an answer is shown. */
export type ShownCurve = Pick<
  FiAnswer,
  "varied" | "rate" | "silentUpTo" | "firesFrom" | "highestRate" | "notes" | "closedForm" | "rheobase"
>;

/** How the rates are computed while a control moves. */
export interface Quick {
  /** What stands in the experiment instead of its own. */
  readonly settings: Pick<ExperimentDocument, "method" | "dt">;
  /** Hz: how far its rates were from those of the experiment's own method at most. */
  readonly off: number;
}

/** Of the highest rate: a curve that is off by no more looks the same. */
const unseen = 0.01;

/** Methods, and how many times the experiment's step: the quickest first. */
const quicker = [
  ["midpoint", 5],
  ["midpoint", 2],
  ["rk4", 5],
  ["midpoint", 1],
  ["rk4", 2],
  ["rk4", 1],
] as const;

/**
 * An adaptive method spends most of its time in the upstrokes of spikes. Until a control is left alone the quickest of the plain
 * methods and steps stands in its place that does no harm: `ratesOf` tells what comes out.
 *
 * @returns undefined where none of them comes near enough, or they were given up
 */
export async function quickFor(
  { dt = "0.1 ms" }: ExperimentDocument,
  { rate, highestRate }: ShownCurve,
  ratesOf: (settings: Quick["settings"]) => Promise<Outcome<readonly number[]>>,
): Promise<Quick | undefined> {
  const { number, unit } = writtenOf(dt)!;
  for (const [method, times] of quicker) {
    const settings = { method, dt: String(quantityText(Number((times * number).toPrecision(12)), unit)) } as const;
    const rates = await ratesOf(settings);
    if (rates.kind === "stopped") return undefined;
    if (rates.kind === "failed") continue;
    const off = Math.max(...rates.value.map((own, k) => Math.abs(own - rate.values[k]!)));
    if (off <= unseen * highestRate.value) return { settings, off };
  }
  return undefined;
}

/** The curve that is shown with other rates, and what they say. */
export function withRates({ varied, highestRate }: ShownCurve, rates: readonly number[]): ShownCurve {
  const first = rates.findIndex((rate) => rate > 0);
  const at = (k: number) => ({ value: varied.values[k] ?? Number.NaN, unit: varied.unit });
  return {
    varied,
    rate: { unit: "Hz", values: rates },
    silentUpTo: at(first < 0 ? rates.length - 1 : first - 1),
    firesFrom: at(first),
    highestRate: { value: Math.max(...rates), unit: highestRate.unit },
    notes: [],
  };
}
