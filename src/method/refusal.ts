import type { Expression } from "../language/ast.ts";
import type { Model } from "../language/model.ts";
import { printExpression } from "../language/print.ts";

/** Why a method for equations without noise cannot integrate the model; undefined where the model has no noise. */
export function noiseRefusal(model: Model, method: string): string | undefined {
  for (const state of model.states) {
    for (const { source, coefficient } of state.noise) {
      return (
        `${method} does not integrate noise, and d${state.name}/dt has the term ${excerpt(coefficient)}*${source}; ` +
        "use euler-maruyama, heun or auto"
      );
    }
  }
  return undefined;
}

/** An expression as text, cut where it is long. */
export function excerpt(e: Expression): string {
  const text = printExpression(e, 72);
  return text.length <= 72 ? text : `${text.slice(0, 71)}…`;
}
