import type { Assignment, BinaryOperator, Equation, Expression } from "./ast.ts";
import { isNumber } from "./calculus.ts";
import type { ModelDefinition } from "./definition.ts";
import type { FunctionName } from "./functions.ts";
import { latexOfName, latexOfUnits } from "./latex-names.ts";
import { type Comparison, isComparison, precedence, unaryPrecedence } from "./operators.ts";
import { parseEquations, parseExpression, parseReset } from "./parse.ts";

/** What a text means, in LaTeX's mathematics: for KaTeX, MathJax, or a paper. Each line stands for itself. */
export interface ModelLatex {
  /** Differential equations and shorthands, in the order of the text. */
  readonly equations: readonly string[];
  readonly threshold: string | undefined;
  /** Assignments: `v \leftarrow v_{\mathrm{reset}}`. */
  readonly reset: readonly string[];
  readonly refractory: string | undefined;
  /** `v(0) = E_{\mathrm{L}}` */
  readonly initial: readonly string[];
}

/**
 * A model's equations, threshold, reset, refractoriness and initial values in LaTeX.
 *
 * @throws EquationError for a text that cannot be parsed
 */
export function latexOfModel(definition: ModelDefinition): ModelLatex {
  const { equations, parameters = {}, threshold, reset, refractory, initial = {} } = definition;
  const lines = parseEquations(equations);
  const names = new Set([...lines.map(({ name }) => name), ...Object.keys(parameters)]);
  return {
    equations: lines.filter(({ kind }) => kind !== "parameter").map((line) => latexOfEquation(line, names)),
    threshold: threshold === undefined ? undefined : latexOfExpression(parseExpression(threshold), names),
    reset: reset ? parseReset(reset).map((assignment) => latexOfAssignment(assignment, names)) : [],
    refractory: refractory === undefined ? undefined : latexOfValue(refractory, names),
    initial: Object.entries(initial).map(
      ([name, value]) => `${latexOfName(name, names)}(0) = ${latexOfValue(value, names)}`,
    ),
  };
}

/**
 * One line of equations: `\frac{\mathrm{d}v}{\mathrm{d}t} = …`, a shorthand `x = …`, or of a parameter its name and unit,
 * `I \;[\mathrm{A}]`. `names` are those of the model: they are no units, and may stand in subscripts.
 */
export function latexOfEquation(equation: Equation, names: ReadonlySet<string> = new Set()): string {
  const symbol = latexOfName(equation.name, names);
  const flags = equation.flags.map(({ name }) => name).join(", ");
  const behind = flags === "" ? "" : `\\quad\\text{(${flags})}`;
  switch (equation.kind) {
    case "differential":
      return `\\frac{\\mathrm{d}${symbol}}{\\mathrm{d}t} = ${latexOfExpression(equation.value, names)}${behind}`;
    case "subexpression":
      return `${symbol} = ${latexOfExpression(equation.value, names)}${behind}`;
    case "parameter": {
      const unit = latexOfUnits(equation.unit, new Set(), "equations");
      return `${symbol}${unit ? `\\;[${unit}]` : ""}${behind}`;
    }
  }
}

/** An assignment of a reset: `w \leftarrow w + b` of `w += b`. */
export function latexOfAssignment(
  { target, operator, value, span }: Assignment,
  names: ReadonlySet<string> = new Set(),
): string {
  const own: Expression = { kind: "name", name: target, span };
  const compound = operator === "=" ? undefined : (operator[0] as BinaryOperator);
  const whole: Expression = compound ? { kind: "binary", operator: compound, left: own, right: value, span } : value;
  return `${latexOfName(target, names)} \\leftarrow ${latexOfExpression(whole, names)}`;
}

/** A quantity, `"120 mS/cm**2"`, or an expression: values of parameters, initial values, refractory times. */
export function latexOfValue(value: string | number, names: ReadonlySet<string> = new Set()): string {
  const quantity = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*([A-Za-z1\u0080-\uffff].*)?$/.exec(`${value}`);
  if (!quantity) return latexOfExpression(parseExpression(`${value}`), names);
  const unit = quantity[2] && latexOfUnits(parseExpression(plain(quantity[2])), new Set(), "quantity");
  return numberText(Number(quantity[1])) + (unit ? `\\,${unit}` : "");
}

/** A unit in the letters of the language: `uF/cm**2` of `µF/cm^2`. */
function plain(unit: string): string {
  return unit
    .replaceAll("^", "**")
    .replace(/[\u00b5\u03bc]/g, "u")
    .replace(/[\u03a9\u2126]/g, "Ohm");
}

/** A piece of LaTeX, and how strongly it binds: as the operators of the language do, with three steps between. */
interface Piece {
  readonly text: string;
  readonly strength: number;
}

/** a mod b: beside any other operator it is bracketed. */
const remainder = 4.5;
const sum = precedence["+"];
const product = precedence["*"];
/** Fractions, powers, roots, functions: factors, but no bases of a power. */
const factor = precedence["**"];
const atom = factor + 1;

/**
 * An expression in LaTeX: quotients as fractions, `**` as powers, `exp(x)` as `\exp\left(x\right)`, a condition as a number
 * in Iverson's brackets. Division by a unit is a negative power of it. Of an expression with more than `most` nodes the rest is
 * printed as dots: the text of a graph can be far larger than the graph.
 */
export function latexOfExpression(e: Expression, names: ReadonlySet<string> = new Set(), most = 10_000): string {
  let left = most;

  function print(e: Expression): Piece {
    if (left-- <= 0) return { text: "\\dots", strength: atom };
    const { negative, magnitude } = signed(e);
    if (negative) return { text: `-${bracketed(magnitude, product)}`, strength: sum };
    switch (e.kind) {
      case "number":
        return { text: numberText(e.value), strength: /e/.test(`${e.value}`) ? product : atom };
      case "name": {
        const unit = latexOfUnits(e, names, "equations");
        const text = unit ?? latexOfName(e.name, names);
        return { text, strength: /\^| (?!.*})/.test(text) ? factor : atom };
      }
      case "unary":
        return { text: `\\lnot ${bracketed(e.operand, atom)}`, strength: unaryPrecedence.not };
      case "binary":
        return binary(e);
      case "call":
        return call(e);
    }
  }

  function binary({ operator, left, right }: Extract<Expression, { kind: "binary" }>): Piece {
    const own = precedence[operator];
    const between = (sign: string, leastLeft: number, leastRight: number, strength = own): Piece => ({
      text: `${bracketed(left, leastLeft)} ${sign} ${bracketed(right, leastRight)}`,
      strength,
    });
    switch (operator) {
      case "+":
      case "-":
        return between(operator, own, own + 1);
      case "*":
        return { text: juxtaposed(bracketed(left, own), bracketed(right, own + 1)), strength: own };
      case "/":
        return quotient(left, right);
      case "**":
        if (isNumber(right, 0.5)) return { text: `\\sqrt{${print(left).text}}`, strength: factor };
        return { text: `${bracketed(left, atom)}^{${print(right).text}}`, strength: factor };
      case "//":
        return { text: `\\left\\lfloor ${quotient(left, right).text}\\right\\rfloor`, strength: atom };
      case "%":
        return between("\\bmod", product + 1, product + 1, remainder);
      case "and":
      case "or":
        return between(`\\;\\text{${operator}}\\;`, own, own + 1);
      default:
        return between(comparisons[operator], remainder, remainder);
    }
  }

  /** a/b/c is one fraction; by a unit, a factor. */
  function quotient(left: Expression, right: Expression): Piece {
    const unit = latexOfUnits(right, names, "equations", -1);
    if (unit) return { text: juxtaposed(bracketed(left, product), unit), strength: product };
    if (left.kind === "binary" && left.operator === "/" && !latexOfUnits(left.right, names, "equations")) {
      return quotient(left.left, { kind: "binary", operator: "*", left: left.right, right, span: right.span });
    }
    return { text: `\\frac{${print(left).text}}{${print(right).text}}`, strength: factor };
  }

  function call({ name, args }: Extract<Expression, { kind: "call" }>): Piece {
    const texts = args.map((arg) => print(arg).text);
    const [first] = args;
    if (name === "int" && first && isCondition(first)) return { text: `\\left[${texts[0]}\\right]`, strength: atom };
    const form = Object.hasOwn(functions, name) ? functions[name as FunctionName] : named(name);
    return typeof form === "string" ? applied(form, texts) : form(texts);
  }

  function bracketed(e: Expression, least: number): string {
    const { text, strength } = print(e);
    return strength < least ? `\\left(${text}\\right)` : text;
  }

  return print(e).text;
}

const comparisons: Readonly<Record<Comparison, string>> = {
  "<": "<",
  "<=": "\\le",
  ">": ">",
  ">=": "\\ge",
  "==": "=",
  "!=": "\\ne",
};

/** A minus that stands before a product as it stands before its first factor: (-a)*b/c is -(a b/c). */
function signed(e: Expression): { readonly negative: boolean; readonly magnitude: Expression } {
  if (e.kind === "number" && (e.value < 0 || Object.is(e.value, -0)))
    return { negative: true, magnitude: { ...e, value: -e.value } };
  if (e.kind === "unary" && e.operator === "-") return { negative: true, magnitude: e.operand };
  if (e.kind === "binary" && (e.operator === "*" || e.operator === "/")) {
    const { negative, magnitude } = signed(e.left);
    if (negative) return { negative, magnitude: { ...e, left: magnitude } };
  }
  return { negative: false, magnitude: e };
}

/** Two factors side by side, with a sign where digits would run together: 2·3, 2·½. */
function juxtaposed(left: string, right: string): string {
  const clash = /^[\d.]/.test(right) || (/\d$/.test(left) && right.startsWith("\\frac"));
  return `${left}${clash ? " \\times " : "\\,"}${right}`;
}

function isCondition(e: Expression): boolean {
  if (e.kind === "unary") return e.operator === "not";
  return e.kind === "binary" && (isComparison(e.operator) || e.operator === "and" || e.operator === "or");
}

/** `1.5 \times 10^{-9}` of 1.5e-9. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "\\mathrm{NaN}" : value < 0 ? "-\\infty" : "\\infty";
  const [digits, exponent] = `${value}`.split("e");
  if (exponent === undefined) return digits!;
  return `${digits === "1" ? "" : `${digits} \\times `}10^{${Number(exponent)}}`;
}

type Form = string | ((args: readonly string[]) => Piece);

const named = (name: string): string => `\\operatorname{${name.replaceAll("_", "\\_")}}`;
const around =
  (open: string, close: string): Form =>
  ([x]) => ({
    text: `\\left${open} ${x}\\right${close}`,
    strength: atom,
  });

/** The sign of each function, or how it is written. */
const functions: Readonly<Record<FunctionName, Form>> = {
  exp: "\\exp",
  expm1: named("expm1"),
  exprel: named("exprel"),
  log: "\\ln",
  log1p: named("log1p"),
  log10: "\\log_{10}",
  sqrt: ([x]) => ({ text: `\\sqrt{${x}}`, strength: factor }),
  abs: around("|", "|"),
  sin: "\\sin",
  cos: "\\cos",
  tan: "\\tan",
  sinh: "\\sinh",
  cosh: "\\cosh",
  tanh: "\\tanh",
  clip: named("clip"),
  min: "\\min",
  max: "\\max",
  floor: around("\\lfloor", "\\rfloor"),
  ceil: around("\\lceil", "\\rceil"),
  sign: named("sgn"),
  int: named("int"),
  rand: named("rand"),
  randn: named("randn"),
  poisson: named("poisson"),
  sample: named("sample"),
  passed: named("passed"),
};

function applied(sign: string, args: readonly string[]): Piece {
  return { text: `${sign}\\left(${args.join(", ")}\\right)`, strength: factor };
}
