import * as z from "zod";
import { type Connections, type Ends, Rows } from "../connections.ts";
import { RandomStream } from "../random-stream.ts";
import { BernoulliBlocks } from "../random-subset.ts";
import { allToAll } from "./all-to-all.ts";
import { connectionRule } from "./rule.ts";
import { autapses, withoutAutapses } from "./settings.ts";

export const probability = connectionRule({
  name: "probability",
  schema: z
    .strictObject({
      rule: z.literal("probability"),
      p: z
        .number({ error: "must be a number from 0 to 1" })
        .min(0, "must be from 0 to 1")
        .max(1, "must be from 0 to 1")
        .describe("Probability of each pair."),
      autapses,
    })
    .describe("Each pair of neurons on its own with the same probability, at most one synapse a pair."),
  expected: (settings, ends) =>
    settings.p * allToAll.expected({ rule: "all-to-all", autapses: settings.autapses }, ends),
  connect(settings, ends) {
    return chosen(settings.p, withoutAutapses(settings, ends), ends);
  },
});

/** Each pair with probability p. Blocks of targets are drawn, of those chosen up to p = 1/2, of those left out beyond. */
function chosen(p: number, others: boolean, ends: Ends): Connections {
  const { sources, firstTarget, endTarget } = ends;
  const inverse = p > 0.5;
  const blocks = new BernoulliBlocks(new RandomStream(ends.seed, ends.object, "connections"), inverse ? 1 - p : p);
  const { size, chosen } = blocks;
  const rows = new Rows(ends, p * sources * (endTarget - firstTarget));
  for (let source = 0; source < sources; source++) {
    for (let block = Math.floor(firstTarget / size); block * size < endTarget; block++) {
      const count = blocks.draw(source, block);
      const start = block * size;
      if (inverse) {
        const from = Math.max(firstTarget, start);
        const end = Math.min(endTarget, start + size);
        const target = rows.reserve(end - from);
        let at = rows.count;
        let left = 0;
        for (let k = from; k < end; k++) {
          while (left < count && start + chosen[left]! < k) left++;
          if ((left < count && start + chosen[left]! === k) || (others && k === source)) continue;
          target[at++] = k;
        }
        rows.count = at;
      } else {
        const target = rows.reserve(count);
        let at = rows.count;
        for (let j = 0; j < count; j++) {
          const k = start + chosen[j]!;
          if (k >= firstTarget && k < endTarget && !(others && k === source)) target[at++] = k;
        }
        rows.count = at;
      }
    }
    rows.endRow();
  }
  return rows.connections();
}
