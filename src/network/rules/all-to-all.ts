import * as z from "zod";
import { Rows } from "../connections.ts";
import { connectionRule } from "./rule.ts";
import { autapses, withoutAutapses } from "./settings.ts";

export const allToAll = connectionRule({
  name: "all-to-all",
  schema: z
    .strictObject({ rule: z.literal("all-to-all"), autapses })
    .describe("Every source neuron to every target neuron."),
  expected(settings, ends) {
    return ends.sources * ends.targets - (withoutAutapses(settings, ends) ? ends.sources : 0);
  },
  connect(settings, ends) {
    const { sources, firstTarget, endTarget } = ends;
    const others = withoutAutapses(settings, ends);
    const rows = new Rows(ends, sources * (endTarget - firstTarget));
    for (let source = 0; source < sources; source++) {
      const target = rows.reserve(endTarget - firstTarget);
      let at = rows.count;
      for (let k = firstTarget; k < endTarget; k++) if (!others || k !== source) target[at++] = k;
      rows.count = at;
      rows.endRow();
    }
    return rows.connections();
  },
});
