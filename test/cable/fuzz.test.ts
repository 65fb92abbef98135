import fc from "fast-check";
import { expect, test } from "vitest";
import { type CableDocument, EquationError, ExperimentError, SimulationError, simulateCable } from "../../src/index.ts";

const anything = fc.oneof(
  fc.constantFrom(
    "1 ms",
    "2 um",
    "1 nA",
    "-70 mV",
    "1 ohm*m",
    "1e300 m",
    "1e-300 um",
    "0 um",
    "-1 um",
    "nA",
    "",
    "apical",
  ),
  fc.constantFrom(0, 1, -1, 3, 1e300, 0.5),
  fc.jsonValue({ maxDepth: 2 }),
);
const usually = <T>(good: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 80, arbitrary: good }, { weight: 1, arbitrary: anything });
const maybe = <T>(good: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constant(undefined) },
    { weight: 40, arbitrary: good },
    { weight: 1, arbitrary: anything },
  );
const end = fc.constantFrom("sealed", "killed", "infinite");
const length = fc.constantFrom("100 um", "0.2 mm", "1e-9 m", "3 m");
const section = {
  length: usually(length),
  diameter: usually(fc.oneof(fc.constantFrom("2 um", "1 m"), fc.constant({ from: "1 um", to: "3 um" }))),
  compartments: usually(fc.constantFrom(1, 2, 7)),
  end: maybe(end),
};
const name = fc.constantFrom("apical", "basal", "x y");
const place = fc.constantFrom("0 um", "50 um", "1e-9 m", "0.1 mm");
const branch = fc.record({ ...section, parent: maybe(name), from: maybe(fc.constantFrom("start", "end", "50 um")) });
const anyDocument = fc.record({
  cable: usually(
    fc.record({
      ...section,
      R_m: usually(fc.constantFrom("1.25 ohm*m**2", "1e9 ohm*m**2")),
      R_i: usually(fc.constant("0.5 ohm*m")),
      C_m: usually(fc.constantFrom("0.8 uF/cm**2", "1e-20 uF/cm**2")),
      E_L: maybe(fc.constant("-65 mV")),
      start: maybe(end),
      branches: maybe(fc.dictionary(name, branch, { maxKeys: 3 })),
    }),
  ),
  electrodes: maybe(
    fc.array(
      fc.record({
        at: usually(place),
        branch: maybe(name),
        stimulus: usually(fc.constantFrom("step", "sine", "constant", "white-noise")),
        amplitude: usually(fc.constantFrom("1 nA", "1e300 A")),
        start: maybe(fc.constant("0.35 ms")),
      }),
      { maxLength: 2 },
    ),
  ),
  initial: maybe(fc.constant("-60 mV")),
  duration: usually(fc.constant("1 ms")),
  dt: usually(fc.constant("0.1 ms")),
  method: maybe(fc.constantFrom("exact", "tr-bdf2", "crank-nicolson", "backward-euler")),
  record: maybe(
    fc.record({ at: maybe(fc.array(place, { maxLength: 2 })), profiles: maybe(fc.array(fc.constant("0.5 ms"))) }),
  ),
});
const refusals = [ExperimentError, SimulationError, EquationError];

test("any document runs to finite potentials, or is refused with a reason", () => {
  let ran = 0;
  fc.assert(
    fc.property(anyDocument, (written) => {
      const document = JSON.parse(JSON.stringify(written)) as CableDocument;
      try {
        const { traces, profiles } = simulateCable(document);
        ran++;
        expect([...traces.values, ...profiles.values].every(Number.isFinite)).toBe(true);
      } catch (error) {
        if (!refusals.some((kind) => error instanceof kind)) throw error;
        expect((error as Error).message).toMatch(/\S/);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
  expect(ran).toBeGreaterThan(30);
});
