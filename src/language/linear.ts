import type { Expression } from "./ast.ts";
import { add, dependence, div, isNumber, mul, neg, number, onceEach, sub } from "./calculus.ts";

/** Σ coefficients[name]·name + rest; neither the coefficients nor the rest contain the names. */
export interface LinearForm {
  /** Only names that occur; no coefficient is the number 0. */
  readonly coefficients: ReadonlyMap<string, Expression>;
  readonly rest: Expression;
}

/**
 * An expression as a linear form in some names, judged by its structure: sums, differences, products with and quotients by
 * what is independent of the names, powers 0 and 1. Undefined where it is not of this form, as `x*x/x` or `clip(x, 0, 1)`.
 */
export function linearIn(e: Expression, names: ReadonlySet<string>): LinearForm | undefined {
  const result = linearForms(names)(e);
  return "kind" in result ? undefined : result;
}

/** The largest part of an expression that keeps it from being linear in the names; undefined where it is linear. */
export function nonlinearPart(e: Expression, names: ReadonlySet<string>): Expression | undefined {
  const result = linearForms(names)(e);
  return "kind" in result ? result : undefined;
}

/** The linear form of an expression, or the part of it that is not linear. */
function linearForms(names: ReadonlySet<string>): (e: Expression) => LinearForm | Expression {
  const depends = dependence(names);
  const visit: (e: Expression) => LinearForm | Expression = onceEach((node) => {
    if (!depends(node)) return { coefficients: new Map<string, Expression>(), rest: node };
    if (node.kind === "name") return { coefficients: new Map([[node.name, number(1)]]), rest: number(0) };
    if (node.kind === "unary" && node.operator === "-") return map(visit(node.operand), neg);
    if (node.kind !== "binary") return node;
    const { left, right } = node;
    switch (node.operator) {
      case "+":
        return join(visit(left), visit(right), add);
      case "-":
        return join(visit(left), visit(right), sub);
      case "*": {
        const factor = constant(visit(left));
        if (factor) return map(visit(right), (e) => mul(factor, e));
        const other = constant(visit(right));
        return other ? map(visit(left), (e) => mul(e, other)) : node;
      }
      case "/": {
        const divisor = constant(visit(right));
        return divisor ? map(visit(left), (e) => div(e, divisor)) : node;
      }
      case "**":
        if (isNumber(right, 0)) return { coefficients: new Map<string, Expression>(), rest: number(1) };
        return isNumber(right, 1) ? visit(left) : node;
      default:
        return node;
    }
  });
  return visit;
}

/** What a form comes to where it holds none of the names. */
function constant(form: LinearForm | Expression): Expression | undefined {
  return "kind" in form || form.coefficients.size > 0 ? undefined : form.rest;
}

function map(form: LinearForm | Expression, f: (e: Expression) => Expression): LinearForm | Expression {
  if ("kind" in form) return form;
  const coefficients = new Map([...form.coefficients].map(([name, e]) => [name, f(e)] as const));
  return { coefficients, rest: f(form.rest) };
}

function join(
  a: LinearForm | Expression,
  b: LinearForm | Expression,
  f: (a: Expression, b: Expression) => Expression,
): LinearForm | Expression {
  if ("kind" in a) return a;
  if ("kind" in b) return b;
  const coefficients = new Map<string, Expression>();
  for (const name of new Set([...a.coefficients.keys(), ...b.coefficients.keys()])) {
    const joined = f(a.coefficients.get(name) ?? number(0), b.coefficients.get(name) ?? number(0));
    if (!isNumber(joined, 0)) coefficients.set(name, joined);
  }
  return { coefficients, rest: f(a.rest, b.rest) };
}
