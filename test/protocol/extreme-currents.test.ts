import { expect, test } from "vitest";
import { models, type Result, runProtocol, simulate, spikesOf } from "../../src/index.ts";
import { Programs } from "../../src/programs.ts";
import { parseProtocol } from "../../src/protocol/run.ts";
import { subjectOf } from "../../src/protocol/subject.ts";

const driven = models.filter(({ definition }) => "threshold" in definition && definition.equations.includes("(input)"));
/** It fires without a current, so that its range cannot follow from its first spike. */
const restless = "traub-miles";

/** The runs of an f-I curve with default settings. */
function runsOf(model: string): Result[] {
  const asked = { protocol: "fi-curve", experiment: { model, duration: "200 ms" } };
  const { known, settings, experiment } = parseProtocol(asked);
  const course = known.ask(subjectOf(experiment, known.defaults), settings);
  const programs = new Programs();
  const runs: Result[] = [];
  for (let step = course.next(); !step.done; step = course.next(runs.at(-1)!))
    runs.push(simulate(step.value.document!, { programs }));
  return runs;
}

test.each(driven.map(({ name }) => name).filter((name) => name !== restless))(
  "an f-I curve of %s takes at most 139 neurons, none far beyond threshold",
  (name) => {
    const runs = runsOf(name);
    // eleven for each of eight decades, and 51 of the curve
    expect(runs.reduce((sum, { members }) => sum + members, 0)).toBeLessThanOrEqual(8 * 11 + 51);
    const values = runs.flatMap(({ axes }) => [...axes[0]!.values]);
    const firing = runs.map((run) => run.axes[0]!.values.find((_, k) => spikesOf(run, k).length > 0));
    const first = firing.find((value) => value !== undefined)!;
    expect(Math.max(...values)).toBeLessThanOrEqual(10.001 * first);
  },
);

test("the f-I curve of a neuron that fires without a current goes to where it fires twice as often, in few runs", () => {
  const runs = runsOf(restless);
  expect(runs.reduce((sum, { members }) => sum + members, 0)).toBeLessThanOrEqual(8 * 11 + 51);
  const curve = runs.at(-1)!;
  const [first, last] = [0, curve.members - 1].map((member) => spikesOf(curve, member).length);
  expect(first).toBeGreaterThan(0);
  expect(last).toBeGreaterThanOrEqual(2 * first!);
});

test("equations that are stiff far beyond threshold have an f-I curve by an adaptive method too", () => {
  const experiment = { model: "morris-lecar", method: "dormand-prince", duration: "200 ms" } as const;
  const adaptive = runProtocol({ protocol: "fi-curve", experiment, points: 11 });
  const fixed = runProtocol({
    protocol: "fi-curve",
    experiment: { ...experiment, method: "rk4", dt: "0.01 ms" },
    points: 11,
  });
  expect(adaptive.varied.values).toEqual(fixed.varied.values);
  for (const [k, rate] of adaptive.rate.values.entries()) expect(rate).toBeCloseTo(fixed.rate.values[k]!, 3);
});

test("a neuron that never fires is driven until its equations cannot be solved, and the answer says how far", () => {
  const quiet = { ...models.find(({ name }) => name === "morris-lecar")!.definition, threshold: "v > 1000*volt" };
  const experiment = { model: quiet, method: "dormand-prince", duration: "5 ms" } as const;
  expect(() => runProtocol({ protocol: "fi-curve", experiment })).toThrow(
    /for any amplitude up to \d.* uA\/cm\^2; beyond that/,
  );
}, 60_000);
