import { expect, test } from "vitest";
import { Programs } from "../../src/programs.ts";
import { planRun } from "../../src/run/plan.ts";
import { spikesOf, traceOf } from "../../src/run/recording.ts";
import { runSurvivors, type Survivors } from "../../src/run/survivors.ts";
import { prepareExperiment } from "../../src/simulate.ts";

/** dv/dt = rate v: from 1, v overflows at t = 709.8/rate. Fires whenever it has doubled, unless `lazy`. */
const equations = "dv/dt = rate*v : 1\ndn/dt = 1/second : 1";

function run(
  rates: readonly number[],
  { mostSpikes = 1000, chunk = 7, reset = "v = v/2", threshold = "v > 2" } = {},
): Survivors {
  const parameters = { rate: rates.map((rate) => `${rate} 1/ms`) };
  const model = { equations, threshold, reset, parameters: { rate: "1 1/ms" }, initial: { v: 1, n: 0 } };
  const document = { model, parameters, duration: "20 ms", method: "rk4", record: { variables: ["v"] } };
  const { compiled, program, experiment } = prepareExperiment(document, { programs: new Programs() });
  const { members, steps, dt, every, seed, axes } = experiment;
  const differing = new Map(axes.map(({ parameter, values }) => [parameter, (m: number) => values[m]!]));
  const course = runSurvivors(
    planRun(compiled, program, { members, steps, dt, every, seed, differing }, { chunk }),
    mostSpikes,
  );
  for (;;) {
    const { done, value } = course.next();
    if (done) return value;
  }
}

const sound = [0.1, 0.2, 0.3, 0.4, 0.5];
const alone = run(sound);

test("neurons that survive have the bits they have without those that do not, wherever these stand", () => {
  for (const place of [0, 1, 2, 5]) {
    const rates = [...sound.slice(0, place), 1e300, ...sound.slice(place)];
    const { recording, failed } = run(rates);
    expect([...failed]).toEqual([[place, "stops being finite"]]);
    for (const [k] of sound.entries()) {
      const member = k < place ? k : k + 1;
      expect(spikesOf(recording, member)).toEqual(spikesOf(alone.recording, k));
      expect(traceOf(recording, "v", member)).toEqual(traceOf(alone.recording, "v", k));
    }
  }
});

test("several that fail at several times, for several reasons, are all named", () => {
  // 2 e^(4 t) halves about every 0.17 ms; 1/ms fires 28 times in 20 ms
  const { failed } = run([0.1, 1e300, 4, 0.2, 1e299, 1], { mostSpikes: 50 });
  expect(new Map(failed)).toEqual(
    new Map([
      [1, "stops being finite"],
      [4, "stops being finite"],
      [2, "fires more than 50 times"],
    ]),
  );
});

test("a reset that leaves a neuron beyond its threshold fires without end, and only it fails", () => {
  const { failed, recording } = run([0.1, 0.2], { reset: "v = 3*int(rate > 0.15/ms) + 0.5" });
  expect([...failed]).toEqual([[1, "fires without end"]]);
  expect(spikesOf(recording, 0).length).toBeGreaterThan(0);
});

test("where all fail there is nothing left, and the run ends", () => {
  const { failed } = run([1e300, 1e299, 1e300]);
  expect([...failed.keys()].sort()).toEqual([0, 1, 2]);
});

test("the chunks do not matter", () => {
  const rates = [0.1, 1e300, 0.3, 4];
  const [short, long] = [1, 200].map((chunk) => run(rates, { chunk, mostSpikes: 50 }));
  expect(new Map(long!.failed)).toEqual(new Map(short!.failed));
  for (const member of [0, 2]) expect(spikesOf(long!.recording, member)).toEqual(spikesOf(short!.recording, member));
});
