import { everydayUnit, parseQuantity, type Quantity } from "rheobase";
import { sizeOf, type Written } from "./written.ts";

/** What a slider runs over: positions 0 … `places`, values in the unit of its text. */
export interface SliderRange {
  readonly low: number;
  readonly high: number;
  /** Equal ratios instead of equal differences. */
  readonly isLog: boolean;
  readonly places: number;
}

const places = 400;

/** What a parameter is: any quantity, an input that may have either sign, or a time within the run. */
export type Kind =
  | { readonly kind: "parameter" }
  | { readonly kind: "input" }
  | { readonly kind: "within"; readonly duration: Written };

/**
 * A sensible range about a standard value. Potentials move by 40 mV (small ones, such as slopes, up to five times themselves);
 * time constants, capacitances and resistances run over a factor of 100 in equal ratios, so that they never reach zero;
 * everything else from 0 to about four times its value, on its own side of zero.
 */
export function sliderRange(standard: Written, { dimension }: Quantity, kind: Kind): SliderRange {
  const { number, unit } = standard;
  if (kind.kind === "within") {
    const high = (kind.duration.number * sizeOf(kind.duration.unit)) / sizeOf(unit);
    return { low: 0, high, isLog: false, places };
  }
  const everyday = everydayUnit(dimension);
  const one = everyday.factor / sizeOf(unit);
  const size = Math.abs(number) || (everyday.symbol === "ms" ? 20 * one : one);
  const top = roundUp((kind.kind === "input" ? 3 : 4) * size);
  if (kind.kind === "input") return { low: -roundUp(size), high: top, isLog: false, places };
  if (everyday.symbol === "mV" && (Math.abs(number) >= 15 * one || number === 0)) {
    const middle = Math.round(number / (5 * one)) * 5 * one;
    return { low: middle - 40 * one, high: middle + 40 * one, isLog: false, places };
  }
  if (number > 0 && strictlyPositive.some((of) => sameAs(of, dimension)))
    return { low: rounded(number / 10), high: rounded(number * 10), isLog: true, places };
  return number < 0 ? { low: -top, high: top, isLog: false, places } : { low: 0, high: top, isLog: false, places };
}

const strictlyPositive = ["1 s", "1 F", "1 Ohm", "1 F/m^2", "1 Ohm*m"].map((text) => parseQuantity(text).dimension);

function sameAs(a: Quantity["dimension"], b: Quantity["dimension"]): boolean {
  return a.every((exponent, k) => exponent === b[k]);
}

/** The range widened, where a value lies outside. */
export function including(range: SliderRange, value: number): SliderRange {
  if (value >= range.low && value <= range.high) return range;
  if (range.isLog && value <= 0) return { low: value, high: range.high, isLog: false, places };
  return { ...range, low: Math.min(range.low, value), high: Math.max(range.high, value) };
}

export function placeOf({ low, high, isLog, places }: SliderRange, value: number): number {
  const part = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(part * places);
}

/** The value at a place, rounded to what a step of the slider can tell apart. */
export function valueAt({ low, high, isLog, places }: SliderRange, place: number): number {
  const part = place / places;
  if (isLog) return Number((low * (high / low) ** part).toPrecision(3));
  const step = 10 ** Math.floor(Math.log10((high - low) / places));
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const value = Math.round((low + part * (high - low)) / step) * step;
  return Number(value.toFixed(Math.min(20, digits)));
}

/** Up to 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value * (1 - 1e-9))!;
  return rounded(factor * power);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
