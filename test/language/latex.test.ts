import fc from "fast-check";
import katex from "katex";
import { describe, expect, test } from "vitest";
import { latexOfEquation, latexOfExpression, latexOfModel, latexOfValue, models } from "../../src/index.ts";
import type { BinaryOperator, Expression } from "../../src/language/ast.ts";
import { latexOfName } from "../../src/language/latex-names.ts";
import { parseEquations, parseExpression } from "../../src/language/parse.ts";
import { evaluate } from "../models/evaluate.ts";
import { readLatex } from "./read-latex.ts";

const written: [string, string][] = [
  ["(E_L - v + R*I)/tau_m", "\\frac{E_{\\mathrm{L}} - v + R\\,I}{\\tau_{\\mathrm{m}}}"],
  ["-k_1*I_1", "-k_{1}\\,I_{1}"],
  ["a - (b - c)", "a - \\left(b - c\\right)"],
  ["a/(b*c)", "\\frac{a}{b\\,c}"],
  ["a/b/c", "\\frac{a}{b\\,c}"],
  ["(a/b)**2", "\\left(\\frac{a}{b}\\right)^{2}"],
  ["g_Na*m**3*h*(E_Na - v)", "g_{\\mathrm{Na}}\\,m^{3}\\,h\\,\\left(E_{\\mathrm{Na}} - v\\right)"],
  [
    "exp(-(v + 65*mV)/(18*mV))/ms",
    "\\exp\\left(-\\frac{v + 65\\,\\mathrm{mV}}{18\\,\\mathrm{mV}}\\right)\\,\\mathrm{ms}^{-1}",
  ],
  ["sin(2*pi*f*t)", "\\sin\\left(2\\,\\pi\\,f\\,t\\right)"],
  ["sqrt(2/tau)*sigma*xi", "\\sqrt{\\frac{2}{\\tau}}\\,\\sigma\\,\\xi"],
  ["x**0.5 + -y", "\\sqrt{x} + \\left(-y\\right)"],
  [
    "int(t >= start and not (t < stop))",
    "\\left[t \\ge \\textit{start} \\;\\text{and}\\; \\lnot \\left(t < \\textit{stop}\\right)\\right]",
  ],
  ["a**b**c", "a^{b^{c}}"],
  ["sin(x)**2", "\\left(\\sin\\left(x\\right)\\right)^{2}"],
  ["2*3 + 1.5e-9*x", "2 \\times 3 + 1.5 \\times 10^{-9}\\,x"],
  ["x % y + x//y", "\\left(x \\bmod y\\right) + \\left\\lfloor \\frac{x}{y}\\right\\rfloor"],
  ["10*uA/cm**2", "10\\,\\mathrm{\\mu A}\\,\\mathrm{cm}^{-2}"],
  ["5*Mohm*second", "5\\,\\mathrm{M\\Omega}\\,\\mathrm{s}"],
];

describe("an expression in LaTeX", () => {
  test.each(written)("%s is %s", (text, latex) => {
    expect(latexOfExpression(parseExpression(text))).toBe(latex);
  });

  test("an equation keeps its derivative and its flag", () => {
    const [line] = parseEquations("dtheta_s/dt = -theta_s/tau : volt (unless refractory)");
    expect(latexOfEquation(line!)).toBe(
      "\\frac{\\mathrm{d}\\theta_{\\mathrm{s}}}{\\mathrm{d}t} = -\\frac{\\theta_{\\mathrm{s}}}{\\tau}\\quad\\text{(unless refractory)}",
    );
    expect(latexOfEquation(parseEquations("I : amp/meter**2 (input)")[0]!)).toBe(
      "I\\;[\\mathrm{A}\\,\\mathrm{m}^{-2}]\\quad\\text{(input)}",
    );
  });

  test("a subscript that is a name of the model is set as that name is; a name is no unit", () => {
    const names = new Set(["m", "v", "theta_s", "mV"]);
    expect(latexOfName("alpha_m", new Set())).toBe("\\alpha_{\\mathrm{m}}");
    expect(latexOfName("alpha_m", names)).toBe("\\alpha_{m}");
    expect(latexOfName("delta_theta_s", names)).toBe("\\delta \\theta_{\\mathrm{s}}");
    expect(latexOfName("w_inf", names)).toBe("w_{\\infty}");
    expect(latexOfName("tau_s_rise", names)).toBe("\\tau_{\\mathrm{s},\\mathrm{rise}}");
    expect(latexOfExpression(parseExpression("2*mV"), names)).toBe("2\\,\\textit{mV}");
  });

  test("quantities have upright units, in every spelling", () => {
    expect(latexOfValue("120 mS/cm**2")).toBe("120\\,\\mathrm{mS}\\,\\mathrm{cm}^{-2}");
    expect(latexOfValue("120 mS/cm^2")).toBe("120\\,\\mathrm{mS}\\,\\mathrm{cm}^{-2}");
    expect(latexOfValue("0.009 1/ms")).toBe("0.009\\,\\mathrm{ms}^{-1}");
    expect(latexOfValue("-70 millivolt")).toBe("-70\\,\\mathrm{mV}");
    expect(latexOfValue("3 µA")).toBe("3\\,\\mathrm{\\mu A}");
    expect(latexOfValue(0.2)).toBe("0.2");
    expect(latexOfValue("E_L + 5*mV")).toBe("E_{\\mathrm{L}} + 5\\,\\mathrm{mV}");
  });

  test("a reset's compound assignments and a condition that holds spikes back are written out", () => {
    const { reset, refractory, threshold, initial } = latexOfModel({
      equations: "dv/dt = -v/tau : 1\nw : 1",
      parameters: { tau: "10 ms" },
      threshold: "v > 1",
      reset: "v = 0; w *= 1 + v",
      refractory: "v > 0.5",
      initial: { v: "w/2" },
    });
    expect(threshold).toBe("v > 1");
    expect(reset).toEqual(["v \\leftarrow 0", "w \\leftarrow w\\,\\left(1 + v\\right)"]);
    expect(refractory).toBe("v > 0.5");
    expect(initial).toEqual(["v(0) = \\frac{w}{2}"]);
  });
});

describe.each(models.map((model) => [model.name, model] as const))("%s", (_, { definition }) => {
  test("every line is mathematics that KaTeX sets without a warning", () => {
    const { equations, threshold, reset, refractory, initial } = latexOfModel(definition);
    const lines = [...equations, ...reset, ...initial, threshold ?? "", refractory ?? ""];
    const values = Object.values(definition.parameters ?? {}).map((value) => latexOfValue(value));
    for (const line of [...lines, ...values]) {
      expect(katex.renderToString(line, { strict: "error", throwOnError: true })).toContain("katex");
    }
  });
});

describe("printed LaTeX means what the expression means", () => {
  const span = { start: 0, end: 0 };
  const values = { v: 1.7, g_Na: 0.6, tau_m: 2.3, w: -0.8 };
  const operators = [
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "<",
    ">=",
    "==",
    "and",
    "or",
  ] as const satisfies BinaryOperator[];
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.constantFrom(...Object.keys(values)).map((name): Expression => ({ kind: "name", name, span })),
      fc.constantFrom(0.5, 1, 2, 3, 0.25).map((value): Expression => ({ kind: "number", value, span })),
      fc
        .tuple(fc.constantFrom(...operators), tie("tree"), tie("tree"))
        .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, span })),
      fc
        .tuple(fc.constantFrom("-" as const, "not" as const), tie("tree"))
        .map(([operator, operand]): Expression => ({ kind: "unary", operator, operand, span })),
      fc
        .tuple(fc.constantFrom("exp", "sin", "tanh", "expm1", "int", "floor"), tie("tree"))
        .map(([name, arg]): Expression => ({ kind: "call", name, args: [arg], span })),
    ),
  }));
  const symbols = new Map(Object.entries(values).map(([name, value]) => [latexOfName(name, new Set()), value]));

  test("whatever its operators", () => {
    fc.assert(
      fc.property(tree, (e) => {
        const [read, wanted] = [readLatex(latexOfExpression(e), symbols), evaluate(e, values)];
        if (Number.isFinite(wanted)) expect(Math.abs(read - wanted)).toBeLessThan(1e-9 * (1 + Math.abs(wanted)));
        else expect(Number.isFinite(read)).toBe(false);
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});
