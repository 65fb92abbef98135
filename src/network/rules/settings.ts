import * as z from "zod";
import type { Ends } from "../connections.ts";

/** Autapses are allowed unless a document says otherwise, as in NEST and Brian2. */
export const autapses = z
  .boolean({ error: "must be true or false" })
  .optional()
  .describe("Whether a neuron may have a synapse onto itself. Default: true.");

/** Multapses are allowed unless a document says otherwise, as in NEST. */
export const multapses = z
  .boolean({ error: "must be true or false" })
  .optional()
  .describe("Whether a pair of neurons may have several synapses. Default: true.");

export const count = z.int({ error: "must be a whole number" }).min(0, "must not be negative");

/** Whether pairs of a neuron with itself are to be left out. */
export function withoutAutapses(settings: { readonly autapses?: boolean | undefined }, ends: Ends): boolean {
  return ends.same && settings.autapses === false;
}

/** `"12 neurons"` */
export function neurons(n: number): string {
  return n === 1 ? "1 neuron" : `${n} neurons`;
}
