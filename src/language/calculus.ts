import type { BinaryOperator, Expression } from "./ast.ts";
import type { FunctionName } from "./functions.ts";
import type { Comparison } from "./operators.ts";

/** Made expressions have no place in a source text. */
const span = { start: 0, end: 0 };

/** A literal. */
export function number(value: number): Expression {
  return { kind: "number", value, span };
}

/** A variable, parameter or bound name. */
export function name(text: string): Expression {
  return { kind: "name", name: text, span };
}

/** Whether an expression is the literal `value`. */
export function isNumber(e: Expression, value: number): boolean {
  return e.kind === "number" && e.value === value;
}

/** a + b; literals are added, + 0 is left out, and a + -b is a - b. */
export function add(a: Expression, b: Expression): Expression {
  if (a.kind === "number" && b.kind === "number") return number(a.value + b.value);
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  return isNegation(b) ? sub(a, b.operand) : binary("+", a, b);
}

/** a - b; literals are subtracted, - 0 is left out, and a - -b is a + b. */
export function sub(a: Expression, b: Expression): Expression {
  if (a.kind === "number" && b.kind === "number") return number(a.value - b.value);
  if (isNumber(a, 0)) return neg(b);
  if (isNumber(b, 0)) return a;
  return isNegation(b) ? add(a, b.operand) : binary("-", a, b);
}

/** a * b; literals are multiplied, * 1 is left out, and 0 * x is 0. */
export function mul(a: Expression, b: Expression): Expression {
  if (a.kind === "number" && b.kind === "number") return number(a.value * b.value);
  if (isNumber(a, 0) || isNumber(b, 0)) return number(0);
  if (isNumber(a, 1)) return b;
  return isNumber(b, 1) ? a : binary("*", a, b);
}

/** a / b; literals are divided, / 1 is left out, and 0 / x is 0. */
export function div(a: Expression, b: Expression): Expression {
  if (a.kind === "number" && b.kind === "number") return number(a.value / b.value);
  if (isNumber(b, 1)) return a;
  return isNumber(a, 0) ? a : binary("/", a, b);
}

/** -a; -(-a) is a. */
export function neg(a: Expression): Expression {
  if (a.kind === "number") return number(0 - a.value);
  return isNegation(a) ? a.operand : { kind: "unary", operator: "-", operand: a, span };
}

function isNegation(e: Expression): e is Extract<Expression, { kind: "unary" }> {
  return e.kind === "unary" && e.operator === "-";
}

/** a ** b; a ** 1 is a, a ** 0 is 1. */
export function power(a: Expression, b: Expression): Expression {
  if (isNumber(b, 0)) return number(1);
  return isNumber(b, 1) ? a : binary("**", a, b);
}

/** A function of the language applied to arguments. */
export function call(name: FunctionName, ...args: readonly Expression[]): Expression {
  return { kind: "call", name, args, span };
}

/** A condition, such as a < b. */
export function compare(operator: Comparison, a: Expression, b: Expression): Expression {
  return binary(operator, a, b);
}

/** The terms, added from the left; the number 0 where there are none. */
export function sum(terms: readonly Expression[]): Expression {
  return terms.reduce(add, number(0));
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, span };
}

/** The expressions directly inside one. */
export function operands(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "number":
    case "name":
      return [];
    case "unary":
      return [e.operand];
    case "binary":
      return [e.left, e.right];
    case "call":
      return e.args;
  }
}

/** `visit`, computed once for each node of a graph. */
export function onceEach<T>(visit: (e: Expression) => T): (e: Expression) => T {
  const known = new Map<Expression, T>();
  return (e) => {
    if (known.has(e)) return known.get(e) as T;
    const result = visit(e);
    known.set(e, result);
    return result;
  };
}

/** Every name in an expression, names of tables included. */
export function namesIn(e: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = onceEach((node): void => {
    if (node.kind === "name") names.add(node.name);
    operands(node).forEach(visit);
  });
  visit(e);
  return names;
}

/** Whether an expression contains one of the names. */
export function dependsOn(e: Expression, names: ReadonlySet<string>): boolean {
  return dependence(names)(e);
}

/** `dependsOn` for many expressions that share nodes: each node is looked at once. */
export function dependence(names: ReadonlySet<string>): (e: Expression) => boolean {
  const visit: (e: Expression) => boolean = onceEach((node) =>
    node.kind === "name" ? names.has(node.name) : operands(node).some(visit),
  );
  return visit;
}

/**
 * The expression with names replaced, all at once; arithmetic on literals that arises is done. Parts without any of the
 * names are kept as they are, with their spans.
 */
export function substitute(e: Expression, bindings: ReadonlyMap<string, Expression>): Expression {
  return substitution(bindings)(e);
}

/** `substitute` for many expressions that share nodes: what they share stays shared. */
export function substitution(bindings: ReadonlyMap<string, Expression>): (e: Expression) => Expression {
  const visit: (e: Expression) => Expression = onceEach((node) => {
    if (node.kind === "name") return bindings.get(node.name) ?? node;
    const before = operands(node);
    const after = before.map(visit);
    return after.every((operand, k) => operand === before[k]) ? node : { ...rebuild(node, after), span: node.span };
  });
  return visit;
}

/** The node with other operands. */
function rebuild(node: Expression, operands: readonly Expression[]): Expression {
  const [a, b] = operands as [Expression, Expression];
  switch (node.kind) {
    case "number":
    case "name":
      return node;
    case "unary":
      return node.operator === "-" ? neg(a) : { ...node, operand: a };
    case "binary":
      switch (node.operator) {
        case "+":
          return add(a, b);
        case "-":
          return sub(a, b);
        case "*":
          return mul(a, b);
        case "/":
          return div(a, b);
        default:
          return { ...node, left: a, right: b };
      }
    case "call":
      return { ...node, args: operands };
  }
}
