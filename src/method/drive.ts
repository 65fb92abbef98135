import type { Expression } from "../language/ast.ts";
import { dependence, div, isNumber, mul, neg, number, onceEach, sum } from "../language/calculus.ts";
import { jumpNames } from "../language/functions.ts";

/** A product of a factor without time in it and a part with time. */
export interface Term {
  readonly factor: Expression;
  readonly part: Expression;
}

/** A drive, taken apart by how it changes: constant + Σ factor·part over the steps and over the varying terms. */
export interface Drive {
  /** Without time in it. */
  readonly constant: Expression;
  /** Parts that are constant in each step, such as `int(t_edge >= start)`. */
  readonly steps: readonly Term[];
  /** Parts that change smoothly with `t` inside a step. */
  readonly varying: readonly Term[];
}

const one = number(1);
/** Sums of more terms than this are left as they are. */
const mostTerms = 16;
const timed = new Set(["t", "t_edge"]);
const smooth = new Set(["t"]);

/**
 * Takes a drive apart. What has no time in it is computed once a neuron, and the parts once a step for all neurons where
 * their parameters are shared. Sums stay whole where taking them apart would lose digits: (t - start)*slope.
 */
export function splitDrive(drive: Expression): Drive {
  const terms = splitter()(drive);
  const isSmooth = dependence(smooth);
  const withTime = terms.filter(({ part }) => !isNumber(part, 1));
  return {
    constant: sum(terms.filter(({ part }) => isNumber(part, 1)).map(({ factor }) => factor)),
    steps: withTime.filter(({ part }) => !isSmooth(part)),
    varying: withTime.filter(({ part }) => isSmooth(part)),
  };
}

function splitter(): (e: Expression) => readonly Term[] {
  const isTimed = dependence(timed);
  const grows = growth(isTimed);
  const scaled = (e: Expression, f: (factor: Expression) => Expression) =>
    split(e).map(({ factor, part }) => ({ factor: f(factor), part }));
  const atMost = (terms: readonly Term[], e: Expression): readonly Term[] =>
    terms.length <= mostTerms ? terms : [{ factor: one, part: e }];

  const split: (e: Expression) => readonly Term[] = onceEach((e) => {
    if (!isTimed(e)) return [{ factor: e, part: one }];
    if (e.kind === "unary" && e.operator === "-") return scaled(e.operand, neg);
    if (e.kind === "binary") {
      const { operator, left, right } = e;
      if (operator === "+" && !grows(e)) return atMost([...split(left), ...split(right)], e);
      if (operator === "-" && !grows(e)) return atMost([...split(left), ...scaled(right, neg)], e);
      if (operator === "/" && !isTimed(right)) return scaled(left, (factor) => div(factor, right));
      if (operator === "*") {
        const others = split(right);
        const products = split(left).flatMap((a) =>
          others.map((b) => ({ factor: mul(a.factor, b.factor), part: mul(a.part, b.part) })),
        );
        return atMost(products, e);
      }
    }
    return [{ factor: one, part: e }];
  });
  return split;
}

/** Functions that stay small however large their argument, or are written where they do. */
const bounded = new Set(["sin", "cos", "tanh", "exp", "sign", "sample", "passed"]);
const conditions = new Set(["<", "<=", ">", ">=", "==", "!=", "and", "or"]);

/**
 * Whether an expression grows with time term by term, so that terms cancel: `t - start`, `t/interval - floor(t/interval)`.
 * A product with such a sum, `slope*(t - start)`, does not count: the sum in it is kept.
 */
function growth(isTimed: (e: Expression) => boolean): (e: Expression) => boolean {
  const isSum = (e: Expression) => e.kind === "binary" && (e.operator === "+" || e.operator === "-");
  const grows: (e: Expression) => boolean = onceEach((e) => {
    if (!isTimed(e)) return false;
    if (e.kind === "call") return !(bounded.has(e.name) || (e.name === "int" && isCondition(e.args[0])));
    if (e.kind === "unary") return grows(e.operand);
    if (e.kind !== "binary") return true;
    if (isSum(e)) return grows(e.left) || grows(e.right);
    if (e.operator === "*" || e.operator === "/") {
      return [e.left, e.right].some((factor) => !isSum(factor) && grows(factor));
    }
    return true;
  });
  return grows;
}

function isCondition(e: Expression | undefined): boolean {
  return (e?.kind === "binary" && conditions.has(e.operator)) || (e?.kind === "unary" && e.operator === "not");
}

/** The degree of an expression as a polynomial of `t` inside a step: Infinity where it is none. Jumps count as constant. */
export function degreeInTime(e: Expression): number {
  const degree: (e: Expression) => number = onceEach((node) => {
    switch (node.kind) {
      case "number":
        return 0;
      case "name":
        return node.name === "t" ? 1 : 0;
      case "unary":
        return node.operator === "-" ? degree(node.operand) : 0;
      case "call":
        return jumpNames.has(node.name) || node.args.every((arg) => degree(arg) === 0) ? 0 : Number.POSITIVE_INFINITY;
      case "binary": {
        const [a, b] = [degree(node.left), degree(node.right)];
        switch (node.operator) {
          case "+":
          case "-":
            return Math.max(a, b);
          case "*":
            return a + b;
          case "/":
            return b === 0 ? a : Number.POSITIVE_INFINITY;
          case "**":
            return powerDegree(a, b, node.right);
          case "%":
            return a === 0 && b === 0 ? 0 : Math.max(a, b);
          default:
            return 0;
        }
      }
    }
  });
  return degree(e);
}

function powerDegree(base: number, exponentDegree: number, exponent: Expression): number {
  if ((base === 0 && exponentDegree === 0) || isNumber(exponent, 0)) return 0;
  const whole = exponent.kind === "number" && Number.isInteger(exponent.value) && exponent.value >= 0;
  return whole ? base * exponent.value : Number.POSITIVE_INFINITY;
}

/** weight·e, with divisors in e moved to the weight: dividing once a neuron is cheaper than in every step. */
export function weighted(weight: Expression, e: Expression): Expression {
  if (isNumber(e, 0)) return e;
  if (isNumber(e, 1)) return weight;
  if (e.kind === "binary" && e.operator === "/") return weighted(div(weight, e.right), e.left);
  return mul(weight, e);
}
