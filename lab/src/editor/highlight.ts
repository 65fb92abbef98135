import { commonUnits, EquationError, functionNames, type Token, tokenize } from "rheobase";

/** How a stretch of a text looks. */
export type Look = "number" | "function" | "unit" | "word" | "variable" | "operator" | "comment";

export interface Piece {
  readonly look: Look;
  readonly start: number;
  readonly end: number;
}

const functions: ReadonlySet<string> = new Set(functionNames);
const units: ReadonlySet<string> = new Set(commonUnits);
/** Words that have a meaning of their own. */
const words: ReadonlySet<string> = new Set(["and", "or", "not", "t", "dt", "i", "pi", "inf", "xi"]);

/** The pieces of a text, as the language's own lexer takes it apart. Characters that the language does not have are passed over. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let isUnit = false;
  let from = 0;
  for (const token of tokensOf(source)) {
    pieces.push(...commentsIn(source, from, token.span.start));
    from = token.span.end;
    if (token.kind === "newline" || token.text === ";") isUnit = false;
    else if (token.text === ":") isUnit = true;
    if (token.kind !== "newline" && token.kind !== "end")
      pieces.push({ look: lookOf(token, isUnit, source), start: token.span.start, end: token.span.end });
  }
  return pieces;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    const rest = source.slice(offset);
    const moved = (own: readonly Token[]): Token[] =>
      own.map((token) => ({ ...token, span: { start: token.span.start + offset, end: token.span.end + offset } }));
    try {
      return [...tokens, ...moved(tokenize(rest))];
    } catch (error) {
      if (!(error instanceof EquationError) || error.span.end <= 0) return tokens;
      tokens.push(...moved(tokenize(rest.slice(0, error.span.start)).slice(0, -1)));
      offset += error.span.end;
    }
  }
}

function lookOf({ kind, text, span }: Token, isUnit: boolean, source: string): Look {
  if (kind === "number") return "number";
  if (kind === "operator") return "operator";
  if (functions.has(text) && source.slice(span.end).trimStart().startsWith("(")) return "function";
  if (isUnit || units.has(text)) return "unit";
  return words.has(text) || text.startsWith("xi_") ? "word" : "variable";
}

/** What the lexer leaves out between two tokens, but for blanks. */
function commentsIn(source: string, start: number, end: number): Piece[] {
  const gap = source.slice(start, end);
  return Array.from(gap.matchAll(/#[^\n]*/g), ({ 0: text, index }) => ({
    look: "comment" as const,
    start: start + index,
    end: start + index + text.length,
  }));
}
