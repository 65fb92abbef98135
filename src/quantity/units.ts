import type { Dimension } from "./dimension.ts";
import { dimensionless, dimensions, power } from "./dimension.ts";

/** 10^exponent10 SI units of a dimension; mV is `{ dimension: volt, exponent10: -3, symbol: "mV", degree: 1 }`. */
export interface Unit {
  readonly dimension: Dimension;
  readonly exponent10: number;
  /** Prefix and symbol, in ASCII: `mV`, `uF`, `MOhm`; of `cm2` that of its base, `cm`. */
  readonly symbol: string;
  /** The power of the base: 2 of `cm2`. */
  readonly degree: number;
}

/** Where a unit is written. In equations one-letter names (`m`, `A`, `C`, `V`) are everybody's variables, not units. */
export type UnitContext = "equations" | "quantity";

interface UnitRow {
  readonly names: readonly string[];
  readonly symbols: readonly string[];
  readonly dimension: Dimension;
  readonly exponent10: number;
}

const row = (names: string, symbols: string, dimension: Dimension, exponent10 = 0): UnitRow => ({
  names: names.split(" "),
  symbols: symbols.split(" "),
  dimension,
  exponent10,
});

const d = dimensions;

const units: readonly UnitRow[] = [
  row("metre meter", "m", d.metre),
  row("gram gramme", "g", d.kilogram, -3),
  row("second", "s", d.second),
  row("amp ampere", "A", d.amp),
  row("kelvin", "K", d.kelvin),
  row("mole", "mol", d.mole),
  row("candela", "cd", d.candela),
  row("volt", "V", d.volt),
  row("ohm", "Ohm \u03a9 \u2126", d.ohm),
  row("siemens", "S", d.siemens),
  row("farad", "F", d.farad),
  row("hertz", "Hz", d.hertz),
  row("coulomb", "C", d.coulomb),
  row("newton", "N", d.newton),
  row("joule", "J", d.joule),
  row("watt", "W", d.watt),
  row("pascal", "Pa", d.pascal),
  row("tesla", "T", d.tesla),
  row("weber", "Wb", d.weber),
  row("henry", "H", d.henry),
  row("litre liter", "l L", power(d.metre, 3), -3),
  row("molar", "M", d.molar, 3),
  row("radian", "rad", dimensionless),
];

/** Long name, symbols, power of ten. */
const prefixes: readonly (readonly [string, readonly string[], number])[] = [
  ["yocto", ["y"], -24],
  ["zepto", ["z"], -21],
  ["atto", ["a"], -18],
  ["femto", ["f"], -15],
  ["pico", ["p"], -12],
  ["nano", ["n"], -9],
  ["micro", ["u", "\u00b5", "\u03bc"], -6],
  ["milli", ["m"], -3],
  ["centi", ["c"], -2],
  ["deci", ["d"], -1],
  ["deca", ["da"], 1],
  ["hecto", ["h"], 2],
  ["kilo", ["k"], 3],
  ["mega", ["M"], 6],
  ["giga", ["G"], 9],
  ["tera", ["T"], 12],
  ["peta", ["P"], 15],
  ["exa", ["E"], 18],
  ["zetta", ["Z"], 21],
  ["yotta", ["Y"], 24],
];

/** Prefixes of symbols in equations: `Em` and `Ps` are variables there, not exametres and petaseconds. */
const equationPrefixes = new Set(["f", "p", "n", "u", "m", "k", "M", "G"]);

const longNames = new Map(units.flatMap((unit) => unit.names.map((name) => [name, unit] as const)));
const symbolNames = new Map(units.flatMap((unit) => unit.symbols.map((symbol) => [symbol, unit] as const)));
const longPrefixes = new Map(prefixes.map(([name, , exponent]) => [name, exponent] as const));
const shortPrefixes = new Map(prefixes.map(([, [symbol], exponent]) => [exponent, symbol!] as const));
const symbolPrefixes = new Map(prefixes.flatMap(([, list, exponent]) => list.map((p) => [p, exponent] as const)));

/**
 * The unit of a name: `volt`, `mvolt`, `millivolt`, `mV`, `cm2` (cm^2), `metre3`. Undefined for a name that is no unit there.
 */
export function findUnit(name: string, context: UnitContext): Unit | undefined {
  const plain = findPlainUnit(name, context);
  if (plain) return plain;
  const degree = name.endsWith("2") ? 2 : name.endsWith("3") ? 3 : undefined;
  const base = degree && findPlainUnit(name.slice(0, -1), context);
  return base && { ...base, degree, dimension: power(base.dimension, degree), exponent10: base.exponent10 * degree };
}

function findPlainUnit(name: string, context: UnitContext): Unit | undefined {
  const whole = longNames.get(name) ?? (context === "quantity" || name.length > 1 ? symbolNames.get(name) : undefined);
  if (whole) return unitOf(whole, "", 0);
  for (let length = 1; length <= 5 && length < name.length; length++) {
    const prefix = name.slice(0, length);
    const rest = name.slice(length);
    const long = longNames.get(rest);
    const symbol = context === "quantity" || allowedInEquations(prefix, rest) ? symbolNames.get(rest) : undefined;
    const exponent = symbolPrefixes.get(prefix);
    const unit = exponent === undefined ? long : (long ?? symbol);
    const total = exponent ?? (long && longPrefixes.get(prefix));
    if (unit && total !== undefined) return unitOf(unit, shortPrefixes.get(total)!, total);
  }
  return undefined;
}

function unitOf({ dimension, exponent10, symbols }: UnitRow, prefix: string, power10: number): Unit {
  return { dimension, exponent10: exponent10 + power10, symbol: prefix + symbols[0]!, degree: 1 };
}

function allowedInEquations(prefix: string, symbol: string): boolean {
  return equationPrefixes.has(prefix) || (prefix === "c" && symbol === "m");
}

/** `"volt"` of V: how a unit is written where its one-letter symbol would be a variable. */
export function longNameOf(symbol: string): string | undefined {
  return symbolNames.get(symbol)?.names[0];
}

/** Units that people write every day, for "did you mean", and names that a model may not give to its variables. */
export const commonUnits: readonly string[] = [
  ..."mV uV kV ms us ns nA pA uA mA nS uS mS pS MOhm kOhm GOhm Mohm kohm Gohm Ohm pF nF uF mF Hz kHz MHz".split(" "),
  ...longNames.keys(),
  "kilogram",
];

/** Everyday units of lengths, amounts and charges: suggested, but free to be variables (`cm`, `mm`). */
export const otherUnits: readonly string[] = "um mm cm nm um2 cm2 mm3 um3 mM uM nM mmolar umolar pC nC kg mg mol".split(
  " ",
);
