import { EquationError, type Span } from "../errors.ts";

/** A word of the language. Comments are left out; `text` of an operator is as written, of a newline empty. */
export interface Token {
  readonly kind: "number" | "name" | "operator" | "newline" | "end";
  readonly text: string;
  readonly span: Span;
}

/** Longer texts are refused: characters, tokens. */
const limits = { characters: 1_000_000, tokens: 100_000 } as const;

const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const namePattern = /[A-Za-z_]\w*/y;
const operatorPattern = /\*\*=?|\/\/=?|%=|<=|>=|==|!=|\+=|-=|\*=|\/=|[-+*/%<>=():,;]/y;
const blankPattern = /(?:[^\S\n]|#[^\n]*)+/y;

/** What people write for what the language says otherwise. */
const foreign: Readonly<Record<string, string>> = {
  "^": 'write a power as "**"',
  "&": 'write "and"',
  "|": 'write "or"',
  "!": 'write "not"',
  "~": 'write "not"',
  "'": 'write a derivative as "dv/dt"',
  "\u2019": 'write a derivative as "dv/dt"',
  "[": "write round brackets",
  "]": "write round brackets",
  "{": "write round brackets",
  "}": "write round brackets",
  "\u2212": 'write "-"',
  "\u2013": 'write "-"',
  "×": 'write "*"',
  "·": 'write "*"',
  "÷": 'write "/"',
  "≥": 'write ">="',
  "≤": 'write "<="',
  "≠": 'write "!="',
  "\u00b5": 'write "u" for micro, as in "uA"',
  "\u03bc": 'write "u" for micro, as in "uA"',
  "\u03a9": 'write "ohm"',
  "\u2126": 'write "ohm"',
  "\\": "a line goes on where a bracket is open or an operator ends it",
  '"': "leave the quotation marks out",
};

/**
 * The tokens of a text, the last one of kind "end". Throws an EquationError at a character that the language does not have, and
 * for a text of more than a million characters or a hundred thousand tokens.
 */
export function tokenize(source: string): Token[] {
  if (source.length > limits.characters) {
    throw new EquationError(
      "the text is too long",
      "",
      { start: 0, end: 0 },
      `at most ${limits.characters} characters`,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  for (;;) {
    at += match(blankPattern)?.length ?? 0;
    if (at >= source.length) break;
    const token = next(source, at, match);
    tokens.push(token);
    at = token.span.end;
    if (tokens.length > limits.tokens) {
      throw new EquationError(
        "the text has too many parts",
        "",
        { start: 0, end: 0 },
        `at most ${limits.tokens} words`,
      );
    }
  }
  tokens.push({ kind: "end", text: "", span: { start: source.length, end: source.length } });
  return tokens;
}

function next(source: string, at: number, match: (pattern: RegExp) => string | undefined): Token {
  const make = (kind: Token["kind"], text: string): Token => ({
    kind,
    text,
    span: { start: at, end: at + text.length },
  });
  if (source[at] === "\n") return { kind: "newline", text: "", span: { start: at, end: at + 1 } };
  const number = match(numberPattern);
  if (number !== undefined) {
    if (Number.isFinite(Number(number))) return make("number", number);
    throw new EquationError(
      `${number} is too large for a number`,
      source,
      make("number", number).span,
      'write "inf" if it is meant',
    );
  }
  const name = match(namePattern);
  if (name !== undefined) return make("name", name);
  const operator = match(operatorPattern);
  if (operator !== undefined) return make("operator", operator);
  const character = String.fromCodePoint(source.codePointAt(at)!);
  const wayOut = foreign[character] ?? "names are made of the letters a to z, digits and _";
  throw new EquationError(
    `"${character}" is not part of the language`,
    source,
    make("operator", character).span,
    wayOut,
  );
}
