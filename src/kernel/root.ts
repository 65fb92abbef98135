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

/** How fast the margin grows, a second, at the start and at the end of a piece. */
export interface MarginRates {
  readonly start: Value;
  readonly end: Value;
  /** The rate is a linear function of the margin, all the time. */
  readonly linear: boolean;
}

/** Lengths closer than this part of dt are one. */
const tolerance = 2 ** -50;
const huge = 1e300;

/**
 * Chandrupatla's bracketing search (1997, Adv Eng Softw 28:145): inverse quadratic interpolation where it is safe, bisection
 * elsewhere; a condition without a measure is bisected. It ends where the bracket, or the margin, is as small as rounding lets them
 * be: on the way from one to the other nothing is gained. The bracket is [r1, r2] in either order; s1 tells whether the
 * threshold is passed at r1, where the step was last tried.
 *
 * Where the rates of the margin are known at both ends, the first length is that of the cubic through them, or of an exponential
 * where that is what the margin is, and the second Newton's from there with the slope of the curve. In a step that is short for the
 * equations that is all, and the exponential needs no second.
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
    readonly rates: MarginRates | undefined;
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
    const curve = rates.linear
      ? exponential(g, g.neg(first), rates.start, g.add(rates.start, g.mul(secant, g.sub(rates.end, rates.start))))
      : cubic(g, secant, { h, whole, rates });
    const least = g.mul(g.literal(2 ** -20), h);
    begin.push(
      when(
        g.and(g.gt(curve.length, least), g.lt(curve.length, g.sub(h, least))),
        [v.set({ h: curve.length, slope: curve.slope })],
        [v.set({ h: straight, slope: zero })],
      ),
    );
  } else begin.push(v.set({ h: straight }));

  const sameSide = g.eq(passed, s1);
  const width = g.sub(r2, r1);
  const estimate = g.abs(g.div(g.mul(f1, width), g.sub(f2, f1)));
  // the states have been rounded on their way, by what has been added to them too
  const uncertain = g.max(end.rounding(threshold), g.mul(g.literal(2 ** -52), g.abs(first)));
  const isNear = g.or(g.le(estimate, tol), g.le(g.abs(f1), uncertain));
  const done = g.or(isNear, g.le(g.abs(width), g.add(tol, tol)));
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

/** A length to try, and its slope as a function of the margin where that is 0. */
interface Guess {
  readonly length: Value;
  readonly slope: Value;
}

/**
 * How long a margin whose rate is a linear function of it takes to grow by `by`, while the rate goes from `start` to `end`:
 * by log(end/start)/(end - start), with log(end/start) = 2 atanh(z) and z = (end - start)/(end + start), small in a short step.
 */
function exponential(g: Graph, by: Value, start: Value, end: Value): Guess {
  const sum = g.add(start, end);
  const z = g.div(g.sub(end, start), sum);
  // atanh(z)/z, in pairs of terms, which do not wait for each other
  const square = g.mul(z, z);
  const fourth = g.mul(square, square);
  const pair = (n: number): Value => g.add(g.literal(1 / n), g.mul(square, g.literal(1 / (n + 2))));
  const series = g.add(pair(1), g.mul(fourth, g.add(pair(5), g.mul(fourth, pair(9)))));
  return { length: g.mul(g.div(g.add(by, by), sum), series), slope: g.div(g.literal(1), end) };
}

/**
 * The cubic x(s) on [0, 1] from x(0) = 0 to x(1) = 1 with the slopes that the rates give there, at s:
 * x = s + s (1 - s) ((1 - s) (first - 1) - s (last - 1)), Hermite's interpolation; lengths in h, margins in `whole`.
 */
function cubic(g: Graph, s: Value, { h, whole, rates }: { h: Value; whole: Value; rates: MarginRates }): Guess {
  const one = g.literal(1);
  const rest = g.sub(one, s);
  const bendOf = (rate: Value): Value => g.sub(g.div(whole, g.mul(rate, h)), one);
  const [a, b] = [bendOf(rates.start), bendOf(rates.end)];
  const bend = g.sub(g.mul(rest, a), g.mul(s, b));
  const hump = g.mul(s, rest);
  const slope = g.sub(g.add(one, g.mul(g.sub(rest, s), bend)), g.mul(hump, g.add(a, b)));
  return { length: g.mul(g.add(s, g.mul(hump, bend)), h), slope: g.div(g.mul(slope, h), whole) };
}
