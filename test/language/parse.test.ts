import { expect, test } from "vitest";
import { EquationError } from "../../src/errors.ts";
import type { Expression } from "../../src/language/ast.ts";
import { parseEquations, parseExpression, parseReset } from "../../src/language/parse.ts";
import { printExpression } from "../../src/language/print.ts";

/** Every operation in brackets. */
function bracketed(e: Expression): string {
  switch (e.kind) {
    case "number":
      return String(e.value);
    case "name":
      return e.name;
    case "unary":
      return `(${e.operator} ${bracketed(e.operand)})`;
    case "binary":
      return `(${bracketed(e.left)} ${e.operator} ${bracketed(e.right)})`;
    case "call":
      return `${e.name}(${e.args.map(bracketed).join(", ")})`;
  }
}

test.each([
  ["a + b*c", "(a + (b * c))"],
  ["a - b - c", "((a - b) - c)"],
  ["a/b*c", "((a / b) * c)"],
  ["a//b%c", "((a // b) % c)"],
  ["-a**2", "(- (a ** 2))"],
  ["2**-1", "(2 ** (- 1))"],
  ["a**b**c", "(a ** (b ** c))"],
  ["-a*b", "((- a) * b)"],
  ["2**x*y", "((2 ** x) * y)"],
  ["a + b > c and not d < e or f == g", "((((a + b) > c) and (not (d < e))) or (f == g))"],
  ["not a > b and c > d", "((not (a > b)) and (c > d))"],
  ["+a - +b", "(a - b)"],
  ["clip(a, -b, c + 1)", "clip(a, (- b), (c + 1))"],
  ["(a + b)*c", "((a + b) * c)"],
])("%s is read as %s", (text, tree) => {
  expect(bracketed(parseExpression(text))).toBe(tree);
  expect(bracketed(parseExpression(printExpression(parseExpression(text))))).toBe(tree);
});

test("numbers are read as JavaScript reads them", () => {
  for (const text of ["1", ".5", "2.", "1e-3", "1.5E+3", "0.1"]) {
    expect(parseExpression(text)).toMatchObject({ kind: "number", value: Number(text) });
  }
});

test("an expression goes on in brackets, after an operator and before one", () => {
  for (const text of ["(a\n+ b\n)", "a +\n b", "a\n  + b", "a # first\n  + b # second", "\n a + b \n"]) {
    expect(bracketed(parseExpression(text))).toBe("(a + b)");
  }
});

test("equations of all three kinds are read with their flags", () => {
  const equations = parseEquations(`
    dv/dt = (E_L - v
             + R*I)/tau : volt (unless refractory)  # membrane
    x = a*b
        : volt
    w : amp (constant, shared)
    I : amp/metre**2 (input)
    n : 1; k : 1/second
  `);
  expect(equations.map((e) => [e.kind, e.name, bracketed(e.unit), e.flags.map((flag) => flag.name)])).toEqual([
    ["differential", "v", "volt", ["unless refractory"]],
    ["subexpression", "x", "volt", []],
    ["parameter", "w", "amp", ["constant", "shared"]],
    ["parameter", "I", "(amp / (metre ** 2))", ["input"]],
    ["parameter", "n", "1", []],
    ["parameter", "k", "(1 / second)", []],
  ]);
});

test("a reset is a list of assignments, possibly none", () => {
  const operators = parseReset("v = v_r; w += b\n x *= 2;; y /= 3 # halves\n z -= 1").map((a) => [
    a.target,
    a.operator,
  ]);
  expect(operators).toEqual([
    ["v", "="],
    ["w", "+="],
    ["x", "*="],
    ["y", "/="],
    ["z", "-="],
  ]);
  expect(parseReset("")).toEqual([]);
  expect(parseReset(" \n ; # nothing")).toEqual([]);
});

test("spans are places in the text", () => {
  const text = "dv/dt = -v/tau : volt (unless refractory)";
  const [equation] = parseEquations(text);
  if (equation?.kind !== "differential") throw new Error("not differential");
  const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  expect([at(equation.span), at(equation.value.span), at(equation.flags[0]!.span)]).toEqual([
    "dv/dt",
    "-v/tau",
    "unless refractory",
  ]);
});

test.each([
  ["a < b < c", "comparisons cannot be chained", 'write "a < b and b < c"'],
  ["2mV", 'an operator is missing between "2" and "mV"', 'write "2*mV"'],
  ["2(a)", 'an operator is missing between "2" and "("', 'write "2*("'],
  ["a b", 'unexpected "b"', "write an operator between two values"],
  ["a = b", '"=" cannot stand in an expression', 'write "==" to compare'],
  ["(a = b)", '"=" cannot stand in an expression', 'write "==" to compare'],
  ["a^2", '"^" is not part of the language', 'write a power as "**"'],
  ["a & b", '"&" is not part of the language', 'write "and"'],
  ["a | b", '"|" is not part of the language', 'write "or"'],
  ["(a + b", "this bracket is not closed", 'write ")" behind what it holds'],
  ["a + b)", 'unexpected ")"', "there is no bracket to close"],
  ["a +", "a value is missing before the end", "write a number, a name or a bracket there"],
  ["", "a value is missing before the end", "write a number, a name or a bracket there"],
  ["1e999", "1e999 is too large for a number", 'write "inf" if it is meant'],
])("the expression %s is refused: %s", (text, problem, wayOut) => {
  expect(refusal(() => parseExpression(text))).toMatchObject({ problem, wayOut });
});

test.each([
  ["v' = -v/tau : volt", `"'" is not part of the language`],
  ["dv/dt = -v/tau", 'the equation of "v" has no unit'],
  ["dv/dt = -v/tau\ndw/dt = -w/tau : 1", 'the equation of "v" has no unit'],
  ["dv/dx = -v/tau : volt", '"dv" over "dx" is not a derivative'],
  ["dv/dt : volt", 'unexpected ":" after "dv/dt"'],
  ["x == 3 : 1", 'unexpected "==" after "x"'],
  ["= 3 : 1", 'an equation cannot begin with "="'],
  ["x = 3 :", "a unit is missing"],
  ["x = 3 : volt (constnt)", 'unknown flag "constnt"'],
  ["x = 3 : volt (constant over dt)", 'unknown flag "constant over dt"'],
  ["x = 3 : volt ()", "a flag is missing"],
  ["x = 3 : volt (shared", '")" is missing behind the flags'],
  ["x = 3 : volt mV", 'unexpected "mV" behind the unit'],
])("the equation %s is refused: %s", (text, problem) => {
  const error = refusal(() => parseEquations(text));
  expect(error.problem).toBe(problem);
  expect(error.wayOut).toBeTruthy();
});

test("nesting and length have limits that are EquationErrors", () => {
  const texts = [
    "(".repeat(10_000),
    "-".repeat(10_000),
    "2**".repeat(10_000),
    "f(".repeat(10_000),
    "not ".repeat(10_000),
  ];
  for (const text of [...texts, "1+".repeat(20_000), "1 ".repeat(200_000), " ".repeat(1_000_001)]) {
    expect(() => parseExpression(text)).toThrow(EquationError);
  }
  expect(() => parseEquations(`v : ${"(".repeat(10_000)}`)).toThrow(EquationError);
  expect(() => parseEquations(`v : ${"volt*".repeat(10_000)}volt`)).toThrow(EquationError);
  expect(() => parseExpression(`${"(".repeat(150)}1${")".repeat(150)}`)).not.toThrow();
  expect(() => parseExpression(`1${"+1".repeat(400)}`)).not.toThrow();
});

function refusal(run: () => unknown): EquationError {
  try {
    run();
  } catch (error) {
    if (error instanceof EquationError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
