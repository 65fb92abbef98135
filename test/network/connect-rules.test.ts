import { describe, expect, test } from "vitest";
import { toJSONSchema } from "zod";
import {
  type ConnectDocument,
  connect,
  connectSchema,
  expectedSynapses,
  ruleNames,
} from "../../src/network/connect.ts";
import { between, inDegrees, made, outDegrees, pairsOf } from "./connected.ts";

const n = 90;
const ring = {
  dimension: [1, 0, 0, 0, 0, 0, 0],
  axes: [Float64Array.from({ length: n }, (_, k) => k)],
  periods: [n],
} as const;

/** Every rule, as a document, on a population of 90 with itself. */
const documents: readonly ConnectDocument[] = [
  "all-to-all",
  { rule: "all-to-all", autapses: false },
  "one-to-one",
  ...[0, 0.003, 0.1, 0.5, 0.8, 0.997, 1].map((p) => ({ rule: "probability", p, autapses: p !== 0.1 }) as const),
  { rule: "in-degree", count: 20 },
  { rule: "in-degree", count: 20, autapses: false, multapses: false },
  { rule: "in-degree", count: 80, autapses: false, multapses: false },
  { rule: "out-degree", count: 20 },
  { rule: "out-degree", count: 80, autapses: false, multapses: false },
  { rule: "total", count: 1500 },
  { rule: "total", count: 1500, autapses: false, multapses: false },
  { rule: "total", count: 7000, autapses: false, multapses: false },
  { rule: "total", count: 40, multapses: false },
  { rule: "distance", probability: "exp(-d/(5*metre))", autapses: false },
  { rule: "list", pairs: Array.from({ length: 400 }, (_, k): [number, number] => [(k * k) % n, (7 * k) % n]) },
];

test("the documents of these tests are of all rules, and the schema takes them", () => {
  const named = documents.map((document) => (typeof document === "string" ? document : document.rule));
  expect([...new Set(named)].sort()).toEqual([...ruleNames].sort());
  expect(() => toJSONSchema(connectSchema, { io: "input" })).not.toThrow();
  for (const document of documents) expect(connectSchema.parse(document)).toEqual(document);
});

describe.each(documents.map((document) => [JSON.stringify(document).slice(0, 80), document] as const))(
  "%s",
  (_, document) => {
    const ends = between(n, undefined, { positions: { source: ring, target: ring } });
    const whole = connect(document, ends);

    test("has rows of ascending targets", () => {
      expect(whole.first.length).toBe(n + 1);
      expect([whole.first[0], whole.first[n]]).toEqual([0, whole.target.length]);
      const pairs = pairsOf(whole);
      expect(pairs.filter(([, target]) => target >= n)).toEqual([]);
      expect(pairs.toSorted(([a, b], [c, d]) => a - c || b - d)).toEqual(pairs);
    });

    test("has no autapses and no multapses where they are not allowed", () => {
      const pairs = pairsOf(whole);
      const { autapses, multapses } = {
        autapses: true,
        multapses: true,
        ...(typeof document === "string" ? {} : document),
      } as {
        autapses: boolean;
        multapses: boolean;
      };
      if (!autapses) expect(pairs.filter(([source, target]) => source === target)).toEqual([]);
      if (!multapses) expect(new Set(pairs.map(String)).size).toBe(pairs.length);
    });

    test("is the same in parts, whatever the parts", () => {
      for (const edges of [
        [0, 90],
        [0, 45, 90],
        [0, 1, 13, 14, 64, 65, 89, 90],
        [0, 0, 90],
      ]) {
        const parts = edges
          .slice(1)
          .flatMap((endTarget, k) => pairsOf(connect(document, { ...ends, firstTarget: edges[k]!, endTarget })));
        parts.sort(([a, b], [c, d]) => a - c || b - d);
        expect(parts).toEqual(pairsOf(whole));
      }
    });
  },
);

test("the same seed and object make the same synapses, others make others", () => {
  for (const document of documents.filter(
    (document) => typeof document !== "string" && !["all-to-all", "list", "distance"].includes(document.rule),
  )) {
    if (typeof document !== "string" && document.rule === "probability" && [0, 1].includes(document.p)) continue;
    const one = pairsOf(made(document, n));
    expect(pairsOf(made(document, n))).toEqual(one);
    expect(pairsOf(made(document, n, undefined, { seed: 2 }))).not.toEqual(one);
    expect(pairsOf(made(document, n, undefined, { object: 4 }))).not.toEqual(one);
  }
});

test("all to all is every pair, one to one the diagonal", () => {
  expect(pairsOf(made("all-to-all", 2, 3))).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
  expect(pairsOf(made({ rule: "all-to-all", autapses: false }, 3))).toEqual([
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 2],
    [2, 0],
    [2, 1],
  ]);
  expect(pairsOf(made("one-to-one", 3, 3))).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test("autapses are pairs of a population with itself only", () => {
  expect(made({ rule: "all-to-all", autapses: false }, 3, 3).target.length).toBe(9);
  expect(inDegrees(made({ rule: "in-degree", count: 3, autapses: false, multapses: false }, 3, 3))).toEqual([3, 3, 3]);
});

test("degrees and totals are exact", () => {
  for (const multapses of [true, false]) {
    expect(new Set(inDegrees(made({ rule: "in-degree", count: 37, multapses }, 50, 70)))).toEqual(new Set([37]));
    expect(new Set(outDegrees(made({ rule: "out-degree", count: 37, multapses }, 50, 70)))).toEqual(new Set([37]));
    expect(made({ rule: "total", count: 1234, multapses }, 50, 70).target.length).toBe(1234);
  }
  expect(inDegrees(made({ rule: "in-degree", count: 5 }, 1, 2))).toEqual([5, 5]);
  expect(made({ rule: "total", count: 3500, multapses: false }, 50, 70).target.length).toBe(3500);
  expect(made({ rule: "in-degree", count: 0 }, 0, 4).target.length).toBe(0);
});

test("a pair that is far apart in a large sparse matrix is not taken twice", () => {
  const pairs = pairsOf(made({ rule: "total", count: 20_000, multapses: false }, 5000, 40_000));
  expect(new Set(pairs.map(String)).size).toBe(20_000);
});

test("the expected number of synapses is what comes, on the average", () => {
  const ends = between(300, 500);
  expect(expectedSynapses("all-to-all", ends)).toBe(150_000);
  expect(expectedSynapses({ rule: "in-degree", count: 7 }, ends)).toBe(3500);
  expect(expectedSynapses({ rule: "out-degree", count: 7 }, ends)).toBe(2100);
  expect(expectedSynapses({ rule: "list", csv: "0,1\n0,2\n0,3" }, ends)).toBe(3);
  const line = { dimension: [1, 0, 0, 0, 0, 0, 0], axes: [new Float64Array(100)], periods: [Infinity] } as const;
  const placed = between(100, undefined, { positions: { source: line, target: line } });
  expect(expectedSynapses({ rule: "distance", probability: "0.25*exp(-d/metre)" }, placed)).toBe(2500);
  expect(expectedSynapses({ rule: "probability", p: 0.25, autapses: false }, between(100))).toBe(2475);
});
