/** A word of a Python program. */
export interface PythonToken {
  readonly kind: "name" | "number" | "string" | "operator";
  /** As written; of a string what it holds. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of a string that is put together when the program runs, f"…", or holds bytes. */
  readonly isMade?: boolean;
}

/** One statement: its tokens, never none, brackets and strings over as many lines as they take. */
export type Statement = readonly PythonToken[];

const blank = /(?:[^\S\n]|#[^\n]*|\\\n)+/y;
const name = /[A-Za-z_]\w*/y;
const number = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const opening = /([A-Za-z]{0,2})('''|"""|'|")/y;
const operator = /\*\*=?|\/\/=?|[-+*/%@&|^<>=!]=|->|[-+*/%@&|^~<>=()[\]{}:,.;!?$`\\]/y;

const nesting: Readonly<Record<string, number>> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/** The statements of a program or of a part of one. Never throws: what is no Python comes out as tokens all the same. */
export function statementsOf(source: string): Statement[] {
  const statements: Statement[] = [];
  let current: PythonToken[] = [];
  let depth = 0;
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const finish = (): void => {
    if (current.length > 0) statements.push(current);
    current = [];
  };
  while (at < source.length) {
    const space = match(blank);
    if (space) at += space[0].length;
    else if (source[at] === "\n" || (source[at] === ";" && depth === 0)) {
      if (depth === 0) finish();
      at++;
    } else {
      const token = stringAt(source, at, match(opening)) ?? wordAt(source, at, match);
      depth = Math.max(0, depth + (token.kind === "operator" ? (nesting[token.text] ?? 0) : 0));
      current.push(token);
      at = token.end;
    }
  }
  finish();
  return statements;
}

function wordAt(source: string, start: number, match: (pattern: RegExp) => RegExpExecArray | null): PythonToken {
  const made = (kind: PythonToken["kind"], text: string) => ({ kind, text, start, end: start + text.length });
  const digits = match(number);
  if (digits) return made("number", digits[0]);
  const word = match(name);
  return word ? made("name", word[0]) : made("operator", match(operator)?.[0] ?? source[start]!);
}

function stringAt(source: string, start: number, opened: RegExpExecArray | null): PythonToken | undefined {
  if (!opened) return undefined;
  const [whole, prefix, quote] = opened as unknown as [string, string, string];
  const isRaw = /r/i.test(prefix);
  let at = start + whole.length;
  let text = "";
  while (at < source.length && !source.startsWith(quote, at)) {
    if (quote.length === 1 && source[at] === "\n") break;
    if (source[at] === "\\" && !isRaw) {
      const next = source[at + 1] ?? "";
      text += escapes[next] ?? `\\${next}`;
      at += 2;
    } else text += source[at++];
  }
  const end = Math.min(source.length, source.startsWith(quote, at) ? at + quote.length : at);
  return { kind: "string", text, start, end, ...(/[fb]/i.test(prefix) ? { isMade: true } : {}) };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\n": "", "\\": "\\", "'": "'", '"': '"' };

/** The parts of a list of tokens between the commas that stand in no bracket. */
export function splitAtCommas(tokens: Statement): Statement[] {
  const parts: PythonToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "operator") depth += nesting[token.text] ?? 0;
    if (depth === 0 && token.kind === "operator" && token.text === ",") parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** The place of the bracket that closes the one at a place; the end where there is none. */
export function closingOf(tokens: Statement, open: number): number {
  let depth = 0;
  for (let k = open; k < tokens.length; k++) {
    if (tokens[k]!.kind === "operator") depth += nesting[tokens[k]!.text] ?? 0;
    if (depth === 0) return k;
  }
  return tokens.length;
}

export function isOperator(token: PythonToken | undefined, text: string): boolean {
  return token?.kind === "operator" && token.text === text;
}
