import fc from "fast-check";
import { expect, test } from "vitest";
import { EquationError, type ExperimentDocument, ExperimentError, SimulationError, simulate } from "../src/index.ts";

const mostly = <T, U>(good: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: odd });

/** Expressions that a person might write, most of them right: names that do not exist and units that do not fit are rare. */
const expression = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    mostly(
      fc.constantFrom("v", "w", "x", "a", "I", "t/ms", "0", "1", "2.5", "0.1"),
      fc.constantFrom("1e300", "1e-300", "5*mV", "ms", "xi", "q", "dt", "v'", "tau"),
    ),
    fc
      .tuple(tie("e"), mostly(fc.constantFrom("+", "-", "*", "/"), fc.constantFrom("**", "%", "//")), tie("e"))
      .map(([a, o, b]) => `${a} ${o} ${b}`),
    fc.tuple(tie("e"), fc.constantFrom("<", ">", ">=", "=="), tie("e")).map(([a, o, b]) => `int((${a}) ${o} (${b}))`),
    fc
      .tuple(
        mostly(
          fc.constantFrom("exp", "log", "sqrt", "sin", "tanh", "exprel", "abs", "int", "floor"),
          fc.constantFrom("clip", "rand", "foo"),
        ),
        tie("e"),
      )
      .map(([f, a]) => `${f}(${a})`),
    tie("e").map((a) => `(${a})`),
    tie("e").map((a) => `-(${a})`),
  ),
})).e;

const unit = mostly(fc.constant("1"), fc.constantFrom("volt", "amp", "second", "mV/ms", "bananas"));

const equations = fc
  .tuple(
    expression,
    expression,
    expression.map((e) => e.replaceAll("x", "v")),
    unit,
    unit,
    fc.constantFrom("", "", "", " (unless refractory)", " (constant)", " (input)"),
  )
  .map(
    ([v, w, x, unitOfV, unitOfW, flag]) =>
      `dv/dt = (${v})/tau : ${unitOfV}${flag}\ndw/dt = (${w} - a*w)/tau : ${unitOfW}\nx = ${x} : 1\nI : 1 (input)`,
  );

/** Texts with a few characters lost, doubled or swapped. */
const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      text,
      fc.array(
        fc.tuple(fc.nat(400), fc.constantFrom("", "(", ")", ":", "=", "\n", "é", "#", " ", "**", "d", "/", "\u0000")),
        { maxLength: 3 },
      ),
    )
    .map(([t, edits]) =>
      edits.reduce((s, [at, c]) => s.slice(0, at % (s.length + 1)) + c + s.slice((at % (s.length + 1)) + 1), t),
    );

const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("v > 1", "v >= 1 and w < 2", "v > w", "t > 1*ms") },
  { weight: 1, arbitrary: expression.map((e) => `${e} > 1`) },
);

const document = fc.record(
  {
    model: fc.record(
      {
        equations: fc.oneof({ weight: 4, arbitrary: equations }, { weight: 1, arbitrary: mutated(equations) }),
        parameters: mostly(
          fc.constantFrom({ tau: "10 ms", a: 2 }, { tau: "0.1 ms", a: -1 }),
          fc.constantFrom({ tau: "0 ms", a: 1e300 }, { tau: "1 ms" }, { a: "2 mV" }),
        ),
        threshold: condition,
        reset: fc.oneof(
          fc.constantFrom("v = 0", "v = 2", "", "v -= 1; w += 0.1", "w = v/0"),
          expression.map((e) => `v = ${e}`),
        ),
        refractory: mostly(fc.constantFrom("1 ms", "0 ms", "tau", "v > 1", "0.3 ms"), fc.constantFrom("-1 ms", "1 mV")),
        initial: mostly(
          fc.constantFrom({ v: 0 }, { v: 3, w: "v" }, { v: "a" }),
          fc.constantFrom({ v: "1/0" }, { v: "v" }, { q: 1 }),
        ),
      },
      { requiredKeys: ["equations", "parameters"] },
    ),
    input: fc.constantFrom(
      [],
      [{ stimulus: "constant", amplitude: 3 }],
      [{ stimulus: "sine", amplitude: 1, frequency: "1 kHz" }],
    ),
    duration: fc.constant("1 ms"),
    dt: fc.constantFrom("0.1 ms", "1 ms", "0.25 ms"),
    method: mostly(
      fc.constantFrom("auto", "euler", "rk4", "heun", "midpoint", "dormand-prince"),
      fc.constantFrom("exact", "exponential-euler", "magic"),
    ),
    spikeTimes: fc.constantFrom("exact", "grid"),
    record: fc.constantFrom({ variables: ["v", "w"] }, { variables: ["x"] }, { variables: [] }),
  },
  { requiredKeys: ["model", "duration"] },
);

/** A result, all of it finite; or one of the three errors, with what is wrong and where. */
function holds(text: unknown, target: "interpreter" | "wasm-simd"): string | undefined {
  try {
    const result = simulate(text as ExperimentDocument, { target });
    expect(result.spikes.times.every(Number.isFinite)).toBe(true);
    for (const trace of result.traces.variables) expect(trace.values.every(Number.isFinite)).toBe(true);
    return result.fingerprint;
  } catch (error) {
    const known =
      error instanceof EquationError || error instanceof ExperimentError || error instanceof SimulationError;
    if (!known) throw error;
    expect(error.message.length).toBeGreaterThan(10);
    if (error instanceof EquationError) {
      expect(error.span.start).toBeGreaterThanOrEqual(0);
      expect(error.span.end).toBeLessThanOrEqual(error.source.length + 1);
    }
    return undefined;
  }
}

test("10,000 fuzzed models run to finite numbers or are refused with a place and a way out", {
  timeout: 600_000,
}, () => {
  let ran = 0;
  fc.assert(
    fc.property(document, (text) => {
      if (holds(text, "wasm-simd") !== undefined) ran++;
    }),
    { numRuns: 10_000, seed: 20 },
  );
  expect(ran, "enough of them are models").toBeGreaterThan(200);
});

test("fuzzed models that run give the same bits when interpreted", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(document, (text) => {
      const fingerprint = holds(text, "wasm-simd");
      if (fingerprint !== undefined) expect(holds(text, "interpreter")).toBe(fingerprint);
    }),
    { numRuns: 2_000, seed: 21 },
  );
});
