import { EquationError } from "../errors.ts";
import type { Expression } from "./ast.ts";
import type { Declaration } from "./declare.ts";
import { linearIn, nonlinearPart } from "./linear.ts";
import type { State } from "./model.ts";

/**
 * A derivative f + Σ g_k·xi_k as f and the coefficients g_k. Throws an EquationError where noise enters in another way: a
 * function of white noise has no meaning.
 */
export function splitNoise(
  derivative: Expression,
  sources: ReadonlySet<string>,
  own: Pick<Declaration, "name" | "span">,
  text: string,
): Pick<State, "derivative" | "noise"> {
  const form = linearIn(derivative, sources);
  if (form) {
    const noise = [...form.coefficients].map(([source, coefficient]) => ({ source, coefficient }));
    return { derivative: form.rest, noise };
  }
  const span = nonlinearPart(derivative, sources)?.span;
  const place = span && span.end > span.start ? span : own.span;
  throw new EquationError(
    `noise must enter d${own.name}/dt linearly`,
    text,
    place,
    'add it with a factor, as in "+ sigma*sqrt(2/tau)*xi"',
  );
}
