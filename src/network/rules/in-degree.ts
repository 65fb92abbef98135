import * as z from "zod";
import { rowsOf } from "../connections.ts";
import { RandomStream } from "../random-stream.ts";
import { partnerDraw, partnersOf } from "./degree.ts";
import { connectionRule } from "./rule.ts";
import { autapses, count, multapses } from "./settings.ts";

export const inDegree = connectionRule({
  name: "in-degree",
  schema: z
    .strictObject({
      rule: z.literal("in-degree"),
      count: count.describe("Synapses onto each target neuron."),
      autapses,
      multapses,
    })
    .describe("Each target neuron receives the same number of synapses, from sources drawn at random."),
  expected(settings, ends) {
    partnersOf(settings, ends, "source");
    return settings.count * ends.targets;
  },
  connect(settings, ends) {
    const { count } = settings;
    const { firstTarget, endTarget } = ends;
    const draw = partnerDraw(settings, ends, partnersOf(settings, ends, "source"));
    const stream = new RandomStream(ends.seed, ends.object, "connections");
    const source = new Uint32Array(count * (endTarget - firstTarget));
    for (let target = firstTarget; target < endTarget; target++) {
      stream.open(target);
      draw(stream, target, source, count * (target - firstTarget));
    }
    const first = Uint32Array.from({ length: endTarget - firstTarget + 1 }, (_, j) => j * count);
    return rowsOf({ first, source }, ends);
  },
});
