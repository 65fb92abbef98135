import type * as z from "zod";
import type { Connections, Ends } from "../connections.ts";

/** A way to connect two populations: `"connect": {"rule": "in-degree", "count": 80}`. */
export interface ConnectionRule<Schema extends z.ZodObject = z.ZodObject> {
  /** What a document says: `"in-degree"`. */
  readonly name: string;
  /** Its settings, among them `rule`, its name. A rule that needs none can be named alone: `"connect": "all-to-all"`. */
  readonly schema: Schema;
  /**
   * How many synapses there will be onto all targets: exactly, or about so many where that is random or costly to know.
   * @throws ExperimentError for settings that do not fit the ends
   */
  expected(settings: z.output<Schema>, ends: Ends): number;
  /** The synapses onto the targets of the range. Throws as `expected`, which may have left something to it. */
  connect(settings: z.output<Schema>, ends: Ends): Connections;
}

/** A rule, its settings typed by their schema. */
export function connectionRule<Schema extends z.ZodObject>(rule: ConnectionRule<Schema>): ConnectionRule<Schema> {
  return rule;
}
