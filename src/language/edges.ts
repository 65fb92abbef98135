import type { Expression } from "./ast.ts";
import {
  add,
  call,
  dependence,
  div,
  mul,
  name,
  neg,
  number,
  onceEach,
  operands,
  sub,
  substitution,
} from "./calculus.ts";
import { jumpNames } from "./functions.ts";
import type { Edge } from "./model.ts";
import { isComparison } from "./operators.ts";

/**
 * (t - zero)/period, or its negative: the course of a quantity that is linear in time. With `every`, the course starts anew
 * at zero, zero + every, …: a sawtooth.
 */
interface Course {
  readonly zero: Expression;
  readonly period: Expression;
  readonly falling: boolean;
  readonly every: Expression | undefined;
}

/** Rewrites expressions for `t_edge`, and remembers at which times they may jump. */
export interface EdgeFinder {
  /**
   * `t` becomes `t_edge` wherever time alone, not a state, decides at which place of a discontinuity one is: `int(t >= X)`,
   * `floor(t/T)`. A remainder goes on smoothly between its jumps: a % b becomes a - b*floor(a/b), held inside floor only.
   */
  readonly hold: (e: Expression) => Expression;
  /** The times found so far that can be solved for, each once. */
  readonly edges: () => readonly Edge[];
}

/** `varying` are the names that no time can be solved for: states and noise. */
export function edgeFinder(varying: ReadonlySet<string>): EdgeFinder {
  const timed = dependence(new Set(["t"]));
  const varies = dependence(varying);
  const held = substitution(new Map([["t", name("t_edge")]]));
  const course = courses(timed, varies);
  const found: Edge[] = [];
  const collect: (e: Expression) => void = onceEach((node) => {
    if (!timed(node)) return;
    found.push(...edgesOf(node, course, timed));
    operands(node).forEach(collect);
  });
  const hold: (e: Expression) => Expression = onceEach((node) => {
    if (!timed(node)) return node;
    if (!jumps(node) || varies(node)) return withOperands(node, operands(node).map(hold));
    collect(node);
    return node.kind === "binary" && node.operator === "%" ? remainder(node.left, node.right) : held(node);
  });
  const remainder = (a: Expression, b: Expression): Expression => {
    const smooth = hold(b);
    return sub(hold(a), mul(smooth, call("floor", held(div(a, b)))));
  };
  return { hold, edges: () => distinct(found.filter(isSolved)) };
}

/** Whether a node is a place where a value may jump. */
function jumps(node: Expression): boolean {
  if (node.kind === "binary") return isComparison(node.operator) || node.operator === "%" || node.operator === "//";
  return node.kind === "call" && jumpNames.has(node.name);
}

/** It is at a finite time, and a train goes on. */
function isSolved({ first, every }: Edge): boolean {
  const numbers = [first, every].filter((e) => e?.kind === "number");
  return (
    numbers.every((e) => e?.kind !== "number" || Number.isFinite(e.value)) &&
    !(every?.kind === "number" && every.value === 0)
  );
}

/** The edges of one discontinuous node, without those of its operands. */
function edgesOf(
  node: Expression,
  course: (e: Expression) => Course | undefined,
  timed: (e: Expression) => boolean,
): Edge[] {
  if (node.kind === "call" && jumps(node)) {
    const c = course(node.args.at(-1)!);
    if (!c || c.every) return [];
    if (node.name === "passed") return c.falling ? [] : [{ first: c.zero, every: c.period, table: tableOf(node) }];
    return [{ first: c.zero, every: node.name === "sign" ? undefined : c.period }];
  }
  if (node.kind !== "binary" || !jumps(node)) return [];
  const [left, right] = [course(node.left), course(node.right)];
  if (isComparison(node.operator)) {
    const [c, level] = left ? [left, node.right] : [right, node.left];
    return c && !timed(level) ? [crossing(c, level)] : [];
  }
  return left && !left.every && !timed(node.right) ? [{ first: left.zero, every: mul(left.period, node.right) }] : [];
}

function tableOf({ args: [table] }: Extract<Expression, { kind: "call" }>): string {
  if (table?.kind !== "name") throw new RangeError("passed() counts in a table");
  return table.name;
}

/** When a course passes a level that does not depend on time. */
function crossing(c: Course, level: Expression): Edge {
  const rise = mul(level, c.period);
  return { first: c.falling ? sub(c.zero, rise) : add(c.zero, rise), every: c.every };
}

/** The course of an expression; undefined where it has none, or one that this cannot see. */
function courses(
  timed: (e: Expression) => boolean,
  varies: (e: Expression) => boolean,
): (e: Expression) => Course | undefined {
  const visit: (e: Expression) => Course | undefined = onceEach((node) => {
    if (!timed(node) || varies(node)) return undefined;
    if (node.kind === "name") return { zero: number(0), period: number(1), falling: false, every: undefined };
    if (node.kind === "unary") {
      const c = node.operator === "-" ? visit(node.operand) : undefined;
      return c && { ...c, falling: !c.falling };
    }
    if (node.kind !== "binary") return undefined;
    const { operator, left, right } = node;
    const [a, b] = [visit(left), visit(right)];
    if (operator === "-" && a && timed(right)) return restarted(a, right, visit);
    if (timed(left) && timed(right)) return undefined;
    switch (operator) {
      case "+":
        return a ? raised(a, right) : b && raised(b, left);
      case "-":
        return a ? raised(a, neg(right)) : b && raised({ ...b, falling: !b.falling }, left);
      case "*":
        return a ? { ...a, period: div(a.period, right) } : b && { ...b, period: div(b.period, left) };
      case "/":
        return a && { ...a, period: mul(a.period, right) };
      case "%":
        return a && !a.every && !a.falling ? { ...a, every: mul(a.period, right) } : undefined;
      default:
        return undefined;
    }
  });
  return visit;
}

/** (t - zero)/period + k = (t - (zero - k·period))/period. */
function raised(c: Course, k: Expression): Course {
  const shift = mul(k, c.period);
  return { ...c, zero: c.falling ? add(c.zero, shift) : sub(c.zero, shift) };
}

/** x - T·floor(y): the course of x, starting anew where y is a whole number. */
function restarted(a: Course, right: Expression, visit: (e: Expression) => Course | undefined): Course | undefined {
  const factors = right.kind === "binary" && right.operator === "*" ? [right.left, right.right] : [right];
  const floor = factors.find((factor) => factor.kind === "call" && factor.name === "floor");
  const steps = floor?.kind === "call" ? visit(floor.args[0]!) : undefined;
  return steps && !steps.every && !a.every ? { ...a, every: steps.period } : undefined;
}

function withOperands(node: Expression, changed: readonly Expression[]): Expression {
  const [a, b] = changed as [Expression, Expression];
  if (operands(node).every((operand, k) => operand === changed[k])) return node;
  switch (node.kind) {
    case "unary":
      return { ...node, operand: a };
    case "binary":
      return { ...node, left: a, right: b };
    case "call":
      return { ...node, args: changed };
    default:
      return node;
  }
}

/** Edges that are written alike are one. */
function distinct(edges: readonly Edge[]): Edge[] {
  const known = new Map<string, number>();
  const number: (e: Expression) => number = onceEach((node) => {
    const own =
      node.kind === "number" ? node.value : node.kind === "binary" || node.kind === "unary" ? node.operator : node.name;
    const key = `${node.kind} ${own} ${operands(node).map(number)}`;
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key)!;
  });
  const kept = new Map(
    edges.map(
      (edge) => [`${number(edge.first)} ${edge.every ? number(edge.every) : ""} ${edge.table ?? ""}`, edge] as const,
    ),
  );
  return [...kept.values()];
}
