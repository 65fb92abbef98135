import fc from "fast-check";
import { expect, test } from "vitest";
import { EquationError, ExperimentError } from "../src/errors.ts";
import { parseExperiment } from "../src/experiment.ts";
import { resolveExperiment } from "../src/experiment-resolve.ts";
import { models } from "../src/models/index.ts";
import { stimuli } from "../src/stimuli/index.ts";

/** Values that a careless or hostile hand might write. */
const anyValue = fc.oneof(
  fc.constantFrom("8 ms", "1 nA", "-70 mV", "10 MOhm", "1", "0 ms", "1e400 nA", "nA", "E_L", "", "2 nA nA"),
  fc.constantFrom(0, 1, -1, 1e300, 0.5),
  fc.array(fc.constantFrom("1 nA", "2 nA", "3 mV", 4), { maxLength: 3 }),
  fc.record({
    from: fc.constantFrom("0 nA", "1 ms", 1),
    to: fc.constantFrom("5 nA", "2 ms", 3),
    count: fc.constantFrom(2, 5, 1e6, 0, 1.5),
    scale: fc.constantFrom("linear", "log"),
  }),
  fc.jsonValue({ maxDepth: 2 }),
);
const usually = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: bad });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const someKeys = (names: readonly string[]) =>
  fc.dictionary(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }),
    anyValue,
    { maxKeys: 2 },
  );
const stimulusKeys = ["amplitude", "start", "stop", "frequency", "values", "interval", "unit", "csv", "to", "from"];
const anyStimulus = fc
  .tuple(fc.constantFrom(...stimuli.map(({ name }) => name), "pulse"), anyValue, someKeys(stimulusKeys))
  .map(([stimulus, amplitude, keys]) => ({ stimulus, ...(stimulus === "samples" ? {} : { amplitude }), ...keys }));
const anyModel = fc.oneof(
  fc.constantFrom(...models.map(({ name }) => name), "liff"),
  fc.record(
    {
      equations: fc.constantFrom("dv/dt = (I*R - v)/tau : volt\nI : amp (input)", "dx/dt = x", "", "w : amp"),
      parameters: someKeys(["R", "tau", "v"]),
      threshold: fc.constantFrom("v > 1*mV", "v >", "x"),
      reset: fc.constantFrom("v = 0*mV", "v"),
      initial: someKeys(["v", "x"]),
    },
    { requiredKeys: ["equations"] },
  ),
);
const anyDocument = fc.oneof(
  { weight: 1, arbitrary: fc.jsonValue() },
  {
    weight: 8,
    arbitrary: fc.record(
      {
        model: anyModel,
        preset: seldom(fc.constantFrom("RS", "lesson", "tonic", "__proto__")),
        parameters: seldom(someKeys(["tau_m", "R", "E_L", "C", "a", "b", "v_th"])),
        input: fc.array(anyStimulus, { maxLength: 3 }),
        initial: seldom(someKeys(["v", "w", "u", "m"])),
        duration: usually(fc.constantFrom("200 ms", "1 s"), fc.constantFrom("0.25 ms", "1e99 s", "5 nA", "x")),
        dt: usually(fc.constantFrom("0.1 ms", "1 us"), fc.constantFrom("0 ms", "3 ms")),
        record: fc.record({
          variables: usually(fc.constant<string[]>([]), fc.array(fc.string())),
          every: fc.constant("1 ms"),
        }),
        seed: fc.constantFrom(1, 2, 3, 0.5, "1"),
      },
      { requiredKeys: ["model", "duration"] },
    ),
  },
);

test("a random document resolves, or is refused by name", () => {
  let resolved = 0;
  const begin = performance.now();
  fc.assert(
    fc.property(anyDocument, (document) => {
      try {
        const experiment = resolveExperiment(parseExperiment(document));
        resolved += 1;
        expect(experiment.members).toBeGreaterThan(0);
        for (const { values } of experiment.axes) expect(values.every(Number.isFinite)).toBe(true);
      } catch (error) {
        if (!(error instanceof ExperimentError || error instanceof EquationError)) throw error;
        expect(error.problem).not.toBe("");
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(resolved).toBeGreaterThan(50);
  expect(performance.now() - begin).toBeLessThan(60_000);
}, 120_000);
