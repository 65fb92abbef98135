import { EquationError } from "../errors.ts";
import { nameOfDimension } from "../quantity/dimension.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Expression } from "./ast.ts";
import { namesIn, number, substitution } from "./calculus.ts";
import type { Declaration } from "./declare.ts";
import { depthLimit, type Formulas } from "./formulas.ts";
import { inferValue } from "./given.ts";
import { fits, nameOfType } from "./infer.ts";
import { inOrder } from "./order.ts";
import { isNoise, type Scope } from "./scope.ts";

/**
 * The value of every state at t = 0, in parameters, `dt` and `i` only. A text may name subexpressions and other states: they
 * stand for their values at the start. Without a text it is what `parameters` give, or 0. `driven` are the states of stimuli.
 */
export function checkInitial(
  texts: Readonly<Record<string, string | number>>,
  states: readonly Declaration[],
  given: ReadonlyMap<string, Quantity>,
  formulas: Formulas,
  scopeOf: (source: string) => Scope,
  driven: readonly { readonly name: string; readonly initial: Expression }[],
): ReadonlyMap<string, Expression> {
  const written = new Map(states.map((state) => [state.name, number(given.get(state.name)?.value ?? 0)]));
  for (const [name, text] of Object.entries(texts)) {
    const state = states.find((known) => known.name === name);
    if (!state) {
      const wayOut = didYouMean(name, written.keys(), `the states are: ${[...written.keys()].join(", ") || "none"}`);
      throw new EquationError(
        `initial: there is no state "${name}"`,
        `${name} = ${text}`,
        { start: 0, end: name.length },
        wayOut,
      );
    }
    written.set(name, initialOf(state, text, formulas, scopeOf(String(text))));
  }
  for (const { name, initial } of driven) written.set(name, initial);
  return resolveStates(written, texts);
}

function initialOf(state: Declaration, text: string | number, formulas: Formulas, scope: Scope): Expression {
  const { expression, type } = inferValue(text, scope);
  const span = { start: 0, end: scope.source.length };
  if (!fits(type, state.dimension)) {
    const wanted = nameOfDimension(state.dimension);
    const problem = `"${state.name}" is in ${wanted}, but its initial value is in ${nameOfType(type)}`;
    throw new EquationError(problem, scope.source, span, `give it in ${wanted}`);
  }
  const value = formulas.writeOut(expression, scope.source);
  if ([...namesIn(value)].some(isNoise)) {
    throw new EquationError(
      `the initial value of "${state.name}" contains noise`,
      scope.source,
      span,
      "use randn() for a random start",
    );
  }
  return value;
}

/** Other states give way to their own initial values, `t` to 0. */
function resolveStates(
  written: ReadonlyMap<string, Expression>,
  texts: Readonly<Record<string, string | number>>,
): ReadonlyMap<string, Expression> {
  const ordered = inOrder(new Map([...written].map(([name, value]) => [name, namesIn(value)] as const)));
  if ("cycle" in ordered) {
    const name = ordered.cycle[0]!;
    const circle = [...ordered.cycle, name].join(" needs ");
    throw new EquationError(
      `initial values need each other: ${circle}`,
      `${name} = ${texts[name]}`,
      { start: 0, end: name.length },
      "give one of them a number",
    );
  }
  const values = new Map<string, Expression>([["t", number(0)]]);
  const replace = substitution(values);
  const limit = depthLimit();
  for (const name of ordered.order) {
    const source = `${name} = ${texts[name]}`;
    values.set(name, limit(replace(written.get(name)!), source, { start: 0, end: source.length }));
  }
  return new Map([...written.keys()].map((name) => [name, values.get(name)!]));
}
