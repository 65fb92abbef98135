import type { Expression } from "../language/ast.ts";
import { dependence, div, namesIn, neg, onceEach, operands, substitution } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import { linearIn } from "../language/linear.ts";
import { isComparison } from "../language/operators.ts";

/** f(x) = 0 with as many variables as possible expressed by the others. */
export interface Elimination {
  /** Each in names of those behind it and of `left`; x = -rest/coefficient. */
  readonly solved: readonly { readonly name: string; readonly value: Expression; readonly coefficient: Expression }[];
  /** Variables that remain, and as many equations in them alone. */
  readonly left: readonly string[];
  readonly equations: readonly Expression[];
}

/**
 * Solves equations that are linear in a variable for it, one after another: gates and adaptation variables are, so a fixed
 * point of most neuron models comes down to one equation in the membrane potential. A coefficient of 0 would lose or make
 * solutions; whoever uses this must see that none vanishes.
 */
export function eliminate(names: readonly string[], derivatives: readonly Expression[]): Elimination {
  const solved: { name: string; value: Expression; coefficient: Expression }[] = [];
  let left = [...names];
  let equations = derivatives.map((value, index) => ({ value, own: names[index]! }));
  while (left.length > 1) {
    const next = choose(left, equations);
    if (!next) break;
    const { name, equation, coefficient, rest } = next;
    const value = neg(div(rest, coefficient));
    const replace = substitution(new Map([[name, value]]));
    solved.push({ name, value, coefficient });
    left = left.filter((other) => other !== name);
    equations = equations
      .filter((other) => other !== equation)
      .map(({ value, own }) => ({ value: replace(value), own }));
  }
  return { solved, left, equations: equations.map(({ value }) => value) };
}

interface Equation {
  readonly value: Expression;
  /** The variable whose derivative it is. */
  readonly own: string;
}

/**
 * The variable that stands nonlinearly in the fewest equations, so that the one that bends most is left (the potential); of its
 * equations one with a coefficient of parameters alone, or its own, where the coefficient is a rate.
 */
function choose(left: readonly string[], equations: readonly Equation[]) {
  const rest = new Set(left);
  const candidates = left.flatMap((name) => {
    const forms = equations.map((equation) => ({ equation, form: linearIn(equation.value, new Set([name])) }));
    const bent = forms.filter(({ form }) => !form).length;
    return forms.flatMap(({ equation, form }) => {
      const coefficient = form?.coefficients.get(name);
      if (!form || !coefficient) return [];
      const fixed = ![...namesIn(coefficient)].some((other) => rest.has(other));
      return [
        { name, equation, coefficient, rest: form.rest, bent, rank: (fixed ? 2 : 0) + (equation.own === name ? 1 : 0) },
      ];
    });
  });
  return candidates.sort((a, b) => a.bent - b.bent || b.rank - a.rank)[0];
}

/** df/dx; undefined where f may jump with x: there the derivative says nothing about the function. */
export function slopeOf(e: Expression, name: string): Expression | undefined {
  const depends = dependence(new Set([name]));
  const jumps: (node: Expression) => boolean = onceEach((node) => {
    if (!depends(node)) return false;
    if (node.kind === "binary" && (isComparison(node.operator) || node.operator === "//" || node.operator === "%"))
      return true;
    if (node.kind === "call" && ["floor", "ceil", "sign", "int", "sample", "passed"].includes(node.name)) return true;
    return operands(node).some(jumps);
  });
  return jumps(e) ? undefined : differentiate(e, name);
}
