import type { LifParameters } from "rheobase";
import type { Observation, Outcome } from "../worker/contract.ts";

/** The six numbers, in the order in which they are asked, with the unit of their boxes. */
export const asked = {
  E_L: "mV",
  v_reset: "mV",
  v_th: "mV",
  R: "MOhm",
  tau_m: "ms",
  t_ref: "ms",
} as const satisfies Record<keyof LifParameters, string>;

export type Name = keyof typeof asked;

/** Numbers in the units above. */
export type Six = Readonly<Record<Name, number>>;

/** The worker that knows the hidden neuron. The page gets to know no more than what it records, until it asks for the truth. */
export interface Dealer {
  /** What the neuron of a seed answers to stimuli. */
  probe(seed: number, probe: unknown): Promise<Outcome<Observation>>;
  /** What the library finds from its answers to seven steps of current. */
  estimate(seed: number): Promise<Outcome<Six>>;
  reveal(seed: number): Promise<Outcome<Six>>;
  /** Gives up what is running. */
  stop(): void;
}
