import { EquationError } from "../errors.ts";
import { dimensionless, dimensions, nameOfDimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Assignment, Expression } from "./ast.ts";
import { add, dependsOn, div, mul, name, sub } from "./calculus.ts";
import type { Declaration } from "./declare.ts";
import { drawsIn } from "./draws.ts";
import { inferValue } from "./given.ts";
import { fits, infer, nameOfType } from "./infer.ts";
import type { Refractory } from "./model.ts";
import { parseExpression } from "./parse.ts";
import type { Scope } from "./scope.ts";

/** The condition of a spike. */
export function checkThreshold(scope: Scope): Expression {
  const written = parseExpression(scope.source);
  const { expression, type } = infer(written, scope);
  if (type === "boolean") return expression;
  const problem = `the threshold must be a condition, but this is in ${nameOfType(type)}`;
  throw new EquationError(problem, scope.source, written.span, 'compare it, as in "v > v_th"');
}

/** The assignments of the reset, compound operators written out. */
export function checkReset(
  assignments: readonly Assignment[],
  declared: ReadonlyMap<string, Declaration>,
  scope: Scope,
): { target: string; value: Expression }[] {
  return assignments.map((assignment) => {
    const { target, operator } = assignment;
    const own = declared.get(target);
    if (own?.kind !== "state") return refuseTarget(assignment, own, declared, scope);
    const { expression, type } = infer(assignment.value, scope);
    const wanted = operator === "*=" || operator === "/=" ? dimensionless : own.dimension;
    if (!fits(type, wanted)) {
      const dimension = nameOfDimension(own.dimension);
      const problem =
        wanted === dimensionless
          ? `"${operator}" takes a number without unit, but this is in ${nameOfType(type)}`
          : `"${target}" is in ${dimension}, but "${operator}" gives it ${type === "boolean" ? "" : "a value in "}${nameOfType(type)}`;
      const wayOut =
        type === "boolean"
          ? "write int(...) around the condition: 1 or 0"
          : `give a value in ${nameOfDimension(wanted)}`;
      throw new EquationError(problem, scope.source, assignment.span, wayOut);
    }
    return { target, value: updated[operator](name(target), expression) };
  });
}

const updated: Readonly<Record<Assignment["operator"], (old: Expression, value: Expression) => Expression>> = {
  "=": (_, value) => value,
  "+=": add,
  "-=": sub,
  "*=": mul,
  "/=": div,
};

function refuseTarget(
  { target, span }: Assignment,
  own: Declaration | undefined,
  declared: ReadonlyMap<string, Declaration>,
  scope: Scope,
): never {
  const states = [...declared.values()].filter((d) => d.kind === "state" && d.name !== target).map((d) => d.name);
  const place = { start: span.start, end: span.start + target.length };
  const fail = (problem: string, wayOut: string): never => {
    throw new EquationError(problem, scope.source, place, wayOut);
  };
  if (own)
    return fail(
      `the reset cannot assign "${target}": it is ${own.kind === "input" ? "an input" : "given by its equation"}`,
      `assign a state: ${states.join(", ") || `"d${target}/dt = ..."`}`,
    );
  const variable = scope.variables.get(target);
  const declaration = `${target} : ${variable ? nameOfDimension(variable.dimension) : "volt"}`;
  if (variable)
    return fail(
      `the reset cannot assign "${target}": the equations do not declare it`,
      `write "${declaration}" among the equations`,
    );
  return fail(
    `the reset assigns an unknown name "${target}"`,
    didYouMean(target, states, `write "${declaration}" among the equations`),
  );
}

/**
 * Refractoriness: none, a time (`"2 ms"`, `"t_ref"`), or a condition that holds spikes back while it is true. A time is the
 * same after every spike of a neuron, so it is made of parameters.
 */
export function checkRefractory(
  text: string | number,
  scope: Scope,
  states: readonly Declaration[],
  writeOut: (e: Expression, source: string) => Expression,
): Refractory {
  const typed = inferValue(text, scope);
  const { type } = typed;
  const expression = writeOut(typed.expression, scope.source);
  const span = { start: 0, end: scope.source.length };
  if (type === "boolean") return { kind: "condition", holds: expression };
  if (!fits(type, dimensions.second)) {
    const problem = `refractory must be a time or a condition, but this is in ${nameOfType(type)}`;
    throw new EquationError(problem, scope.source, span, 'write "2 ms", or a condition such as "v > -40*mV"');
  }
  const changing = [...states.map((own) => own.name), "t"].find((own) => dependsOn(expression, new Set([own])));
  const [draw] = drawsIn([expression]);
  if (draw)
    throw new EquationError(
      `a refractory time is fixed, but this one draws ${draw.name}()`,
      scope.source,
      span,
      'make it of parameters; or let the reset draw a time for a condition: "t < t_ready", with "t_ready = t + ..."',
    );
  if (changing !== undefined)
    throw new EquationError(
      `a refractory time is fixed, but this one changes with "${changing}"`,
      scope.source,
      span,
      'make it of parameters; or give a condition, such as "v > -40*mV"',
    );
  if (expression.kind !== "number") return { kind: "period", length: expression };
  if (expression.value < 0)
    throw new EquationError("a refractory time is not negative", scope.source, span, 'write "0 ms" for none');
  return expression.value === 0 ? { kind: "none" } : { kind: "period", length: expression };
}
