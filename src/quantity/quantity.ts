import type { Dimension } from "./dimension.ts";
import {
  dimensionless,
  everyday,
  isDimensionless,
  multiply,
  nameOfDimension,
  power,
  sameDimension,
} from "./dimension.ts";
import { didYouMean } from "./spelling.ts";
import { commonUnits, findUnit, otherUnits } from "./units.ts";

/** A number in SI base units and what it measures. */
export interface Quantity {
  readonly value: number;
  readonly dimension: Dimension;
}

/** The parts of a refusal, carried as `cause` of the RangeError that `parseQuantity` throws. */
export interface QuantityProblem {
  readonly problem: string;
  readonly wayOut: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * `"1.2 mV"`, `"-70mV"`, `"0.02"`, `5`, `"3 uA/cm^2"`, `"0.02 1/ms"`, `"2*nA"`, `"1 mV/(nA*ms)"` in SI. The number is rounded
 * once: `"0.3 ms"` is 0.3e-3 to the last bit. With `dimension`, the quantity must have it (a bare 0 fits any).
 *
 * Throws a RangeError whose message says what is wrong and a way out; its `cause` is a `QuantityProblem`.
 */
export function parseQuantity(text: string | number, options: { readonly dimension?: Dimension } = {}): Quantity {
  const source = String(text);
  const quantity = typeof text === "number" ? ofNumber(text, source) : new QuantityReader(text).read();
  const wanted = options.dimension;
  if (!wanted || sameDimension(wanted, quantity.dimension)) return quantity;
  if (quantity.value === 0 && isDimensionless(quantity.dimension)) return { value: 0, dimension: wanted };
  return refuse(
    `"${source}" is in ${nameOfDimension(quantity.dimension)}, but ${nameOfDimension(wanted)} is wanted`,
    isDimensionless(quantity.dimension)
      ? `write "${source} ${everyday(wanted).symbol}"`
      : `give it in ${everyday(wanted).symbol}`,
    { start: 0, end: source.length },
  );
}

/** `"3 ms"` of 0.003 s. */
export function formatQuantity(si: number, dimension: Dimension): string {
  const { symbol, factor } = everydayUnit(dimension);
  const value = toUnit(si, factor);
  return symbol === "1" ? `${value}` : `${value} ${symbol}`;
}

/** The unit of results, and its size in SI: `{ symbol: "mV", factor: 1e-3 }` of volt. */
export function everydayUnit(dimension: Dimension): { readonly symbol: string; readonly factor: number } {
  const { symbol, exponent10 } = everyday(dimension);
  return { symbol, factor: Number(`1e${exponent10}`) };
}

/**
 * A number of SI units in units of `factor` SI units: 0.003 s is 3 ms, 0.035 V is 35 mV (not 35.00000000000001). A result
 * within two roundings of a number with at most nine decimals is that number.
 */
export function toUnit(si: number, factor: number): number {
  const inverse = Math.round(1 / factor);
  const value = factor < 1 && Math.abs(inverse * factor - 1) < 1e-15 ? si * inverse : si / factor;
  const near = Math.round(value * 1e9) / 1e9;
  return Math.abs(value) < 9e6 && Math.abs(near - value) <= 4.5e-16 * Math.abs(value) ? near : value;
}

/** From numbers of a unit to SI, rounded once where the unit is a power of ten: 0.3 of ms is 0.0003, not 0.3 * 0.001. */
export function fromUnit(unit: string): (value: number) => number {
  const exponent = /^1e([+-]\d+)$/.exec(parseQuantity(`1 ${unit}`).value.toExponential())?.[1];
  return (value) => {
    const digits = String(value);
    return exponent && !digits.includes("e")
      ? Number(`${digits}e${exponent}`)
      : parseQuantity(`${digits} ${unit}`).value;
  };
}

function ofNumber(value: number, source: string): Quantity {
  if (!Number.isFinite(value))
    return refuse(`${source} is not a finite number`, "give a finite one", { start: 0, end: source.length });
  return { value, dimension: dimensionless };
}

function refuse(problem: string, wayOut: string, span: { start: number; end: number }): never {
  const cause: QuantityProblem = { problem, wayOut, ...span };
  throw new RangeError(`${problem} (${wayOut})`, { cause });
}

const numberPattern = /(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?/y;
const unitPattern = /[A-Za-z_\u00b5\u03bc\u03a9\u2126][\w\u00b5\u03bc\u03a9\u2126]*/y;
const spacePattern = /\s*/y;
const deepest = 50;
const longest = 1000;

/** mantissa · scale · 10^exponent10. The first number is kept as text, so that it is rounded once, with its power of ten. */
interface Reading {
  readonly mantissa: string | undefined;
  readonly scale: number;
  readonly exponent10: number;
  readonly dimension: Dimension;
}

/** Reads one text from left to right; `#at` is the next character. */
class QuantityReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Quantity {
    if (this.#text.length > longest) this.#fail("a quantity has at most 1000 characters", 'write it as in "1.2 mV"', 0);
    const negative = this.#take("-", "\u2212");
    if (!negative) this.#take("+");
    const start = this.#at;
    if (!/[\d.]/.test(this.#text[start] ?? ""))
      this.#fail(`"${this.#text}" is not a quantity`, 'write a number and a unit, such as "1.2 mV"', start);
    const reading = this.#product(0);
    if (this.#at < this.#text.length)
      this.#fail(
        `cannot read "${this.#text.slice(this.#at)}" in "${this.#text}"`,
        'write a quantity such as "1.2 mV" or "3 uA/cm^2"',
      );
    const half = reading.exponent10 - Math.floor(reading.exponent10);
    if (half !== 0 && half !== 0.5)
      this.#fail(`"${this.#text}" has a power that is no multiple of 1/2`, "write the unit without a prefix", 0);
    const size = Number(`${reading.mantissa ?? "1"}e${Math.floor(reading.exponent10)}`);
    const value = size * reading.scale * (half ? Math.sqrt(10) : 1) * (negative ? -1 : 1);
    if (!Number.isFinite(value)) this.#fail(`"${this.#text}" is too large for a number`, "numbers end at 1.8e308", 0);
    return { value, dimension: reading.dimension };
  }

  /** Factors with `*`, `/` or nothing between them, from left to right. */
  #product(depth: number): Reading {
    let product = this.#factor(depth);
    for (;;) {
      this.#skip();
      const next = this.#text[this.#at];
      if (next === undefined || next === ")") return product;
      const inverse = this.#take("/");
      if (!inverse) this.#take("*", "·");
      product = join(product, this.#factor(depth), inverse ? -1 : 1);
    }
  }

  #factor(depth: number): Reading {
    const start = this.#at;
    const base = this.#primary(depth);
    if (!this.#take("**", "^")) return base;
    const exponent = this.#exponent();
    if (base.mantissa !== undefined && Number(base.mantissa) * base.scale !== 1) {
      this.#fail("a number in a quantity has no power", "write the number out", start);
    }
    return { ...base, exponent10: base.exponent10 * exponent, dimension: power(base.dimension, exponent) };
  }

  #primary(depth: number): Reading {
    this.#skip();
    const start = this.#at;
    if (this.#take("(")) {
      if (depth >= deepest) this.#fail("too many brackets", "write the unit out");
      const inner = this.#product(depth + 1);
      if (!this.#take(")")) this.#fail(`")" is missing in "${this.#text}"`, "close the bracket");
      return inner;
    }
    const number = this.#match(numberPattern);
    if (number) {
      return { mantissa: number[1]!, scale: 1, exponent10: Number(number[2] ?? 0), dimension: dimensionless };
    }
    const name = this.#match(unitPattern)?.[0];
    if (name === undefined) {
      this.#fail(`a unit is missing in "${this.#text}"`, 'write a quantity such as "1.2 mV" or "3 uA/cm^2"', start);
    }
    const unit = findUnit(name, "quantity");
    if (!unit) {
      const known = didYouMean(
        name,
        [...commonUnits, ...otherUnits],
        'units are written as in "1.2 mV" or "3 uA/cm^2"',
      );
      this.#fail(`"${name}" in "${this.#text}" is not a unit`, known, start);
    }
    return { mantissa: undefined, scale: 1, exponent10: unit.exponent10, dimension: unit.dimension };
  }

  /** `2`, `-1`, `0.5`, `(-1/2)`. */
  #exponent(): number {
    const start = this.#at;
    const bracket = this.#take("(");
    const sign = this.#take("-", "\u2212") ? -1 : 1;
    const numerator = this.#match(numberPattern);
    const denominator = bracket && this.#take("/") ? this.#match(numberPattern) : undefined;
    const exponent = (sign * Number(numerator?.[0])) / Number(denominator?.[0] ?? 1);
    if (!(Math.abs(exponent) <= 20) || (bracket && !this.#take(")"))) {
      this.#fail(`the power in "${this.#text}" is not a number from -20 to 20`, 'write it as in "3 uA/cm^2"', start);
    }
    return exponent;
  }

  #skip(): void {
    spacePattern.lastIndex = this.#at;
    this.#at += spacePattern.exec(this.#text)?.[0].length ?? 0;
  }

  #take(...signs: string[]): boolean {
    this.#skip();
    const sign = signs.find((candidate) => this.#text.startsWith(candidate, this.#at));
    this.#at += sign?.length ?? 0;
    return sign !== undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    this.#skip();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    this.#at += match?.[0].length ?? 0;
    return match ?? undefined;
  }

  #fail(problem: string, wayOut: string, start = this.#at): never {
    refuse(problem, wayOut, { start, end: Math.max(this.#at, start + 1) });
  }
}

/** a · b^direction. */
function join(a: Reading, b: Reading, direction: 1 | -1): Reading {
  const factor = (b.mantissa === undefined ? 1 : Number(b.mantissa)) * b.scale;
  const first = a.mantissa === undefined && direction === 1;
  return {
    mantissa: first ? b.mantissa : a.mantissa,
    scale: first ? a.scale * b.scale : direction === 1 ? a.scale * factor : a.scale / factor,
    exponent10: a.exponent10 + direction * b.exponent10,
    dimension: multiply(a.dimension, power(b.dimension, direction)),
  };
}
