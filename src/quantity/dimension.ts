/**
 * Exponents of the seven SI base quantities: length, mass, time, current, temperature, amount, luminous intensity.
 * Volt is [2, 1, -3, -1, 0, 0, 0]; noise xi is [0, 0, -0.5, 0, 0, 0, 0].
 */
export type Dimension = readonly [number, number, number, number, number, number, number];

const baseNames = ["metre", "kilogram", "second", "amp", "kelvin", "mole", "candela"] as const;

const dimension = (length = 0, mass = 0, time = 0, current = 0, temperature = 0, amount = 0, light = 0): Dimension => [
  length,
  mass,
  time,
  current,
  temperature,
  amount,
  light,
];

/** Dimensions that have a name of their own. */
export const dimensions = {
  metre: dimension(1),
  kilogram: dimension(0, 1),
  second: dimension(0, 0, 1),
  amp: dimension(0, 0, 0, 1),
  kelvin: dimension(0, 0, 0, 0, 1),
  mole: dimension(0, 0, 0, 0, 0, 1),
  candela: dimension(0, 0, 0, 0, 0, 0, 1),
  volt: dimension(2, 1, -3, -1),
  ohm: dimension(2, 1, -3, -2),
  siemens: dimension(-2, -1, 3, 2),
  farad: dimension(-2, -1, 4, 2),
  hertz: dimension(0, 0, -1),
  coulomb: dimension(0, 0, 1, 1),
  newton: dimension(1, 1, -2),
  joule: dimension(2, 1, -2),
  watt: dimension(2, 1, -3),
  pascal: dimension(-1, 1, -2),
  tesla: dimension(0, 1, -2, -1),
  weber: dimension(2, 1, -2, -1),
  henry: dimension(2, 1, -2, -2),
  molar: dimension(-3, 0, 0, 0, 0, 1),
} as const;

export type DimensionName = keyof typeof dimensions;

export const dimensionless: Dimension = dimension();

export function multiply(a: Dimension, b: Dimension): Dimension {
  return a.map((exponent, k) => exponent + b[k]!) as unknown as Dimension;
}

export function divide(a: Dimension, b: Dimension): Dimension {
  return a.map((exponent, k) => exponent - b[k]!) as unknown as Dimension;
}

/** The exponent may be a fraction: volt^0.5. */
export function power(a: Dimension, exponent: number): Dimension {
  return a.map((own) => (own === 0 ? 0 : own * exponent)) as unknown as Dimension;
}

/** Exponents are compared to 1e-9, so that (x^(1/3))^3 is x. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, k) => Math.abs(exponent - b[k]!) < 1e-9);
}

export function isDimensionless(a: Dimension): boolean {
  return sameDimension(a, dimensionless);
}

/** The unit people use for a dimension: `10^exponent10` SI units. */
export interface EverydayUnit {
  readonly symbol: string;
  readonly exponent10: number;
}

const { metre, second, amp, volt, ohm, siemens, farad, hertz, coulomb } = dimensions;
const area = power(metre, 2);

const everydayUnits: readonly (readonly [Dimension, string, number])[] = [
  [dimensionless, "1", 0],
  [second, "ms", -3],
  [volt, "mV", -3],
  [amp, "nA", -9],
  [ohm, "MOhm", 6],
  [farad, "nF", -9],
  [siemens, "nS", -9],
  [hertz, "Hz", 0],
  [coulomb, "pC", -12],
  [dimensions.molar, "mM", 0],
  [metre, "um", -6],
  [area, "um^2", -12],
  [power(metre, 3), "um^3", -18],
  [divide(amp, area), "uA/cm^2", -2],
  [divide(farad, area), "uF/cm^2", -2],
  [divide(siemens, area), "mS/cm^2", 1],
  [divide(coulomb, area), "nC/cm^2", -5],
  [multiply(ohm, metre), "Ohm*cm", -2],
  [multiply(ohm, area), "Ohm*cm^2", -4],
  [divide(volt, second), "mV/ms", 0],
  [divide(amp, second), "nA/ms", -6],
  [divide(siemens, second), "nS/ms", -6],
  [divide(siemens, volt), "nS/mV", -6],
  [divide(hertz, volt), "Hz/mV", 3],
  [divide(hertz, amp), "Hz/nA", 9],
  [power(volt, -1), "1/mV", 3],
  [power(amp, -1), "1/nA", 9],
  [power(volt, 2), "mV^2", -6],
  [power(second, 2), "ms^2", -6],
  [dimensions.kilogram, "kg", 0],
  [dimensions.kelvin, "K", 0],
  [dimensions.mole, "mol", 0],
  [dimensions.candela, "cd", 0],
  [dimensions.newton, "N", 0],
  [dimensions.joule, "J", 0],
  [dimensions.watt, "W", 0],
  [dimensions.pascal, "Pa", 0],
  [dimensions.tesla, "T", 0],
  [dimensions.weber, "Wb", 0],
  [dimensions.henry, "H", 0],
];

/** `{ symbol: "mV", exponent10: -3 }` of volt; the product of base units where no everyday unit is known. */
export function everyday(d: Dimension): EverydayUnit {
  const row = everydayUnits.find(([known]) => sameDimension(known, d));
  return row ? { symbol: row[1], exponent10: row[2] } : { symbol: product(d, symbols), exponent10: 0 };
}

/**
 * `"volt"`, `"amp"`, `"second"`; `"1"` where there is no dimension. Named units are put together where two are enough
 * (`"volt/second"`, `"amp/metre^2"`), base units otherwise.
 */
export function nameOfDimension(d: Dimension): string {
  if (isDimensionless(d)) return "1";
  const named = Object.entries(dimensions) as [DimensionName, Dimension][];
  const candidates: [string, Dimension][] = [...named];
  for (const [divisor, by] of [["second", second] as const, ["metre^2", area] as const, ...named]) {
    for (const [name, own] of named) candidates.push([`${name}/${divisor}`, divide(own, by)]);
  }
  for (const [name, own] of named) {
    candidates.push(
      [`${name}^2`, power(own, 2)],
      [`1/${name}`, power(own, -1)],
      [`${name}*second`, multiply(own, second)],
    );
  }
  return candidates.find(([, own]) => sameDimension(own, d))?.[0] ?? product(d, baseNames);
}

const symbols = ["m", "kg", "s", "A", "K", "mol", "cd"] as const;

/** `"kg*m^-2"`, exponents with at most 6 decimals. */
function product(d: Dimension, names: readonly string[]): string {
  return d
    .map((exponent, k) => [names[k]!, Math.round(exponent * 1e6) / 1e6] as const)
    .filter(([, exponent]) => exponent !== 0)
    .map(([name, exponent]) => (exponent === 1 ? name : `${name}^${exponent}`))
    .join("*");
}
