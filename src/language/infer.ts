import { EquationError, type Span } from "../errors.ts";
import {
  type Dimension,
  dimensionless,
  divide,
  isDimensionless,
  multiply,
  nameOfDimension,
  power,
  sameDimension,
} from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Expression } from "./ast.ts";
import { type FunctionName, functionNames } from "./functions.ts";
import { isComparison } from "./operators.ts";
import { type Decimal, resolve, roundedOnce, type Scope, type Type, type Typed } from "./scope.ts";
import { signatureOf } from "./signatures.ts";

type Binary = Extract<Expression, { kind: "binary" }>;
type Call = Extract<Expression, { kind: "call" }>;

/**
 * Resolves the names of an expression, replaces units by their size in SI, and finds its dimension. Constants such as `0.3*ms`
 * become one correctly rounded number. Throws an EquationError where dimensions do not fit.
 */
export function infer(e: Expression, scope: Scope): Typed {
  switch (e.kind) {
    case "number":
      return {
        expression: e,
        type: e.value === 0 ? "any" : dimensionless,
        decimal: { mantissa: e.value, exponent: 0 },
      };
    case "name":
      return resolve(e.name, e.span, scope);
    case "unary": {
      const inner = infer(e.operand, scope);
      if (e.operator === "not") {
        requireCondition(inner, e.operand.span, "not", scope);
        return { expression: { ...e, operand: inner.expression }, type: "boolean" };
      }
      requireNumber(inner, e.operand.span, '"-"', scope);
      const decimal = inner.decimal && { mantissa: -inner.decimal.mantissa, exponent: inner.decimal.exponent };
      return (
        constant(decimal, inner.type, e.span) ?? { expression: { ...e, operand: inner.expression }, type: inner.type }
      );
    }
    case "binary":
      return inferBinary(e, scope);
    case "call":
      return inferCall(e, scope);
  }
}

/** `"volt"`, `"1"`, `"a condition"`. */
export function nameOfType(type: Type): string {
  return type === "boolean" ? "a condition" : type === "any" ? "1" : nameOfDimension(type);
}

/** Whether a type is of a dimension: the literal 0 is of any. */
export function fits(type: Type, dimension: Dimension): boolean {
  return type === "any" || (type !== "boolean" && sameDimension(type, dimension));
}

function inferBinary(e: Binary, scope: Scope): Typed {
  const left = infer(e.left, scope);
  const right = infer(e.right, scope);
  const { operator } = e;
  const made = (type: Type): Typed => ({ expression: { ...e, left: left.expression, right: right.expression }, type });
  if (operator === "and" || operator === "or") {
    requireCondition(left, e.left.span, operator, scope);
    requireCondition(right, e.right.span, operator, scope);
    return made("boolean");
  }
  const a = requireNumber(left, e.left.span, `"${operator}"`, scope);
  const b = requireNumber(right, e.right.span, `"${operator}"`, scope);
  switch (operator) {
    case "+":
    case "-":
    case "%":
      return made(common(a, b, e, "combine", scope));
    case "//":
      common(a, b, e, "combine", scope);
      return made(dimensionless);
    case "*":
    case "/": {
      const type = (operator === "*" ? multiply : divide)(plain(a), plain(b));
      return constant(productOf(left.decimal, right.decimal, operator), type, e.span) ?? made(type);
    }
    case "**":
      return inferPower(e, left, right, scope);
    default:
      if (isComparison(operator)) common(a, b, e, "compare", scope);
      return made("boolean");
  }
}

/** The dimension of both sides, which must agree. */
function common(a: Dimension | "any", b: Dimension | "any", e: Binary, verb: string, scope: Scope): Dimension | "any" {
  if (a === "any") return b;
  if (b === "any" || sameDimension(a, b)) return a;
  const [left, right] = [nameOfDimension(a), nameOfDimension(b)];
  const factor = isDimensionless(a) ? left : right;
  const wayOut =
    factor === "1"
      ? `give the number a unit, as in "2*${isDimensionless(a) ? right : left}", or divide the other side by one`
      : `both sides need the same unit: ${right} times ${nameOfDimension(divide(a, b))} is ${left}`;
  throw new EquationError(`cannot ${verb} ${left} with ${right} by "${e.operator}"`, scope.source, e.span, wayOut);
}

/** A dimension may only be raised to a number that is known now: what else would its unit be? */
function inferPower(e: Binary, base: Typed, exponent: Typed, scope: Scope): Typed {
  if (!fits(exponent.type, dimensionless)) {
    const problem = `an exponent has no unit, but this one is in ${nameOfType(exponent.type)}`;
    throw new EquationError(problem, scope.source, e.right.span, "divide it by a quantity of the same unit");
  }
  const made = (type: Type): Typed => ({
    expression: { ...e, left: base.expression, right: exponent.expression },
    type,
  });
  const dimension = base.type === "any" || base.type === "boolean" ? dimensionless : base.type;
  const value = exponent.decimal && roundedOnce(exponent.decimal);
  if (value === undefined) {
    if (isDimensionless(dimension)) return made(dimensionless);
    const problem = `${nameOfDimension(dimension)} can only be raised to a power that is a number`;
    throw new EquationError(
      problem,
      scope.source,
      e.span,
      "write the exponent as a number, or divide the base by its unit",
    );
  }
  const type = power(dimension, value);
  if (!type.every((k) => Math.abs(k) < 1e6)) {
    throw new EquationError(
      `the exponent ${value} is too large for a unit`,
      scope.source,
      e.right.span,
      "divide the base by its unit",
    );
  }
  const exact = base.decimal?.mantissa === 1 && Number.isInteger(value) && Math.abs(value) < 100;
  const decimal = exact ? { mantissa: 1, exponent: base.decimal!.exponent * value } : undefined;
  return constant(decimal, type, e.span) ?? made(type);
}

function inferCall(e: Call, scope: Scope): Typed {
  const signature = signatureOf(e.name);
  if (!signature) {
    const known = functionNames.filter((name) => !readsTable(name) || scope.tables.size > 0);
    const variable = scope.variables.has(e.name) ? `"${e.name}" is a variable: write "${e.name}*(...)"` : undefined;
    const wayOut = variable ?? didYouMean(e.name, known, `the functions are ${known.join(", ")}`);
    throw new EquationError(`unknown function "${e.name}"`, scope.source, e.span, wayOut);
  }
  if (e.args.length !== signature.args) {
    const wanted = `${signature.args} argument${signature.args === 1 ? "" : "s"}`;
    const example = `write "${e.name}(${["x", "low", "high"].slice(0, signature.args).join(", ")})"`;
    throw new EquationError(`${e.name} takes ${wanted}, not ${e.args.length}`, scope.source, e.span, example);
  }
  if (readsTable(e.name)) return inferReading(e, scope);
  if (signature.rule === "draw" && !scope.random) {
    const wayOut = `noise is written "xi"; ${e.name}() may stand in threshold, reset, refractory and initial values`;
    throw new EquationError(`${e.name}() cannot stand here`, scope.source, e.span, wayOut);
  }
  const args = e.args.map((arg) => infer(arg, scope));
  const type = typeOfCall(e, args, scope);
  return { expression: { ...e, name: e.name as FunctionName, args: args.map((arg) => arg.expression) }, type };
}

function typeOfCall(e: Call, args: readonly Typed[], scope: Scope): Type {
  const first = args[0];
  switch (signatureOf(e.name)!.rule) {
    case "truth":
      if (first!.type !== "boolean") requirePlain(first!, e, 0, scope);
      return dimensionless;
    case "plain":
      requirePlain(first!, e, 0, scope);
      return dimensionless;
    case "root":
      return power(plain(requireNumber(first!, e.args[0]!.span, e.name, scope)), 0.5);
    case "sign":
      requireNumber(first!, e.args[0]!.span, e.name, scope);
      return dimensionless;
    case "keep": {
      const types = args.map((arg, k) => requireNumber(arg, e.args[k]!.span, e.name, scope));
      const dimension = types.find((type) => type !== "any") ?? "any";
      for (const [k, type] of types.entries()) {
        if (dimension === "any" || fits(type, dimension)) continue;
        const problem = `the arguments of ${e.name} need one unit, but one is in ${nameOfType(dimension)} and one in ${nameOfType(type)}`;
        throw new EquationError(problem, scope.source, e.args[k]!.span, `give it in ${nameOfType(dimension)}`);
      }
      return dimension;
    }
    case "draw":
      e.args.forEach((_, k) => {
        requirePlain(args[k]!, e, k, scope);
      });
      return dimensionless;
    case "table":
    case "search":
      return dimensionless;
  }
}

function readsTable(name: string): boolean {
  const rule = signatureOf(name)?.rule;
  return rule === "table" || rule === "search";
}

function inferReading(e: Call, scope: Scope): Typed {
  const [written, argument] = e.args as [Expression, Expression];
  const table = written.kind === "name" ? scope.tables.get(written.name) : undefined;
  if (!table) {
    throw new EquationError(
      `${e.name} reads a table of the stimulus`,
      scope.source,
      written.span,
      `the tables are: ${[...scope.tables.keys()].join(", ") || "none"}`,
    );
  }
  const place = infer(argument, scope);
  const name: Expression = { kind: "name", name: table.name, span: written.span };
  const expression: Expression = { ...e, args: [name, place.expression] };
  if (signatureOf(e.name)!.rule === "table") {
    requirePlain(place, e, 1, scope);
    return { expression, type: table.dimension };
  }
  if (fits(place.type, table.dimension)) return { expression, type: dimensionless };
  const wanted = nameOfDimension(table.dimension);
  const problem = `the table is in ${wanted}, but what is looked for is in ${nameOfType(place.type)}`;
  throw new EquationError(problem, scope.source, argument.span, `give it in ${wanted}`);
}

/** The literal 0 without company has no dimension. */
function plain(type: Dimension | "any"): Dimension {
  return type === "any" ? dimensionless : type;
}

function requirePlain(arg: Typed, e: Call, position: number, scope: Scope): void {
  const { span } = e.args[position]!;
  const type = requireNumber(arg, span, e.name, scope);
  if (fits(type, dimensionless)) return;
  const problem = `${e.name} takes a number without unit, but its argument is in ${nameOfType(type)}`;
  throw new EquationError(problem, scope.source, span, `divide it by a quantity in ${nameOfType(type)}`);
}

function requireNumber(typed: Typed, span: Span, where: string, scope: Scope): Dimension | "any" {
  if (typed.type !== "boolean") return typed.type;
  throw new EquationError(
    `a condition is not a number, but ${where} needs one`,
    scope.source,
    span,
    "write int(...) around the condition: 1 or 0",
  );
}

function requireCondition(typed: Typed, span: Span, operator: string, scope: Scope): void {
  if (typed.type === "boolean") return;
  const problem = `"${operator}" needs a condition, but this is in ${nameOfType(typed.type)}`;
  throw new EquationError(problem, scope.source, span, 'compare it with something, as in "x > 0"');
}

/** a·b or a/b in decimals, where that is a finite number. */
function productOf(a: Decimal | undefined, b: Decimal | undefined, operator: "*" | "/"): Decimal | undefined {
  if (!a || !b) return undefined;
  return operator === "*"
    ? { mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent }
    : { mantissa: a.mantissa / b.mantissa, exponent: a.exponent - b.exponent };
}

function constant(decimal: Decimal | undefined, type: Type, span: Span): Typed | undefined {
  if (!decimal || !Number.isFinite(decimal.mantissa)) return undefined;
  const value = roundedOnce(decimal);
  return Number.isFinite(value) ? { expression: { kind: "number", value, span }, type, decimal } : undefined;
}
