import { expect, test } from "vitest";
import type { ConnectDocument } from "../../src/network/connect.ts";
import { dimensionless, dimensions } from "../../src/quantity/dimension.ts";
import { made, pairsOf } from "./connected.ts";

const list = (more: object) => ({ rule: "list", ...more }) as ConnectDocument;
const csv = `source,target,weight (nS),delay (ms)
2,0,3,1.5
0,4,1,0.1
0,1,2,0.3
0,4,5,0.7
`;

test("pairs, two lists and a table say the same", () => {
  const pairs: [number, number][] = [
    [2, 0],
    [0, 4],
    [0, 1],
    [0, 4],
  ];
  const sorted = [
    [0, 1],
    [0, 4],
    [0, 4],
    [2, 0],
  ];
  expect(pairsOf(made(list({ pairs }), 3, 5))).toEqual(sorted);
  expect(pairsOf(made(list({ sources: [2, 0, 0, 0], targets: [0, 4, 1, 4] }), 3, 5))).toEqual(sorted);
  expect(pairsOf(made(list({ csv }), 3, 5))).toEqual(sorted);
  expect(pairsOf(made(list({ csv: "2,0\n0,4\n0,1\n0,4" }), 3, 5))).toEqual(sorted);
  expect(made(list({ pairs: [] }), 3, 5).target.length).toBe(0);
});

test("weights and delays go with their synapses, those of one pair in the list's order", () => {
  const { listed } = made(list({ csv }), 3, 5);
  expect(listed?.weight?.dimension).toEqual(dimensions.siemens);
  expect([...listed!.weight!.values]).toEqual([2e-9, 1e-9, 5e-9, 3e-9]);
  expect([...listed!.delay!.values]).toEqual([0.3e-3, 0.1e-3, 0.7e-3, 1.5e-3]);
  const part = made(list({ csv }), 3, 5, { firstTarget: 1, endTarget: 5 });
  expect([...part.listed!.weight!.values]).toEqual([2e-9, 1e-9, 5e-9]);
  const written = made(
    list({
      pairs: [
        [1, 1],
        [0, 1],
      ],
      weights: ["1 mV", "2 mV"],
      delays: ["1 ms", 0],
    }),
    2,
    2,
  );
  expect([...written.listed!.weight!.values]).toEqual([2e-3, 1e-3]);
  expect([...written.listed!.delay!.values]).toEqual([0, 1e-3]);
  expect(made(list({ csv: "source,target,weight\n0,1,2" }), 2, 2).listed?.weight?.dimension).toEqual(dimensionless);
});

test.each([
  [
    {
      pairs: [
        [0, 1],
        [3, 1],
      ],
    },
    "c.pairs[1][0]: there is no source neuron 3 (neurons are counted from 0 to 2)",
  ],
  [{ pairs: [[0, 5]] }, "c.pairs[0][1]: there is no target neuron 5 (neurons are counted from 0 to 4)"],
  [
    { sources: [0, -1], targets: [0, 0] },
    "c.sources[1]: there is no source neuron -1 (neurons are counted from 0 to 2)",
  ],
  [{ sources: [0, 1], targets: [0] }, "c.targets: has 1 entries, but there are 2 synapses (list one for each synapse)"],
  [{ sources: [0, 1] }, "c.targets: is missing; there are 2 sources (list one for each synapse)"],
  [{ targets: [0, 1] }, 'c: lists no synapses (give "pairs", "sources" and "targets", or "csv")'],
  [{ pairs: [[0, 1]], targets: [1] }, "c: has both pairs and targets (keep one of them)"],
  [{ pairs: [[0, 1]], csv: "0,1" }, "c: has both pairs and csv (keep one of them)"],
  [{ pairs: [[0, 1]], weights: [] }, "c.weights: has 0 entries, but there are 1 synapses (list one for each synapse)"],
  [{ pairs: [[0, 1]], delays: ["1 mV"] }, 'c.delays[0]: "1 mV" is in volt, but second is wanted (give it in ms)'],
  [
    {
      pairs: [
        [0, 1],
        [0, 2],
      ],
      weights: ["1 mV", "1 nS"],
    },
    'c.weights[1]: "1 nS" is in siemens, but volt is wanted (give it in mV)',
  ],
  [{ file: "a.csv" }, 'c.file: a file cannot be read from inside a document (give its text as "csv")'],
  [{ csv: "source,target\n0,1\n1,5" }, "c.csv, line 3: there is no target neuron 5 (neurons are counted from 0 to 4)"],
  [
    { csv: "source,target\n0,1\n1,0.5", file: "a.csv" },
    "a.csv, line 3: there is no target neuron 0.5 (neurons are counted from 0 to 4)",
  ],
  [
    { csv: "source,target\n0,1\n1,x" },
    'c.csv: line 3, column 2: "x" is not a number (fill the gap, or take the line out)',
  ],
  [{ csv: "source,taget\n0,1" }, 'c.csv: there is no use for the column "taget" (did you mean "target"?)'],
  [{ csv: "source,weight (nS)\n0,1" }, 'c.csv: there is no column "target" (head the columns source,target)'],
  [
    { csv: "source,target,delay (mV)\n0,1,1" },
    'c.csv: the column "delay" is in volt, but a delay is a time (head it "delay (ms)")',
  ],
  [{ csv: "source,target,weight (nX)\n0,1,1" }, 'c.csv, column weight: "nX" in "1 nX" is not a unit'],
  [{ csv: "source,target,source\n0,1,1" }, 'c.csv: there are two columns "source" (keep one of them)'],
  [{ csv, weights: ["1 nS"] }, "c: has both csv and weights (make them a column of the table)"],
])("%j is refused with its place", (more, message) => {
  expect(() => made(list(more), 3, 5, { path: "c" })).toThrow(message);
});
