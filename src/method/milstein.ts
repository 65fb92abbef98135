import type { Expression } from "../language/ast.ts";
import { add, isNumber, mul, name, number, sub, sum } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import type { State } from "../language/model.ts";
import { printExpression } from "../language/print.ts";
import { type Method, stepLength } from "./method.ts";
import { noiseTerm, normalOf, withNoise } from "./noise.ts";

const method = "milstein";
const h = name(stepLength);

type Noisy = Pick<State, "name" | "noise">;

/**
 * x_i ← x_i + h f_i + Σ_j g_ij ΔW_j + ½ Σ_jk L_j g_ik (ΔW_j ΔW_k - δ_jk h) with L_j = Σ_m g_mj ∂/∂x_m, for noise that commutes:
 * L_j g_ik = L_k g_ij. ΔW_j = N_j h: the pieces of a step are steps along the same path.
 */
export const milstein: Method = {
  name: method,
  order: 1,
  stochastic: true,
  reading: "Itô",
  description:
    "Euler-Maruyama with the next term of the Itô-Taylor expansion: strong order 1 for noise whose sources commute, as one " +
    "source in all or each variable's own. Milstein (1975), Theory Probab Appl 19:557.",
  refuses({ states }) {
    const sources = sourcesOf(states);
    for (const state of states) {
      for (const [k, second] of sources.entries()) {
        for (const first of sources.slice(0, k)) {
          const [one, other] = [lie(states, first, state, second), lie(states, second, state, first)];
          if (printExpression(one) === printExpression(other)) continue;
          return (
            `${method} needs noise whose sources commute, and in d${state.name}/dt ${first} and ${second} act on each other's ` +
            "factors; use euler-maruyama, or heun for Stratonovich's reading"
          );
        }
      }
    }
    return undefined;
  },
  discretise(system) {
    const { unknowns, normals } = withNoise(system);
    const states = system.unknowns.map(({ name, noise = [] }) => ({ name, noise }));
    const sources = sourcesOf(states);
    const path = (source: string): Expression => mul(h, noiseTerm(number(1), normalOf(source)));
    const next = states.map((state, i) => {
      const moved = unknowns[i]!.derivative;
      if (isNumber(moved, 0)) return name(state.name);
      const corrections = sources.flatMap((first) =>
        sources.map((second) => {
          const slope = lie(states, first, state, second);
          const square = mul(path(first), path(second));
          return mul(mul(number(0.5), slope), first === second ? sub(square, h) : square);
        }),
      );
      return add(add(name(state.name), mul(h, moved)), sum(corrections));
    });
    return { bindings: [], next, error: undefined, normals };
  },
};

function sourcesOf(states: readonly Noisy[]): string[] {
  return [...new Set(states.flatMap(({ noise }) => noise.map(({ source }) => source)))];
}

function coefficientOf(state: Noisy, source: string): Expression {
  return state.noise.find((noise) => noise.source === source)?.coefficient ?? number(0);
}

/** L_first g_(state, second) = Σ_m g_(m, first) ∂g_(state, second)/∂x_m. */
function lie(states: readonly Noisy[], first: string, state: Noisy, second: string): Expression {
  const coefficient = coefficientOf(state, second);
  return sum(states.map((other) => mul(coefficientOf(other, first), differentiate(coefficient, other.name))));
}
