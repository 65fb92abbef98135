import fc from "fast-check";
import { expect, test } from "vitest";
import { EquationError, ExperimentError, protocols, runProtocol, SimulationError } from "../../src/index.ts";
import { documentSchema } from "../../src/protocol/run.ts";

/** Values that a careless or hostile hand might write for any setting. */
const anyValue = fc.oneof(
  fc.constantFrom(
    "8 ms",
    "0 ms",
    "1 nA",
    "-70 mV",
    "5",
    "1e400 nA",
    "nA",
    "",
    "v",
    "w",
    "amplitude",
    "R",
    "10 Hz",
    "__proto__",
  ),
  fc.constantFrom(0, 1, -1, 3, 1e300, 0.5, true, null),
  fc.array(fc.constantFrom("1 nA", "2 nA", "3 mV", 4, "5 ms", "20 Hz", "v"), { maxLength: 3 }),
  fc.record({
    from: fc.constantFrom("0 nA", "1 ms", "5 Hz", 1),
    to: fc.constantFrom("5 nA", "2 ms", 3),
    count: fc.constantFrom(2, 5, 0),
  }),
);

const mostly = <T>(good: T, ...odd: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(good) }, { weight: 2, arbitrary: fc.constantFrom(...odd) });

const anyExperiment = fc.record(
  {
    model: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom("if", "lif", "poisson", "izhikevich", "eif", "fitzhugh-nagumo", "liff"),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { equations: "dv/dt = (I*R - v)/tau : volt\nI : amp (input)", parameters: { R: "10 MOhm", tau: "8 ms" } },
          { equations: "dx/dt = -x/tau : 1", parameters: { tau: "8 ms" }, threshold: "x > 1", reset: "x = 0" },
          { equations: "x = 2 : 1" },
          { equations: "dv/dt = " },
        ),
      },
    ),
    duration: mostly("50 ms", "20 ms", "0 ms", "x"),
    dt: mostly("0.1 ms", "1 ms", "3 ms"),
    parameters: mostly<object>({}, { R: ["1 MOhm", "2 MOhm"] }, { tau_m: "0 ms" }, { tau_m: "8 mV" }),
    input: fc.constantFrom<object[] | undefined>(
      undefined,
      [],
      [{ stimulus: "constant", amplitude: "3 nA" }],
      [{ stimulus: "step", amplitude: 20, start: "5 ms", stop: "15 ms" }],
      [{ stimulus: "sine", amplitude: "1 nA", frequency: "100 Hz" }],
    ),
  },
  { requiredKeys: ["model"] },
);

const question = fc.constantFrom(...protocols).chain((asked) =>
  fc.record({
    protocol: fc.constant(asked.name),
    experiment: anyExperiment,
    settings: fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      {
        weight: 3,
        arbitrary: fc.dictionary(fc.constantFrom(...Object.keys(asked.settings), "vry"), anyValue, { maxKeys: 2 }),
      },
    ),
  }),
);

test("any question is answered in numbers with units, or refused with the reason", () => {
  let answered = 0;
  fc.assert(
    fc.property(question, ({ settings, ...document }) => {
      try {
        const answer = runProtocol({ ...document, ...settings } as never);
        answered += 1;
        for (const value of Object.values(answer as object)) if (typeof value === "number") expect(value).not.toBeNaN();
        expect(JSON.parse(JSON.stringify(answer))).toBeTypeOf("object");
      } catch (error) {
        const known = [ExperimentError, EquationError, SimulationError].some((kind) => error instanceof kind);
        if (!known) throw error;
        expect((error as Error).message).not.toBe("");
      }
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(answered).toBeGreaterThan(20);
}, 300_000);

test("the schema names every protocol with its settings", () => {
  const { anyOf } = documentSchema() as { anyOf: { properties: Record<string, { const?: string }> }[] };
  for (const { name, settings } of protocols) {
    const own = anyOf.find(({ properties }) => properties.protocol?.const === name);
    expect(Object.keys(own!.properties)).toEqual(["$schema", "protocol", "experiment", ...Object.keys(settings)]);
  }
});
