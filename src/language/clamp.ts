import { EquationError } from "../errors.ts";
import type { Expression } from "./ast.ts";
import { add, div, mul, namesIn, sub } from "./calculus.ts";
import type { Declaration } from "./declare.ts";
import { formulasOf } from "./formulas.ts";
import { linearIn } from "./linear.ts";
import { isNoise } from "./scope.ts";

/** What a clamp asks for, in the model's names. */
export interface Clamp {
  readonly input: string;
  /** The state that it holds. */
  readonly variable: string;
  /** The rate of change wanted of it. */
  readonly slope: Expression;
  /** 1 while it acts, else 0. */
  readonly lasts: Expression;
}

/**
 * The values of subexpressions and inputs with the currents of clamps in them. With dv/dt = f + g I, the current for which
 * dv/dt = s is I = (s - f)/g; it takes the place of the other stimuli of the input while the clamp lasts. Noise in f stays.
 *
 * Throws an EquationError where dv/dt does not depend on the input in this way.
 *
 * @param derivatives by state, in the names of subexpressions and inputs.
 */
export function withClamps(
  values: ReadonlyMap<string, Expression>,
  clamps: readonly Clamp[],
  derivatives: ReadonlyMap<string, Expression>,
  declared: ReadonlyMap<string, Declaration>,
  source: string,
): ReadonlyMap<string, Expression> {
  const clamped = new Map(values);
  for (const { input, variable, slope, lasts } of clamps) {
    const others = new Map([...clamped].filter(([name]) => name !== input));
    const derivative = formulasOf(others, declared, source).writeOut(derivatives.get(variable)!, source);
    const form = linearIn(derivative, new Set([input]));
    const factor = form?.coefficients.get(input);
    if (!form || !factor) {
      const how = form ? "does not depend on" : "is not linear in";
      throw new EquationError(
        `a clamp cannot hold "${variable}": d${variable}/dt ${how} "${input}"`,
        source,
        declared.get(variable)!.span,
        "clamp the variable into whose equation the input enters",
      );
    }
    const noise = new Set([...namesIn(form.rest)].filter(isNoise));
    const drift = linearIn(form.rest, noise)?.rest ?? form.rest;
    const wanted = div(sub(slope, drift), factor);
    const before = clamped.get(input)!;
    clamped.set(input, add(before, mul(lasts, sub(wanted, before))));
  }
  return clamped;
}
