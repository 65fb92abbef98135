import type { Span } from "../errors.ts";

export type { Span };

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "//"
  | "%"
  | "**"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "and"
  | "or";

/**
 * An expression, as written or as rewritten. Rewriting shares subtrees, so an expression is a graph:
 * a pass over it remembers the nodes it has seen (by identity), or it takes exponential time.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "unary"; readonly operator: "-" | "not"; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly span: Span };

/** One statement of a reset: `v = v_reset`, `w += b`. */
export interface Assignment {
  readonly target: string;
  readonly operator: "=" | "+=" | "-=" | "*=" | "/=";
  readonly value: Expression;
  readonly span: Span;
}

/** One line of equations, as written. `unit` is the text behind the colon. */
export type Equation =
  | {
      readonly kind: "differential";
      readonly name: string;
      readonly value: Expression;
      readonly unit: Expression;
      readonly flags: readonly Flag[];
      readonly span: Span;
    }
  | {
      readonly kind: "subexpression";
      readonly name: string;
      readonly value: Expression;
      readonly unit: Expression;
      readonly flags: readonly Flag[];
      readonly span: Span;
    }
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly unit: Expression;
      readonly flags: readonly Flag[];
      readonly span: Span;
    };

export interface Flag {
  readonly name: "unless refractory" | "constant" | "shared" | "input";
  readonly span: Span;
}
