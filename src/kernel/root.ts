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
 *
 * Where the rates of the margin are known at both ends, the first length is that of the cubic through them, and the second
 * Newton's from there with the slope of the cubic. In a step that is short for the equations that is all.
 */
export function rootSearch(
  g: Graph,
  v: Variables,
  {
    threshold,
    start,
    end,
    rates,
    now,
    h,
    dt,
  }: {
    readonly threshold: Expression;
    /** Scopes of the states at the start of the piece, and at the end of the step last tried. */
    readonly start: Lowering;
    readonly end: Lowering;
    /** Of the margin, a second, at the start and at the end of the piece. */
    readonly rates: { readonly start: Value; readonly end: Value } | undefined;
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
  const whole = g.sub(measure, first);
  const inside = (part: Value): Value => g.and(g.gt(part, g.literal(2 ** -20)), g.lt(part, g.literal(1 - 2 ** -20)));
  const secant = g.div(g.neg(first), whole);
  const straight = g.mul(g.select(inside(secant), secant, half), h);
  const bracket = v.set({ searching: one, r1: h, r2: zero, r3: zero, f1: measure, f2: first, f3: first, s1: one });
  const begin: Statement[] = [bracket];
  /** The slope of the length as a function of the margin, for the second length; 0 where it is not known or has been used. */
  const slope = v.get("slope");
  if (rates) {
    const cubic = inverseCubic(g, secant, g.div(whole, g.mul(rates.start, h)), g.div(whole, g.mul(rates.end, h)));
    begin.push(
      when(
        inside(cubic.value),
        [v.set({ h: g.mul(cubic.value, h), slope: g.div(g.mul(cubic.slope, h), whole) })],
        [v.set({ h: straight, slope: zero })],
      ),
    );
  } else begin.push(v.set({ h: straight }));

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
  const bracketing = v.set({ h: g.add(r1, g.mul(part, width)) });
  const newton = g.sub(r1, g.mul(f1, slope));
  const between = g.gt(g.mul(g.sub(newton, r1), g.sub(r2, newton)), zero);
  const next = rates
    ? when(g.and(g.ne(slope, zero), between), [v.set({ h: newton, slope: zero })], [bracketing])
    : bracketing;

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
      next,
    ],
  };
}

/**
 * The cubic x(s) on [0, 1] from x(0) = 0 with the slope `first` to x(1) = 1 with the slope `last`: its value and slope at s.
 * x = s + s (1 - s) ((1 - s) (first - 1) - s (last - 1)), Hermite's interpolation.
 */
function inverseCubic(g: Graph, s: Value, first: Value, last: Value): { readonly value: Value; readonly slope: Value } {
  const one = g.literal(1);
  const rest = g.sub(one, s);
  const [a, b] = [g.sub(first, one), g.sub(last, one)];
  const bend = g.sub(g.mul(rest, a), g.mul(s, b));
  const hump = g.mul(s, rest);
  return {
    value: g.add(s, g.mul(hump, bend)),
    slope: g.sub(g.add(one, g.mul(g.sub(rest, s), bend)), g.mul(hump, g.add(a, b))),
  };
}
