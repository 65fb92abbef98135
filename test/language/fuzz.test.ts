import fc from "fast-check";
import { expect, test } from "vitest";
import { EquationError } from "../../src/errors.ts";
import { checkModel } from "../../src/language/check.ts";
import type { ModelDefinition } from "../../src/language/definition.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { parseQuantity } from "../../src/quantity/quantity.ts";
import { evaluate } from "./formula.ts";

const words = fc.constantFrom(
  ..."v w x dv/dt dw/dt I tau t dt i xi xi_1 = += == : ; , ( ) + - * / // % ** < > >= and or not exp clip sqrt int floor sample rand() 0 1 2.5 1e-3 volt amp second mV ms (input) (shared) (constant)".split(
    " ",
  ),
  "(unless refractory)",
  "\n",
  "# comment\n",
  "dv/dt = -v/tau : volt\n",
  "x = v/mV : 1\n",
  "I : amp (input)\n",
);
const soup = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(" "));
const expression = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom("v", "x", "tau", "t", "0", "2", "mV", "ms", "xi", "i", "dt", "pi", "1e300", "inf"),
    fc
      .tuple(tie("e"), fc.constantFrom("+", "-", "*", "/", "**", "%", "//", "<", ">=", "and", "=="), tie("e"))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc
      .tuple(fc.constantFrom("exp", "sqrt", "int", "floor", "abs", "-", "not "), tie("e"))
      .map(([f, a]) => `${f}(${a})`),
  ),
})).e;
const plain = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    fc.constantFrom("v", "w", "k", "(t/ms)", "2", "pi", "i", "int(t > k*ms)", "floor(t/(2*ms))"),
    fc.tuple(tie("e"), fc.constantFrom("+", "-", "*", "/", "%"), tie("e")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(fc.constantFrom("exp", "sqrt", "floor", "abs", "-"), tie("e")).map(([f, a]) => `${f}(${a})`),
  ),
})).e;
const text = fc.oneof(soup, expression, fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));
const equations = fc.oneof(
  text,
  expression.map((e) => `dv/dt = ${e} : 1\nx = v : 1`),
  fc.tuple(expression, expression).map(([a, b]) => `dv/dt = (${a})/tau : volt\nx = ${b} : 1`),
);
const definition = fc.record(
  {
    equations,
    parameters: fc.dictionary(fc.constantFrom("tau", "w", "x", "k"), fc.oneof(fc.double(), text, fc.constant("3 ms"))),
    threshold: text,
    reset: fc.oneof(
      text,
      expression.map((e) => `v = ${e}`),
    ),
    refractory: fc.oneof(fc.double(), text),
    initial: fc.dictionary(fc.constantFrom("v", "w", "x"), fc.oneof(fc.double(), text)),
  },
  { requiredKeys: ["equations"] },
);

test("any definition gives a model or an EquationError with a way out, at once", () => {
  fc.assert(
    fc.property(definition, (candidate) => {
      const start = performance.now();
      try {
        checkModel(candidate as ModelDefinition, []);
      } catch (error) {
        if (!(error instanceof EquationError)) throw error;
        expect(error.problem && error.wayOut).toBeTruthy();
      }
      expect(performance.now() - start).toBeLessThan(2000);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("a model of random formulas without units is checked, and means what it says", () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const equations = `dv/dt = (${a})*Hz : 1\nx = ${b} : 1\nk : 1\nw = v + k : 1`;
      const model = checkModel({ equations, parameters: { k: 3 } }, []);
      const time = ["t", "t_edge"].map((name) => [name, 0.0075] as const);
      const values = new Map<string, number>([["v", 0.7], ["w", 3.7], ["k", 3], ["i", 2], ...time]);
      const x = evaluate(
        parseExpression(equations.split("\n")[1]!.slice(4, -4)),
        new Map([...values, ["ms", 1e-3], ["pi", Math.PI]]),
      );
      const written = evaluate(model.subexpressions[0]!.value, values);
      expect(Number.isFinite(x) ? Math.abs(written - x) <= 1e-6 * (1 + Math.abs(x)) || Math.abs(x) > 1e9 : true).toBe(
        true,
      );
    }),
    { numRuns: 500, seed: 2 },
  );
});

test("any text is a quantity or a RangeError", () => {
  const pieces = fc.array(
    fc.constantFrom("1", "-", "2.5", "e3", "mV", "nA", "/", "*", "^", "**", "(", ")", "cm2", " ", ".", "1e308"),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((list) => list.join("")),
        fc.string(),
      ),
      (candidate) => {
        try {
          const { value, dimension } = parseQuantity(candidate);
          expect([value, ...dimension].every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});

test("long texts of every repeated piece are refused or checked quickly", () => {
  const pieces = [
    "(",
    "-",
    "not ",
    "v+",
    "v**",
    "f(",
    "(v)+",
    "v<",
    "x = v : 1\n",
    "v : 1;",
    "#",
    "\n",
    "1 ",
    "dv/dt=",
    "é",
    "v*(",
    "int(",
  ];
  for (const piece of pieces) {
    for (const field of ["equations", "threshold", "reset", "refractory"]) {
      const start = performance.now();
      const candidate = { equations: "dv/dt = -v/ms : 1", [field]: piece.repeat(30_000) };
      try {
        checkModel(candidate, []);
      } catch (error) {
        expect(error).toBeInstanceOf(EquationError);
      }
      expect(performance.now() - start).toBeLessThan(2000);
    }
  }
});

test("a long chain of subexpressions is refused, not overflowed", () => {
  const lines = Array.from({ length: 10_000 }, (_, k) => `x${k + 1} = x${k} + 1 : 1`).reverse();
  expect(() => checkModel({ equations: ["x0 = t*Hz : 1", ...lines].join("\n") }, [])).toThrow(/nested too deeply/);
});
