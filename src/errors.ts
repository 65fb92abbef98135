/** A stretch of source text: offsets of its first character and of the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text that is not a model: names the line, points at the place, says the way out. */
export class EquationError extends Error {
  override readonly name = "EquationError";
  /** What is wrong, without the excerpt. */
  readonly problem: string;
  readonly source: string;
  readonly span: Span;
  readonly wayOut: string | undefined;

  constructor(problem: string, source: string, span: Span, wayOut?: string) {
    super([problem, excerpt(source, span), ...(wayOut ? [`(${wayOut})`] : [])].join("\n"));
    this.problem = problem;
    this.source = source;
    this.span = span;
    this.wayOut = wayOut;
  }
}

/** A document that is not an experiment: names the place in the document and the way out. */
export class ExperimentError extends Error {
  override readonly name = "ExperimentError";
  readonly problem: string;
  /** The place in the document, such as `input[0].amplitude`; empty for the whole. */
  readonly path: string;
  readonly wayOut: string | undefined;

  constructor(problem: string, path: string, wayOut?: string) {
    super(`${path ? `${path}: ` : ""}${problem}${wayOut ? ` (${wayOut})` : ""}`);
    this.problem = problem;
    this.path = path;
    this.wayOut = wayOut;
  }
}

/** A run that cannot go on: names the variable, the neuron and the time where it is known. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
  readonly variable: string | undefined;
  readonly neuron: number | undefined;
  /** Seconds. */
  readonly time: number | undefined;

  constructor(problem: string, where: { variable?: string; neuron?: number; time?: number } = {}, wayOut?: string) {
    super(wayOut ? `${problem} (${wayOut})` : problem);
    this.variable = where.variable;
    this.neuron = where.neuron;
    this.time = where.time;
  }
}

/** Longer source lines are cut around the place. */
const widest = 160;

/** Two lines: the source line with its number, and carets under the span. */
function excerpt(source: string, span: Span): string {
  const start = Math.max(0, Math.min(span.start, source.length));
  const lineStart = start === 0 ? 0 : source.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = source.indexOf("\n", start) < 0 ? source.length : source.indexOf("\n", start);
  const number = source.slice(0, lineStart).split("\n").length;
  const gutter = `${number} | `;
  const from = lineEnd - lineStart > widest ? Math.max(lineStart, start - widest / 2) : lineStart;
  const to = Math.min(lineEnd, from + widest);
  const carets = Math.max(1, Math.min(span.end, to) - start);
  return `${gutter}${source.slice(from, to)}\n${" ".repeat(gutter.length - 2)}| ${" ".repeat(start - from)}${"^".repeat(carets)}`;
}
