import type { Expression } from "../language/ast.ts";
import type { Lowering } from "./expressions.ts";
import type { Graph } from "./graph.ts";
import { failures, type Statement, type Value } from "./ir.ts";
import { type Variables, when } from "./program.ts";

/** Where a threshold is passed inside a piece. */
export interface RootSearch {
  /** The threshold lies behind at the end of the piece: chooses the first length to try. */
  readonly begin: readonly Statement[];
  /** Judges the length just tried and chooses the next, or ends with `found`. */
  advance(found: readonly Statement[]): Statement[];
}

/** Lengths closer than this part of dt are one. */
const tolerance = 2 ** -50;
const huge = 1e300;

/**
 * Chandrupatla's bracketing search (1997, Adv Eng Softw 28:145): inverse quadratic interpolation where it is safe, bisection
 * elsewhere; a condition without a measure is bisected. The bracket is [r1, r2] in either order; s1 tells whether the
 * threshold is passed at r1, where the step was last tried.
 */
export function rootSearch(
  g: Graph,
  v: Variables,
  {
    threshold,
    start,
    end,
    now,
    h,
    dt,
  }: {
    readonly threshold: Expression;
    /** Scopes of the states at the start of the piece, and at the end of the step last tried. */
    readonly start: Lowering;
    readonly end: Lowering;
    /** Time of the start of the piece, length of the step last tried, length of a whole step; seconds. */
    readonly now: Value;
    readonly h: Value;
    readonly dt: Value;
  },
): RootSearch {
  const [zero, one, half] = [g.literal(0), g.literal(1), g.literal(0.5)];
  const tol = g.mul(dt, g.literal(tolerance));
  /** Infinity and NaN lie far beyond the threshold. */
  const bounded = (f: Value): Value => g.max(g.select(g.le(f, g.literal(huge)), f, g.literal(huge)), g.literal(-huge));
  const measure = bounded(end.margin(threshold));
  const passed = g.select(end.exceeded(threshold), one, zero);
  const [r1, r2, r3, f1, f2, f3, s1] = ["r1", "r2", "r3", "f1", "f2", "f3", "s1"].map((name) => v.get(name)) as [
    Value,
    Value,
    Value,
    Value,
    Value,
    Value,
    Value,
  ];

  const first = bounded(start.margin(threshold));
  const secant = g.div(measure, g.sub(measure, first));
  const sane = g.and(g.gt(secant, g.literal(2 ** -20)), g.lt(secant, g.literal(1 - 2 ** -20)));
  const begin: Statement[] = [
    v.set({ searching: one, r1: h, r2: zero, r3: zero, f1: measure, f2: first, f3: first, s1: one }),
    v.set({ h: g.sub(h, g.mul(g.select(sane, secant, half), h)) }),
  ];

  const sameSide = g.eq(passed, s1);
  const width = g.sub(r2, r1);
  const estimate = g.abs(g.div(g.mul(f1, width), g.sub(f2, f1)));
  const done = g.or(g.le(estimate, tol), g.le(g.abs(width), g.add(tol, tol)));
  const xi = g.div(g.sub(r1, r2), g.sub(r3, r2));
  const phi = g.div(g.sub(f1, f2), g.sub(f3, f2));
  const square = (a: Value): Value => g.mul(a, a);
  const safe = g.and(g.lt(square(phi), xi), g.lt(square(g.sub(one, phi)), g.sub(one, xi)));
  const quadratic = g.add(
    g.mul(g.div(f1, g.sub(f2, f1)), g.div(f3, g.sub(f2, f3))),
    g.mul(g.mul(g.div(g.sub(r3, r1), width), g.div(f1, g.sub(f3, f1))), g.div(f2, g.sub(f3, f2))),
  );
  const least = g.div(tol, g.abs(width));
  const part = g.min(g.max(g.select(safe, quadratic, half), least), g.sub(one, least));
  const finite = g.lt(g.abs(measure), g.literal(huge));

  return {
    begin,
    advance: (found) => [
      v.set({
        r3: g.select(sameSide, r1, r2),
        f3: g.select(sameSide, f1, f2),
        r2: g.select(sameSide, r2, r1),
        f2: g.select(sameSide, f2, f1),
        r1: h,
        f1: measure,
        s1: passed,
      }),
      when(done, [
        when(g.not(finite), [{ kind: "fail", code: failures.notFinite, time: g.add(now, h) }, { kind: "break" }]),
        ...found,
      ]),
      v.set({ h: g.add(r1, g.mul(part, width)) }),
    ],
  };
}
