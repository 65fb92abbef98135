import { EquationError, type Span } from "../errors.ts";
import type { Expression } from "./ast.ts";
import { namesIn, onceEach, operands, substitution } from "./calculus.ts";
import type { Declaration } from "./declare.ts";
import { fits, infer, nameOfType } from "./infer.ts";
import { inOrder } from "./order.ts";
import type { Scope, Type } from "./scope.ts";

/** Operators inside each other, all subexpressions written out: later passes recurse that deep. */
const deepest = 1000;

/** Subexpressions and inputs, ready to be written out. */
export interface Formulas {
  /** Each of them in states, parameters, `t`, `dt`, `i`, noise and tables only; those it needs come before it. */
  readonly values: ReadonlyMap<string, Expression>;
  /** An expression with all of them replaced by what they stand for. Nodes are shared, so this takes linear time. */
  readonly writeOut: (e: Expression, source: string) => Expression;
}

/** `values` are resolved, in names of each other. Throws an EquationError where they need each other in a circle. */
export function formulasOf(
  values: ReadonlyMap<string, Expression>,
  declared: ReadonlyMap<string, Declaration>,
  source: string,
): Formulas {
  const ordered = inOrder(new Map([...values].map(([name, value]) => [name, namesIn(value)] as const)));
  if ("cycle" in ordered) {
    const { span } = declared.get(ordered.cycle[0]!)!;
    const circle = [...ordered.cycle, ordered.cycle[0]].join(" needs ");
    throw new EquationError(
      `subexpressions need each other: ${circle}`,
      source,
      span,
      'make one of them a state, "dx/dt = ..."',
    );
  }
  const written = new Map<string, Expression>();
  const replace = substitution(written);
  const limit = depthLimit();
  const writeOut = (e: Expression, source: string): Expression => limit(replace(e), source, e.span);
  for (const name of ordered.order) written.set(name, writeOut(values.get(name)!, source));
  return { values: written, writeOut };
}

/** Passes expressions on that later passes can recurse into; each node is looked at once. */
export function depthLimit(): (e: Expression, source: string, span: Span) => Expression {
  const depth: (e: Expression) => number = onceEach(
    (node) => 1 + operands(node).reduce((most, operand) => Math.max(most, depth(operand)), 0),
  );
  return (e, source, span) => {
    if (depth(e) <= deepest) return e;
    const wayOut = `at most ${deepest} operators inside each other, all written out`;
    throw new EquationError("expressions that name each other are nested too deeply", source, span, wayOut);
  };
}

/** The resolved right side of a declaration, whose dimension must be `wanted`. `left` names it in errors: `dv/dt`. */
export function inferDeclared(
  own: Declaration,
  wanted: Declaration["dimension"],
  left: string,
  scope: Scope,
): Expression {
  const value = own.value!;
  const typed = infer(value, scope);
  if (fits(typed.type, wanted)) return typed.expression;
  const problem = `${left} must be in ${nameOfType(wanted)}, but the right side is in ${nameOfType(typed.type)}`;
  throw new EquationError(problem, scope.source, value.span, wayOut(own, typed.type));
}

function wayOut(own: Declaration, type: Type): string {
  if (type === "boolean") return "write int(...) around the condition: 1 or 0";
  if (own.kind === "subexpression") return "change the unit behind the colon, or the right side";
  if (fits(type, own.dimension)) return "divide by a time constant";
  return `the unit behind the colon is that of ${own.name}, not of its derivative`;
}
