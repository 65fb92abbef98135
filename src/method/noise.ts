import type { Expression } from "../language/ast.ts";
import { add, call, dependsOn, div, mul, name } from "../language/calculus.ts";
import type { Model, State } from "../language/model.ts";
import type { Method, System } from "./method.ts";
import { excerpt } from "./refusal.ts";

type Unknown = System["unknowns"][number];

/** The name of a standard normal number: of a source of noise, or of what a method calls so. */
export function normalOf(source: string): string {
  return `%${source}`;
}

/**
 * White noise during a step of the grid times a coefficient, g N: N = Z/sqrt(dt) is constant in the step, so that the Wiener path
 * is N h longer after a piece of length h, and Z sqrt(dt) after the step.
 */
export function noiseTerm(coefficient: Expression, normal: string): Expression {
  return mul(div(coefficient, call("sqrt", name("dt"))), name(normal));
}

/** The unknowns with the noise as a part of their derivatives, and the normal numbers in them. */
export function withNoise({ unknowns }: System): { unknowns: Unknown[]; normals: string[] } {
  const normals = new Set<string>();
  const noisy = unknowns.map((unknown) => {
    const { noise = [], ...still } = unknown;
    for (const { source } of noise) normals.add(normalOf(source));
    const derivative = noise.reduce(
      (sum, { source, coefficient }) => add(sum, noiseTerm(coefficient, normalOf(source))),
      unknown.derivative,
    );
    return { ...still, derivative };
  });
  return { unknowns: noisy, normals: [...normals] };
}

/**
 * The term by which Itô's and Stratonovich's readings of the noise differ, in words: a factor of a source that depends on a
 * variable which the same source drives. Undefined where there is none, and the noise is additive.
 */
export function multiplicativeTerm(states: readonly State[]): string | undefined {
  for (const state of states) {
    for (const { source, coefficient } of state.noise) {
      const driven = states.find(
        (other) =>
          other.noise.some((noise) => noise.source === source) && dependsOn(coefficient, new Set([other.name])),
      );
      if (driven) return factor(state, source, coefficient, `depends on ${driven.name}`);
    }
  }
  return undefined;
}

/** `in dv/dt, xi has the factor sigma*v, which depends on v`. */
export function factor(state: { name: string }, source: string, coefficient: Expression, what: string): string {
  return `in d${state.name}/dt, ${source} has the factor ${excerpt(coefficient)}, which ${what}`;
}

/** What a method makes of the noise of a model, for the reason of a result; empty without noise. */
export function meaningOfNoise({ states }: Model, method: Method): string {
  if (states.every((state) => state.noise.length === 0)) return "";
  const term = multiplicativeTerm(states);
  if (!term) return "; the noise is additive: Itô's and Stratonovich's readings agree";
  return `; the noise is multiplicative (${term}), read in the sense of ${method.reading}`;
}
