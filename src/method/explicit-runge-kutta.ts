import type { Expression } from "../language/ast.ts";
import { add, isNumber, mul, name, number, sum } from "../language/calculus.ts";
import { type Binding, type Method, type System, stepLength } from "./method.ts";
import { withNoise } from "./noise.ts";
import { type Coefficients, orderOf } from "./order-conditions.ts";
import { noiseRefusal } from "./refusal.ts";

/** A Butcher tableau: stage i is taken at time t + c_i h, from x + h Σ_j a_ij k_j; the step is x + h Σ_i b_i k_i. */
export interface Tableau extends Coefficients {
  readonly name: string;
  readonly order: number;
  readonly description: string;
  readonly c: readonly number[];
  /** How it reads noise, which is constant during a step and seen by all stages. Default: it takes none. */
  readonly reading?: "Itô" | "Stratonovich";
}

/**
 * The method of a Butcher tableau. Throws a RangeError where the tableau is not one of an explicit method of its order:
 * wrong shape, row sums other than c, or an order condition that does not hold.
 */
export function explicitRungeKutta(tableau: Tableau): Method {
  checkTableau(tableau);
  const { name: method, order, description, reading } = tableau;
  return {
    name: method,
    order,
    stochastic: reading !== undefined,
    ...(reading ? { reading } : {}),
    description,
    refuses: (model) => (reading ? undefined : noiseRefusal(model, method)),
    discretise(system) {
      const { unknowns, normals } = withNoise(system);
      const { bindings, slopes } = stages({ unknowns }, tableau);
      const next = unknowns.map((u) => advanced(u.name, tableau.b, slopes));
      return { bindings, next, error: undefined, normals };
    },
  };
}

/** Throws a RangeError where a tableau is not one of an explicit method of its order. */
export function checkTableau({ name, order, a, b, c }: Tableau): void {
  if (a.length !== b.length || c.length !== b.length || a.some((row, i) => row.length !== i)) {
    throw new RangeError(
      `${name}: stage i of an explicit method has i weights; give as many rows and nodes as weights b`,
    );
  }
  a.forEach((row, i) => {
    const total = row.reduce((sum, weight) => sum + weight, 0);
    if (!(Math.abs(total - c[i]!) < 1e-14)) {
      throw new RangeError(`${name}: row ${i + 1} sums to ${total}, but its node c is ${c[i]}; make them equal`);
    }
  });
  const found = orderOf({ a, b }, order);
  if (found < order) {
    throw new RangeError(`${name} declares order ${order}, but its weights have order ${found}; correct a table entry`);
  }
}

/** Slopes of one unknown, by stage; undefined for an unknown whose derivative is 0. */
export type Slopes = ReadonlyMap<string, readonly Expression[]>;

/**
 * The stages of one step: bindings `%y2.v` (the value of v at stage 2) and `%k2.v` (its slope there). Unknowns that do not
 * move are left out.
 */
export function stages(system: System, tableau: Tableau): { bindings: Binding[]; slopes: Slopes } {
  const moving = system.unknowns.filter((unknown) => !isNumber(unknown.derivative, 0));
  const slopes = new Map<string, Expression[]>(moving.map((unknown) => [unknown.name, []]));
  const bindings: Binding[] = [];
  const unknowns = moving.map((unknown) => unknown.name);
  const derivatives = moving.map((unknown) => unknown.derivative);
  if (moving.length === 0) return { bindings, slopes };
  tableau.c.forEach((c, i) => {
    const at = unknowns.map((unknown) => {
      if (i === 0) return name(unknown);
      const value = advanced(unknown, tableau.a[i]!, slopes);
      bindings.push({ kind: "value", name: `%y${i + 1}.${unknown}`, value });
      return name(`%y${i + 1}.${unknown}`);
    });
    const names = unknowns.map((unknown) => `%k${i + 1}.${unknown}`);
    const time = add(name("t"), mul(number(c), name(stepLength)));
    bindings.push({ kind: "slopes", names, unknowns, derivatives, at, time });
    unknowns.forEach((unknown, k) => {
      slopes.get(unknown)!.push(name(names[k]!));
    });
  });
  return { bindings, slopes };
}

/** x + Σ_j (weight_j h) k_j; x itself for an unknown that does not move. */
function advanced(unknown: string, weights: readonly number[], slopes: Slopes): Expression {
  return add(name(unknown), increment(weights, slopes.get(unknown) ?? []));
}

/** Σ_j (weight_j h) k_j. */
export function increment(weights: readonly number[], slopes: readonly Expression[]): Expression {
  return sum(slopes.map((slope, j) => mul(mul(number(weights[j] ?? 0), name(stepLength)), slope)));
}
