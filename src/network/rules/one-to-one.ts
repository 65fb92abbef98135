import * as z from "zod";
import { ExperimentError } from "../../errors.ts";
import { Rows } from "../connections.ts";
import { connectionRule } from "./rule.ts";
import { neurons } from "./settings.ts";

export const oneToOne = connectionRule({
  name: "one-to-one",
  schema: z
    .strictObject({ rule: z.literal("one-to-one") })
    .describe("Source neuron i to target neuron i; the populations have the same size."),
  expected(_settings, { sources, targets, path }) {
    if (sources === targets) return sources;
    throw new ExperimentError(
      `one-to-one needs populations of the same size, but the source has ${neurons(sources)} and the target ${targets}`,
      path,
      'give them one size, or take another rule such as {"rule": "probability", "p": 0.1}',
    );
  },
  connect(_settings, ends) {
    const rows = new Rows(ends, ends.endTarget - ends.firstTarget);
    for (let source = 0; source < ends.sources; source++) {
      if (source >= ends.firstTarget && source < ends.endTarget) rows.reserve(1)[rows.count++] = source;
      rows.endRow();
    }
    return rows.connections();
  },
});
