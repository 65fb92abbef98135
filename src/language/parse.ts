import { EquationError, type Span } from "../errors.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Assignment, Equation, Expression, Flag } from "./ast.ts";
import { Cursor } from "./cursor.ts";
import type { Token } from "./token.ts";

/**
 * `dv/dt = (E_L - v)/tau : volt (unless refractory)`, `x = a*b : volt`, `w : amp (constant)`: one a line, or with `;` between.
 * A line goes on while a bracket is open, after an operator, and where the next line begins with an operator or the colon.
 *
 * Throws an EquationError.
 */
export function parseEquations(source: string): Equation[] {
  const cursor = new Cursor(source);
  const equations: Equation[] = [];
  for (cursor.skipEnds(); cursor.peek().kind !== "end"; cursor.skipEnds()) {
    equations.push(equation(cursor));
    const next = cursor.peek();
    if (!cursor.atEnd()) {
      const wayOut = next.text === "(" ? "one pair of brackets holds all flags, with commas" : "one equation a line";
      cursor.fail(`unexpected ${quote(next)} behind the unit`, next.span, wayOut);
    }
  }
  return equations;
}

/** One expression, over any number of lines. Throws an EquationError. */
export function parseExpression(source: string): Expression {
  const cursor = new Cursor(source);
  cursor.skipEnds();
  const value = cursor.expression();
  cursor.skipEnds();
  if (cursor.peek().kind !== "end") unexpected(cursor);
  return value;
}

/** `v = v_reset; w += b`: assignments, one a line or with `;` between; possibly none. Throws an EquationError. */
export function parseReset(source: string): Assignment[] {
  const cursor = new Cursor(source);
  const assignments: Assignment[] = [];
  for (cursor.skipEnds(); cursor.peek().kind !== "end"; cursor.skipEnds()) {
    assignments.push(assignment(cursor));
    if (!cursor.atEnd()) unexpected(cursor);
  }
  return assignments;
}

const quote = (token: Token): string =>
  token.kind === "end" || token.kind === "newline" ? "end of line" : `"${token.text}"`;

/** The expression is complete, but something stands behind it. */
function unexpected(cursor: Cursor): never {
  const token = cursor.peek();
  const before = cursor.previous();
  if (token.text === "=") cursor.fail('"=" cannot stand in an expression', token.span, 'write "==" to compare');
  if (before.kind === "number" && (token.kind === "name" || token.text === "(")) {
    const span = { start: before.span.start, end: token.span.end };
    cursor.fail(
      `an operator is missing between ${quote(before)} and ${quote(token)}`,
      span,
      `write "${before.text}*${token.text}"`,
    );
  }
  const wayOut = token.text === ")" ? "there is no bracket to close" : "write an operator between two values";
  return cursor.fail(`unexpected ${quote(token)}`, token.span, wayOut);
}

function equation(cursor: Cursor): Equation {
  const first = cursor.peek();
  if (first.kind !== "name") {
    cursor.fail(
      `an equation cannot begin with ${quote(first)}`,
      first.span,
      'write "dv/dt = ... : volt", "x = ... : volt" or "w : amp"',
    );
  }
  cursor.advance();
  const start = first.span.start;
  const differential = cursor.peek().text === "/";
  const name = differential ? derivedName(cursor, first) : first.text;
  const sign = cursor.peek();
  const head: Span = { start, end: cursor.previous().span.end };
  if (sign.text === ":" && !differential) {
    return { kind: "parameter", name, ...unitAndFlags(cursor), span: head };
  }
  if (sign.text !== "=") {
    const wayOut =
      sign.text === "=="
        ? 'write "="'
        : differential
          ? `write "d${name}/dt = ... : unit"`
          : `write "${name} = ... : unit" or "${name} : unit"`;
    cursor.fail(`unexpected ${quote(sign)} after "${differential ? `d${name}/dt` : name}"`, sign.span, wayOut);
  }
  cursor.advance();
  const value = cursor.expression();
  cursor.skipNewlinesBefore(":");
  if (cursor.atEnd())
    cursor.fail(`the equation of "${name}" has no unit`, head, 'end it with ": volt", or ": 1" where there is none');
  if (cursor.peek().text !== ":") unexpected(cursor);
  return { kind: differential ? "differential" : "subexpression", name, value, ...unitAndFlags(cursor), span: head };
}

/** The v of dv/dt, the cursor being behind dv. */
function derivedName(cursor: Cursor, first: Token): string {
  cursor.advance();
  const below = cursor.peek();
  if (below.text !== "dt" || !/^d\w/.test(first.text)) {
    const span = { start: first.span.start, end: below.span.end };
    cursor.fail(
      `${quote(first)} over ${quote(below)} is not a derivative`,
      span,
      'write the derivative of v as "dv/dt"',
    );
  }
  cursor.advance();
  return first.text.slice(1);
}

function unitAndFlags(cursor: Cursor): { unit: Expression; flags: Flag[] } {
  cursor.advance();
  const unit = cursor.unit();
  const flags: Flag[] = [];
  if (cursor.peek().text === "(") {
    do {
      cursor.advance();
      flags.push(flag(cursor));
    } while (cursor.peek().text === ",");
    if (cursor.peek().text !== ")")
      cursor.fail(`")" is missing behind the flags`, cursor.peek().span, 'write "(constant, shared)"');
    cursor.advance();
  }
  return { unit, flags };
}

const flagNames = ["unless refractory", "constant", "shared", "input"] as const;

function flag(cursor: Cursor): Flag {
  const start = cursor.peek().span;
  const words: string[] = [];
  for (; cursor.peek().kind === "name"; cursor.advance()) words.push(cursor.peek().text);
  const written = words.join(" ");
  const known = flagNames.find((name) => name === written);
  const span = words.length === 0 ? start : { start: start.start, end: cursor.previous().span.end };
  if (known) return { name: known, span };
  const all = flagNames.map((name) => `(${name})`).join(", ");
  return cursor.fail(
    words.length === 0 ? "a flag is missing" : `unknown flag "${written}"`,
    span,
    didYouMean(written, flagNames, `the flags are ${all}`),
  );
}

const assigning = ["=", "+=", "-=", "*=", "/="] as const;

function assignment(cursor: Cursor): Assignment {
  const target = cursor.peek();
  cursor.advance();
  const sign = cursor.peek();
  const operator = assigning.find((known) => known === sign.text);
  if (target.kind !== "name" || !operator) {
    const span = target.kind === "name" ? sign.span : target.span;
    const wayOut = sign.text === "==" ? 'write "="' : 'write assignments such as "v = v_reset; w += b"';
    throw new EquationError("a reset is a list of assignments", cursor.source, span, wayOut);
  }
  cursor.advance();
  const value = cursor.expression();
  return { target: target.text, operator, value, span: { start: target.span.start, end: value.span.end } };
}
