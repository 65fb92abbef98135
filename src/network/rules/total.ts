import * as z from "zod";
import { ExperimentError } from "../../errors.ts";
import { type Connections, type Ends, incomingOf, Rows, rowsOf } from "../connections.ts";
import { type PairSet, pairSet } from "../pair-set.ts";
import { RandomStream } from "../random-stream.ts";
import { allToAll } from "./all-to-all.ts";
import { connectionRule } from "./rule.ts";
import { autapses, count, multapses, withoutAutapses } from "./settings.ts";

export const total = connectionRule({
  name: "total",
  schema: z
    .strictObject({
      rule: z.literal("total"),
      count: count.describe("Synapses in all."),
      autapses,
      multapses,
    })
    .describe("A number of synapses in all, source and target of each drawn at random."),
  expected(settings, ends) {
    const pairs = pairsOf(settings, ends);
    const { count } = settings;
    if (count === 0 || (settings.multapses === false ? count <= pairs : pairs > 0)) return count;
    throw new ExperimentError(
      `${count} synapses are wanted, but there are only ${pairs} pairs of neurons`,
      `${ends.path}.count`,
      pairs > 0 ? `take at most ${pairs}, or allow multapses` : "allow autapses, or take larger populations",
    );
  },
  /** A range of targets costs as much as all of them: every synapse is drawn, and what is outside is left out. */
  connect(settings, ends) {
    const { count } = settings;
    const draw = pairDraw(withoutAutapses(settings, ends), ends);
    if (settings.multapses !== false) return rowsOfPairs(count, draw, undefined, ends);
    const leftOut = pairsOf(settings, ends) - count;
    if (leftOut >= count) return rowsOfPairs(count, draw, pairSet(ends.sources, ends.targets, count), ends);
    const others = pairSet(ends.sources, ends.targets, leftOut);
    for (let left = leftOut; left > 0; ) {
      draw.next();
      if (others.add(draw.source, draw.target)) left--;
    }
    return rowsWithout(others, count, withoutAutapses(settings, ends), ends);
  },
});

function pairsOf(settings: { readonly autapses?: boolean | undefined }, ends: Ends): number {
  return allToAll.expected({ rule: "all-to-all", autapses: settings.autapses }, ends);
}

/** Uniform pairs, one after the other. */
function pairDraw(skipsItself: boolean, ends: Ends) {
  const { sources, targets } = ends;
  const stream = new RandomStream(ends.seed, ends.object, "connections");
  return {
    source: 0,
    target: 0,
    next(): void {
      this.source = stream.below(sources);
      this.target = stream.below(skipsItself ? targets - 1 : targets);
      if (skipsItself && this.target >= this.source) this.target++;
    },
  };
}

/** The first `count` pairs; those that are in `seen` already do not count. */
function rowsOfPairs(
  count: number,
  draw: ReturnType<typeof pairDraw>,
  seen: PairSet | undefined,
  ends: Ends,
): Connections {
  const source = new Uint32Array(count);
  const target = new Uint32Array(count);
  for (let k = 0; k < count; ) {
    draw.next();
    if (seen && !seen.add(draw.source, draw.target)) continue;
    source[k] = draw.source;
    target[k++] = draw.target;
  }
  return rowsOf(incomingOf(source, target, ends), ends);
}

function rowsWithout(others: PairSet, expected: number, skipsItself: boolean, ends: Ends): Connections {
  const { sources, targets, firstTarget, endTarget } = ends;
  const rows = new Rows(ends, (expected * (endTarget - firstTarget)) / targets);
  for (let source = 0; source < sources; source++) {
    const target = rows.reserve(endTarget - firstTarget);
    for (let k = firstTarget; k < endTarget; k++) {
      if (!others.has(source, k) && !(skipsItself && k === source)) target[rows.count++] = k;
    }
    rows.endRow();
  }
  return rows.connections();
}
