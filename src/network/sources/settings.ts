import * as z from "zod";
import { quantityAt } from "../../experiment-axes.ts";
import { text } from "../../experiment-stimuli.ts";
import { computed } from "../../kernel/compute.ts";
import { log as logarithm } from "../../kernel/math-log.ts";
import { dimensions } from "../../quantity/dimension.ts";
import { positionsSchema } from "../positions.ts";

/** What every source has. */
export const common = {
  size: z
    .int({ error: "must be a whole number of neurons" })
    .min(1, "must be at least 1")
    .max(1e8, "must be at most 10^8")
    .describe("How many neurons."),
  start: text('a time such as "100 ms"')
    .optional()
    .describe("When they begin to fire. Default: the beginning of the run."),
  stop: text('a time such as "200 ms"').optional().describe("When they stop. Default: the end of the run."),
  positions: positionsSchema.optional().describe("Where its neurons are, for rules of distance."),
};

/** Seconds; of `start` and `stop` that a document leaves out, those of endless firing. */
export function windowOf(
  { start, stop }: { readonly start?: string | undefined; readonly stop?: string | undefined },
  path: string,
): { readonly start: number; readonly stop: number } {
  const time = (given: string | undefined, key: string, otherwise: number): number =>
    given === undefined ? otherwise : quantityAt(given, `${path}.${key}`, dimensions.second).value;
  return { start: Math.max(0, time(start, "start", 0)), stop: time(stop, "stop", Infinity) };
}

/** The natural logarithm, of the same bits everywhere. */
export const log = computed(logarithm);
