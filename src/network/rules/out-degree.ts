import * as z from "zod";
import { Rows } from "../connections.ts";
import { RandomStream } from "../random-stream.ts";
import { partnerDraw, partnersOf } from "./degree.ts";
import { connectionRule } from "./rule.ts";
import { autapses, count, multapses } from "./settings.ts";

export const outDegree = connectionRule({
  name: "out-degree",
  schema: z
    .strictObject({
      rule: z.literal("out-degree"),
      count: count.describe("Synapses from each source neuron."),
      autapses,
      multapses,
    })
    .describe("Each source neuron sends the same number of synapses, to targets drawn at random."),
  expected(settings, ends) {
    partnersOf(settings, ends, "target");
    return settings.count * ends.sources;
  },
  /** A range of targets costs as much as all of them: a row is drawn, and what is outside is left out. */
  connect(settings, ends) {
    const { sources, targets, firstTarget, endTarget } = ends;
    const draw = partnerDraw(settings, ends, partnersOf(settings, ends, "target"));
    const stream = new RandomStream(ends.seed, ends.object, "connections");
    const drawn = new Uint32Array(settings.count);
    const rows = new Rows(ends, (settings.count * sources * (endTarget - firstTarget)) / targets);
    for (let source = 0; source < sources; source++) {
      stream.open(source);
      draw(stream, source, drawn, 0);
      drawn.sort();
      const target = rows.reserve(drawn.length);
      let at = rows.count;
      for (let k = 0; k < drawn.length; k++) {
        const one = drawn[k]!;
        if (one >= firstTarget && one < endTarget) target[at++] = one;
      }
      rows.count = at;
      rows.endRow();
    }
    return rows.connections();
  },
});
