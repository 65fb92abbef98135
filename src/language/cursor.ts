import { EquationError, type Span } from "../errors.ts";
import type { Expression } from "./ast.ts";
import { isBinaryOperator, isComparison, precedence, unaryPrecedence } from "./operators.ts";
import { type Token, tokenize } from "./token.ts";

/** Brackets, signs and powers inside each other, and operators in a row, have a limit: every later pass may then recurse. */
const limits = { nesting: 200, depth: 500 } as const;

/**
 * Reads tokens from left to right; `expression` and `unit` are operator-precedence parsers (Pratt 1973). Newlines are passed
 * over inside brackets, after an operator and before one.
 */
export class Cursor {
  readonly source: string;
  readonly #tokens: readonly Token[];
  readonly #depths = new Map<Expression, number>();
  #at = 0;
  #brackets = 0;

  constructor(source: string) {
    this.source = source;
    this.#tokens = tokenize(source);
  }

  /** The next token; newlines do not show inside brackets. */
  peek(): Token {
    while (this.#brackets > 0 && this.#tokens[this.#at]!.kind === "newline") this.#at++;
    return this.#tokens[this.#at]!;
  }

  /** The token that was passed last. */
  previous(): Token {
    return this.#tokens[Math.max(0, this.#at - 1)]!;
  }

  advance(): void {
    if (this.peek().kind !== "end") this.#at++;
  }

  /** At the end of a line, a statement, or the text. */
  atEnd(): boolean {
    const { kind, text } = this.peek();
    return kind === "newline" || kind === "end" || text === ";";
  }

  /** Passes over empty lines and statements. */
  skipEnds(): void {
    while (this.atEnd() && this.peek().kind !== "end") this.#at++;
  }

  /** Passes over line ends if `text` follows them. */
  skipNewlinesBefore(text: string): void {
    const next = this.#afterNewlines();
    if (this.#tokens[next]!.text === text) this.#at = next;
  }

  fail(problem: string, span: Span, wayOut?: string): never {
    throw new EquationError(problem, this.source, span, wayOut);
  }

  /** An expression whose operators bind at least as tightly as `least`. */
  expression(least = 0, nesting = 0): Expression {
    if (nesting > limits.nesting)
      this.fail("the expression is nested too deeply", this.peek().span, "name parts of it");
    let left = this.#operand(nesting);
    for (;;) {
      this.#continueLine();
      const token = this.peek();
      const operator = token.text;
      if (token.kind === "end" || !isBinaryOperator(operator)) return left;
      const binding = precedence[operator];
      if (binding < least) return left;
      this.#passOperator();
      const right = this.expression(operator === "**" ? unaryPrecedence["-"] : binding + 1, nesting + 1);
      const span = { start: left.span.start, end: right.span.end };
      left = this.#sized({ kind: "binary", operator, left, right, span }, left, right);
      this.#refuseChain(operator, left);
    }
  }

  /** A unit: names and the number 1 with `*`, `/`, `**` and brackets. A bracket behind it does not belong to it. */
  unit(nesting = 0): Expression {
    let left = this.#unitPower(nesting);
    for (let n = 0; ; n++) {
      const operator = this.peek().text;
      if (operator !== "*" && operator !== "/") return left;
      if (n > 50) this.fail("the unit is too long", this.peek().span, "a unit has at most 50 factors");
      this.#passOperator();
      const right = this.#unitPower(nesting);
      left = { kind: "binary", operator, left, right, span: { start: left.span.start, end: right.span.end } };
    }
  }

  #unitPower(nesting: number): Expression {
    const base = this.#unitOperand(nesting);
    if (this.peek().text !== "**") return base;
    this.#passOperator();
    const right = this.expression(unaryPrecedence["-"], nesting + 1);
    return { kind: "binary", operator: "**", left: base, right, span: { start: base.span.start, end: right.span.end } };
  }

  #unitOperand(nesting: number): Expression {
    const token = this.peek();
    if (token.kind === "name" || token.kind === "number") return this.#leaf();
    if (token.text !== "(" || nesting > 20)
      this.fail("a unit is missing", token.span, 'write ": volt", or ": 1" where there is none');
    return this.#bracketed(() => this.unit(nesting + 1));
  }

  #operand(nesting: number): Expression {
    const token = this.peek();
    const { start } = token.span;
    if (token.text === "-" || token.text === "not" || token.text === "+") {
      this.#passOperator();
      const operand = this.expression(unaryPrecedence[token.text === "not" ? "not" : "-"], nesting + 1);
      if (token.text === "+") return operand;
      const span = { start, end: operand.span.end };
      return this.#sized({ kind: "unary", operator: token.text, operand, span }, operand);
    }
    if (token.text === "(") return this.#bracketed(() => this.expression(0, nesting + 1));
    if (token.kind === "number") return this.#leaf();
    if (token.kind !== "name" || token.text === "and" || token.text === "or") {
      const found = this.atEnd() ? "the end" : `"${token.text}"`;
      return this.fail(`a value is missing before ${found}`, token.span, "write a number, a name or a bracket there");
    }
    const name = this.#leaf();
    if (this.peek().text !== "(") return name;
    const args = this.#args(nesting);
    return this.#sized(
      { kind: "call", name: token.text, args, span: { start, end: this.previous().span.end } },
      ...args,
    );
  }

  #leaf(): Expression {
    const { kind, text, span } = this.peek();
    this.advance();
    return kind === "number" ? { kind, value: Number(text), span } : { kind: "name", name: text, span };
  }

  #args(nesting: number): Expression[] {
    const args: Expression[] = [];
    this.#bracketed(() => {
      if (this.peek().text === ")") return;
      args.push(this.expression(0, nesting + 1));
      while (this.peek().text === ",") {
        this.advance();
        args.push(this.expression(0, nesting + 1));
      }
    });
    return args;
  }

  /** What stands between "(" and ")". */
  #bracketed<T>(read: () => T): T {
    const open = this.peek();
    this.#brackets++;
    this.advance();
    const inner = read();
    const close = this.peek();
    if (close.text === "=") this.fail('"=" cannot stand in an expression', close.span, 'write "==" to compare');
    if (close.text !== ")") {
      const found = close.kind === "end" ? "" : `; found "${close.text}" instead`;
      this.fail(`this bracket is not closed${found}`, open.span, 'write ")" behind what it holds');
    }
    this.#brackets--;
    this.#at++;
    return inner;
  }

  /** Operators may end a line. */
  #passOperator(): void {
    this.advance();
    if (this.#brackets === 0) this.#at = this.#afterNewlines();
  }

  /** An operator may begin a line: nothing else begins with one. */
  #continueLine(): void {
    const next = this.#tokens[this.#afterNewlines()]!;
    if (next.kind !== "end" && isBinaryOperator(next.text)) this.#at = this.#afterNewlines();
  }

  #afterNewlines(): number {
    let next = this.#at;
    while (this.#tokens[next]!.kind === "newline") next++;
    return next;
  }

  #refuseChain(operator: string, left: Expression): void {
    const next = this.peek();
    if (!isBinaryOperator(operator) || !isBinaryOperator(next.text)) return;
    if (!isComparison(operator) || !isComparison(next.text)) return;
    const span = { start: left.span.start, end: next.span.end };
    this.fail("comparisons cannot be chained", span, 'write "a < b and b < c"');
  }

  /** Notes how deep a new node is, and refuses one that is too deep. */
  #sized(node: Expression, ...children: readonly Expression[]): Expression {
    const depth = 1 + Math.max(0, ...children.map((child) => this.#depths.get(child) ?? 0));
    if (depth > limits.depth) this.fail("the expression is too long", node.span, "name parts of it");
    this.#depths.set(node, depth);
    return node;
  }
}
