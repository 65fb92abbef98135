/**
 * The value of a piece of LaTeX as a mathematician reads it, to judge printed equations by. Factors stand side by side, a
 * minus stands before a whole product, a bracket on conditions is Iverson's. What people read in two ways is refused: a power
 * of a fraction, of a root or of a function without brackets, and mod beside another operator.
 */
export function readLatex(latex: string, symbols: ReadonlyMap<string, number>): number {
  const reader = new LatexReader(latex, symbols);
  const value = reader.disjunction();
  reader.end();
  return value;
}

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  "\\exp": Math.exp,
  "\\ln": Math.log,
  "\\log_{10}": Math.log10,
  "\\sin": Math.sin,
  "\\tanh": Math.tanh,
  "\\min": Math.min,
  "\\max": Math.max,
  "\\operatorname{sgn}": Math.sign,
  "\\operatorname{expm1}": Math.expm1,
  // of a condition, which is 1 or 0 already
  "\\operatorname{int}": Number,
};

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "\\le": (a, b) => a <= b,
  ">": (a, b) => a > b,
  "\\ge": (a, b) => a >= b,
  "=": (a, b) => a === b,
  "\\ne": (a, b) => a !== b,
};

class LatexReader {
  #at = 0;
  readonly #text: string;
  readonly #symbols: readonly (readonly [string, number])[];

  constructor(text: string, symbols: ReadonlyMap<string, number>) {
    this.#text = text;
    this.#symbols = [...symbols].sort(([a], [b]) => b.length - a.length);
  }

  disjunction(): number {
    let value = this.#conjunction();
    while (this.#take("\\;\\text{or}\\;")) value = Number(this.#conjunction() !== 0 || value !== 0);
    return value;
  }

  end(): void {
    if (this.#rest() !== "") throw new RangeError(`cannot read ${this.#rest()} in ${this.#text}`);
  }

  #conjunction(): number {
    let value = this.#comparison();
    while (this.#take("\\;\\text{and}\\;")) value = Number(this.#comparison() !== 0 && value !== 0);
    return value;
  }

  #comparison(): number {
    const left = this.#sum();
    const sign = Object.keys(comparisons).find((sign) => this.#take(sign));
    return sign === undefined ? left : Number(comparisons[sign]!(left, this.#sum()));
  }

  #sum(): number {
    const negative = this.#take("-");
    const first = this.#product();
    if (this.#take("\\bmod")) {
      const divisor = this.#factor();
      if (negative || first.factors > 1 || /^(\\,|\\times|[-+])/.test(this.#rest())) this.#refuse();
      return first.value - divisor * Math.floor(first.value / divisor);
    }
    let value = negative ? -first.value : first.value;
    for (;;) {
      if (this.#take("+")) value += this.#product().value;
      else if (this.#take("-")) value -= this.#product().value;
      else return value;
    }
  }

  #product(): { value: number; factors: number } {
    let [value, factors] = [this.#factor(), 1];
    while (this.#take("\\,") || this.#take("\\times")) {
      value *= this.#factor();
      factors++;
    }
    return { value, factors };
  }

  #factor(): number {
    const { value, base } = this.#base();
    if (!this.#take("^")) return value;
    if (!base) this.#refuse();
    return value ** this.#braced();
  }

  /** `base`: whether a power of it needs no brackets. */
  #base(): { value: number; base: boolean } {
    const number = /^\d+(\.\d+)?/.exec(this.#rest())?.[0];
    if (number !== undefined) {
      this.#take(number);
      return { value: Number(number), base: true };
    }
    if (this.#take("\\frac")) return { value: this.#braced() / this.#braced(), base: false };
    if (this.#take("\\sqrt")) return { value: Math.sqrt(this.#braced()), base: false };
    if (this.#take("\\lnot")) return { value: Number(this.#base().value === 0), base: false };
    if (this.#take("\\left(")) return { value: this.#until("\\right)"), base: true };
    if (this.#take("\\left[")) return { value: this.#until("\\right]"), base: true };
    if (this.#take("\\left|")) return { value: Math.abs(this.#until("\\right|")), base: true };
    if (this.#take("\\left\\lfloor")) return { value: Math.floor(this.#until("\\right\\rfloor")), base: true };
    if (this.#take("\\left\\lceil")) return { value: Math.ceil(this.#until("\\right\\rceil")), base: true };
    const name = Object.keys(functions).find((name) => this.#take(`${name}\\left(`));
    if (name !== undefined) {
      const args = [this.disjunction()];
      while (this.#take(",")) args.push(this.disjunction());
      if (!this.#take("\\right)")) this.#refuse();
      return { value: functions[name]!(...args), base: false };
    }
    const symbol = this.#symbols.find(([symbol]) => this.#take(symbol));
    return symbol ? { value: symbol[1], base: true } : this.#refuse();
  }

  #braced(): number {
    if (!this.#take("{")) this.#refuse();
    return this.#until("}");
  }

  #until(close: string): number {
    const value = this.disjunction();
    return this.#take(close) ? value : this.#refuse();
  }

  #rest(): string {
    return this.#text.slice(this.#at).trimStart();
  }

  #take(sign: string): boolean {
    const rest = this.#rest();
    if (!rest.startsWith(sign)) return false;
    this.#at = this.#text.length - rest.length + sign.length;
    return true;
  }

  #refuse(): never {
    throw new RangeError(`cannot be read at ${this.#rest()} in ${this.#text}`);
  }
}
