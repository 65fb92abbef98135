import { superscript } from "./text.ts";

/** One axis of a panel. */
export interface Scale {
  /** `membrane potential v (mV)` */
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly type: "linear" | "log";
  /** Ticks of one's own, with their texts. */
  readonly ticks?: readonly Tick[];
  /** Counts: no ticks between whole numbers. */
  readonly isWhole?: boolean;
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** The least and greatest finite value; undefined where there is none. On a log scale only what is above zero counts. */
export function extentOf(
  columns: Iterable<ArrayLike<number>>,
  type: Scale["type"] = "linear",
): readonly [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const values of columns) {
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!;
      if (!Number.isFinite(value) || (type === "log" && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** A scale that holds the extent, with `room` of its length free at both ends; 0 to 1 where there is no extent. */
export function scaleOver(
  label: string,
  extent: readonly [number, number] | undefined,
  { room = 0, type = "linear" }: { readonly room?: number; readonly type?: Scale["type"] } = {},
): Scale {
  if (type === "log") {
    const [low, high] = extent && extent[0] > 0 ? extent : [1, 10];
    const factor = high > low ? (high / low) ** room : 2;
    return { label, type, domain: [low / factor, high * factor] };
  }
  const [low, high] = extent ?? [0, 1];
  // A difference of a few roundings is none.
  const length = high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)) ? high - low : 0;
  const free = length > 0 ? room * length : 0.1 * Math.abs(high) || 1;
  return { label, type, domain: [low - free, high + free] };
}

/** The next larger of 1, 2 or 5 times a power of ten; a number above zero. */
export function roundUp(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least));
  return Number(([1, 2, 5, 10].find((factor) => factor * decade >= least * (1 - 1e-9))! * decade).toPrecision(12));
}

/** About `count` ticks inside the domain. */
export function ticksOf({ domain, type, ticks, isWhole }: Scale, count: number): readonly Tick[] {
  if (ticks) return ticks;
  if (type === "log") return logTicks(domain, count);
  const most = isWhole ? Math.max(2, Math.floor(domain[1]) - Math.ceil(domain[0]) + 1) : count;
  const found = linearTicks(domain, Math.min(count, most));
  return isWhole
    ? found.filter(({ value }) => Number.isInteger(value)).map(({ value }) => ({ value, text: plain(value, 0) }))
    : found;
}

/** Multiples of 1, 2 or 5 times a power of ten, at least two, written with the digits that tell them apart. */
function linearTicks([low, high]: readonly [number, number], count: number): Tick[] {
  const wanted = (high - low) / Math.max(2, count);
  const exponent = Math.floor(Math.log10(wanted));
  const steps = [10, 5, 2, 1, 0.5, 0.2].map((factor) => Number(`${factor}e${exponent}`));
  const inside = (step: number): number => Math.floor(high / step + 1e-6) - Math.ceil(low / step - 1e-6) + 1;
  // A tick more than wanted for one in four is no harm; a scale with a single number is none.
  const step =
    steps.findLast((candidate) => candidate >= 0.75 * wanted && inside(candidate) >= 2) ??
    steps.find((candidate) => inside(candidate) >= 2)!;
  const first = Math.ceil(low / step - 1e-6);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const isPlain = largest < 1e6 && decimals < 5;
  const digits = Math.min(16, Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step) + 1e-9) + 1);
  return Array.from({ length: inside(step) }, (_, k) => {
    // Of a decimal step the nearest decimal: 3 * 0.1 is 0.3.
    const value = decimals > 0 && decimals < 100 ? Number(((first + k) * step).toFixed(decimals)) : (first + k) * step;
    return { value, text: isPlain ? plain(value, decimals) : scientific(value, digits) };
  });
}

/** Powers of ten; where they are few, also 2 and 5 times each. */
function logTicks([low, high]: readonly [number, number], count: number): Tick[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / Math.max(1, count)));
  const factors = last - first <= Math.min(3, count / 2) ? [1, 2, 5] : [1];
  const ticks: Tick[] = [];
  for (let exponent = first; exponent <= last; exponent += every) {
    for (const factor of factors) {
      const value = Number(`${factor}e${exponent}`);
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      const isPlain = Math.abs(exponent) < 5;
      ticks.push({ value, text: isPlain ? plain(value, Math.max(0, -exponent)) : scientific(value, 1) });
    }
  }
  return ticks;
}

function plain(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".") as [string, string?];
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u2009") : whole;
  return signed(value, fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** `2×10⁻⁷` */
function scientific(value: number, digits: number): string {
  if (value === 0) return "0";
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e") as [string, string];
  const shown = Number(Number(mantissa).toPrecision(Math.max(1, digits)));
  const power = `10${superscript(`${Number(exponent)}`)}`;
  return signed(value, shown === 1 ? power : `${shown}×${power}`);
}

function signed(value: number, digits: string): string {
  return value < 0 && /[1-9]/.test(digits) ? `\u2212${digits}` : digits;
}

/** A number in a text of the figure: at most `digits` significant ones. */
export function numberText(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return scientific(Number(value.toPrecision(digits)), digits);
  const rounded = Number(value.toPrecision(digits));
  const decimals = `${Math.abs(rounded)}`.split(".")[1]?.length ?? 0;
  return plain(rounded, decimals);
}
