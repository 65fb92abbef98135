import { expect, test } from "vitest";
import { ExperimentError } from "../../src/errors.ts";
import { refusal, valueAt } from "../../src/experiment-refusal.ts";
import { type ConnectDocument, connect, connectSchema, ruleKeys, ruleNames } from "../../src/network/connect.ts";
import { between, made } from "./connected.ts";

/** The message that a rule is refused with. */
function refused(rule: ConnectDocument, sources: number, targets?: number): string {
  try {
    made(rule, sources, targets);
  } catch (error) {
    expect(error).toBeInstanceOf(ExperimentError);
    return (error as Error).message;
  }
  return "";
}

test("one to one needs populations of one size", () => {
  expect(refused("one-to-one", 3, 4)).toBe(
    'projections[0].connect: one-to-one needs populations of the same size, but the source has 3 neurons and the target 4 (give them one size, or take another rule such as {"rule": "probability", "p": 0.1})',
  );
});

test("more different partners than there are cannot be had", () => {
  expect(refused({ rule: "in-degree", count: 11, multapses: false }, 10, 5)).toBe(
    "projections[0].connect.count: 11 different sources are wanted for each neuron, but there are only 10 (take at most 10, or allow multapses)",
  );
  expect(refused({ rule: "out-degree", count: 10, autapses: false, multapses: false }, 10)).toBe(
    "projections[0].connect.count: 10 different targets are wanted for each neuron, but there are only 9 without itself (take at most 9, or allow multapses)",
  );
  expect(refused({ rule: "in-degree", count: 1, autapses: false }, 1)).toContain("only 0 without itself");
  expect(refused({ rule: "out-degree", count: 1 }, 3, 0)).toContain("only 0 (the target population has 0 neurons)");
});

test("more synapses than pairs need multapses", () => {
  expect(refused({ rule: "total", count: 13, multapses: false }, 4, 3)).toBe(
    "projections[0].connect.count: 13 synapses are wanted, but there are only 12 pairs of neurons (take at most 12, or allow multapses)",
  );
  expect(refused({ rule: "total", count: 1, autapses: false }, 1)).toContain("only 0 pairs of neurons (allow autapses");
});

test("more synapses than can be numbered are refused before any is made", () => {
  expect(refused("all-to-all", 100_000, 100_000)).toBe(
    "projections[0].connect: these are 10000000000 synapses, but one projection has at most 4294967294 (make several projections of it, or connect fewer neurons)",
  );
  expect(refused({ rule: "in-degree", count: 100_000 }, 10, 100_000)).toContain("10000000000 synapses");
});

/** The message that a document with this rule is refused with. */
function schemaRefusal(connect: unknown): string {
  const { error } = connectSchema.safeParse(connect);
  const json = { connect };
  const known = {
    keysAt: (path: readonly PropertyKey[]) => ruleKeys(valueAt(json, [...path, "rule"])),
    namesAt: (path: readonly PropertyKey[]) => (path.at(-1) === "rule" ? ruleNames : undefined),
  };
  return error ? refusal(error.issues[0]!, ["connect"], json, known).message : "";
}

test.each([
  [{ rule: "probability", p: 1.5 }, "connect.p: must be from 0 to 1, but is 1.5"],
  [{ rule: "probability", p: -0.1 }, "connect.p: must be from 0 to 1, but is -0.1"],
  [{ rule: "probability", p: "a" }, 'connect.p: must be a number from 0 to 1, but is "a"'],
  [{ rule: "probability" }, "connect.p: is missing; it must be a number from 0 to 1"],
  [{ rule: "probability", p: 0.1, delay: 1 }, 'connect.delay: there is no key "delay" (there are rule, p, autapses)'],
  [
    { rule: "in-degree", count: 1, multapse: true },
    'connect.multapse: there is no key "multapse" (did you mean "multapses"?)',
  ],
  [{ rule: "in-degree", count: 2.5 }, "connect.count: must be a whole number, but is 2.5"],
  [{ rule: "total", count: -1 }, "connect.count: must not be negative, but is -1"],
  [{ rule: "out-degree", count: 1, autapses: "no" }, 'connect.autapses: must be true or false, but is "no"'],
  [{ rule: "list", pairs: [[0, 1], [2]] }, "connect.pairs[1]: must be two numbers: source and target, but is a list"],
  [{ rule: "list", sources: [0.5] }, "connect.sources[0]: must be the number of a neuron, counted from 0, but is 0.5"],
  [
    { rule: "distance", probability: 3 },
    'connect.probability: must be an expression of d such as "exp(-d/(100*um))", but is 3',
  ],
  [{ rule: "probabilty", p: 0.1 }, 'connect.rule: there is no rule "probabilty" (did you mean "probability"?)'],
  [
    "probability",
    'connect: must be a rule such as "all-to-all" or {"rule": "probability", "p": 0.1}, but is "probability"',
  ],
  [7, 'connect: must be a rule such as "all-to-all" or {"rule": "probability", "p": 0.1}, but is 7'],
])("%j is refused with its place", (connect, message) => {
  expect(schemaRefusal(connect)).toBe(message);
});

test("sizes, ranges and seeds that are none are wrong arguments", () => {
  const call = (more: object) => () => connect("all-to-all", { ...between(3, 4), ...more });
  expect(call({ sources: -1 })).toThrow("sources must be a whole number from 0 to 2^31 - 1, not -1");
  expect(call({ targets: 2.5 })).toThrow(RangeError);
  expect(call({ firstTarget: 3, endTarget: 2 })).toThrow("targets 3 to 2 are not among 4");
  expect(call({ endTarget: 5 })).toThrow("targets 0 to 5 are not among 4");
  expect(call({ same: true })).toThrow("one population cannot have 3 neurons as source and 4 as target");
  expect(() => connect({ rule: "in-degree", count: 1 }, between(3, 4, { seed: -1 }))).toThrow(
    "a seed is a whole number",
  );
  expect(() => connect({ rule: "in-degree", count: 1 }, between(3, 4, { object: 1023 }))).toThrow(
    "an object has a number",
  );
});
