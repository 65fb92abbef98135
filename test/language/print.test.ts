import { expect, test } from "vitest";
import { add, call, name, number } from "../../src/language/calculus.ts";
import { printExpression } from "../../src/language/print.ts";
import { formula } from "./formula.ts";

test.each([
  "(E_L - v + R*I)/tau",
  "a - (b - c)",
  "a - b - c",
  "a/(b*c)",
  "a/b*c",
  "-(a + b)*c",
  "-a**2",
  "(-a)**2",
  "a**-b",
  "(a**b)**c",
  "exp(-(v - v_T)/Delta_T) + clip(x, 0, 1.5)",
  "a < b and (c >= d or a == b)",
])("%s is printed as it is written", (text) => {
  expect(printExpression(formula(text.replaceAll("**", "^")))).toBe(text);
});

test("what would be too long is cut, and a negative literal keeps its sign", () => {
  let e = name("x");
  for (let k = 0; k < 100; k++) e = call("sin", add(e, e));
  expect(printExpression(e, 5)).toBe("sin(sin(sin(…) + …) + …)");
  expect(printExpression(add(name("x"), number(-1)))).toBe("x + -1");
});
