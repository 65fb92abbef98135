import { expect, test } from "vitest";
import { dimensionless, dimensions, divide, power, sameDimension } from "../../src/quantity/dimension.ts";
import { everydayUnit, formatQuantity, parseQuantity, toUnit } from "../../src/quantity/quantity.ts";

const { volt, amp, second, metre, siemens, farad, ohm, hertz, molar } = dimensions;

test.each([
  ["1.2 mV", 1.2e-3, volt],
  ["-70mV", -70e-3, volt],
  ["\u221270 mV", -70e-3, volt],
  ["+5 mV", 5e-3, volt],
  ["1e-3 mV", 1e-6, volt],
  ["2*nA", 2e-9, amp],
  ["3 A", 3, amp],
  ["2 V", 2, volt],
  ["0.2 s", 0.2, second],
  ["0.3 ms", 0.3e-3, second],
  ["0.02", 0.02, dimensionless],
  ["3 uA/cm^2", 3e-2, divide(amp, power(metre, 2))],
  ["3 uA/cm**2", 3e-2, divide(amp, power(metre, 2))],
  ["3 uA/cm2", 3e-2, divide(amp, power(metre, 2))],
  ["3 uA/(cm*cm)", 3e-2, divide(amp, power(metre, 2))],
  ["3 uA cm^-2", 3e-2, divide(amp, power(metre, 2))],
  ["0.02 1/ms", 20, hertz],
  ["0.02/ms", 20, hertz],
  ["7 nS/mV", 7e-6, divide(siemens, volt)],
  ["10 Mohm", 1e7, ohm],
  ["10 MOhm", 1e7, ohm],
  ["10 M\u03a9", 1e7, ohm],
  ["1 uF/cm^2", 1e-2, divide(farad, power(metre, 2))],
  ["5 \u00b5A", 5e-6, amp],
  ["5 \u03bcA", 5e-6, amp],
  ["2 nmolar", 2e-6, molar],
  ["1 uM", 1e-3, molar],
  ["1 mol/litre", 1000, molar],
  ["2 mV/s^0.5", 2e-3, [2, 1, -3.5, -1, 0, 0, 0] as const],
  ["2 mV/s^(1/2)", 2e-3, [2, 1, -3.5, -1, 0, 0, 0] as const],
])("%s is %f in SI", (text, value, dimension) => {
  const quantity = parseQuantity(text);
  expect(quantity.value).toBe(value);
  expect(sameDimension(quantity.dimension, dimension)).toBe(true);
});

test("a plain number is dimensionless", () => {
  expect(parseQuantity(5)).toEqual({ value: 5, dimension: dimensionless });
});

test("every number with a prefix is rounded once", () => {
  for (let k = 1; k < 2000; k++) expect(parseQuantity(`${k / 10} ms`).value).toBe(Number(`${k / 10}e-3`));
});

test.each([
  ["1 volt", "1 V"],
  ["1 mvolt", "1 mV"],
  ["1 millivolt", "1 mV"],
  ["1 ampere", "1 A"],
  ["1 amp", "1 A"],
  ["1 namp", "1 nA"],
  ["1 msecond", "1 ms"],
  ["1 usecond", "1 us"],
  ["1 meter", "1 metre"],
  ["1 cmeter", "1 cm"],
  ["1 metre2", "1 m^2"],
  ["1 mm3", "1e-9 m^3"],
  ["1 liter", "1 dm^3"],
  ["1 kilogram", "1 kg"],
  ["1 kilogram", "1000 g"],
  ["1 siemens", "1/ohm"],
  ["1 hertz", "1 1/s"],
  ["1 coulomb", "1 A*s"],
  ["1 joule", "1 N*m"],
  ["1 watt", "1 V*A"],
  ["1 pascal", "1 N/m^2"],
  ["1 farad", "1 C/V"],
  ["1 tesla", "1 Wb/m^2"],
  ["1 henry", "1 V*s/A"],
])("%s is %s", (a, b) => {
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  expect(left.value).toBeCloseTo(right.value, 15);
  expect(sameDimension(left.dimension, right.dimension)).toBe(true);
});

test.each([
  ["1.2 mVV", /"mVV" in "1.2 mVV" is not a unit \(did you mean "mV"\?\)/],
  ["10 mohms", /did you mean "Mohm"\?|did you mean "ohm"\?|did you mean "mohm"\?/],
  ["5 HZ", /did you mean "Hz"/],
  ["", /not a quantity/],
  ["mV", /not a quantity/],
  ["1 mV/", /a unit is missing/],
  ["1 (mV", /"\)" is missing/],
  ["1 mV)", /cannot read "\)"/],
  ["1e999 mV", /too large/],
  ["1 mV^99", /from -20 to 20/],
  ["1,5 mV", /unit is missing/],
  ["nan", /not a quantity/],
])("%s is refused with a reason", (text, message) => {
  expect(() => parseQuantity(text)).toThrow(RangeError);
  expect(() => parseQuantity(text)).toThrow(message);
});

test("a quantity of another dimension is refused with both sides, and a bare 0 fits any", () => {
  expect(() => parseQuantity("2 mV", { dimension: amp })).toThrow(
    '"2 mV" is in volt, but amp is wanted (give it in nA)',
  );
  expect(() => parseQuantity("2", { dimension: amp })).toThrow('(write "2 nA")');
  expect(parseQuantity("0", { dimension: amp })).toEqual({ value: 0, dimension: amp });
  expect(() => parseQuantity(Number.NaN)).toThrow(RangeError);
});

test("results are in the units of the field", () => {
  const symbols = [second, volt, amp, ohm, farad, siemens, hertz, dimensionless].map((d) => everydayUnit(d).symbol);
  expect(symbols).toEqual(["ms", "mV", "nA", "MOhm", "nF", "nS", "Hz", "1"]);
  const densities = [amp, farad, siemens].map((d) => everydayUnit(divide(d, power(metre, 2))));
  expect(densities).toEqual([
    { symbol: "uA/cm^2", factor: 1e-2 },
    { symbol: "uF/cm^2", factor: 1e-2 },
    { symbol: "mS/cm^2", factor: 10 },
  ]);
  expect(everydayUnit(power(volt, 3)).symbol).toBe("m^6*kg^3*s^-9*A^-3");
});

test("an everyday unit is read back as its factor", () => {
  const area = power(metre, 2);
  for (const d of [volt, amp, ohm, farad, siemens, hertz, molar, area, divide(amp, area), divide(siemens, volt)]) {
    const { symbol, factor } = everydayUnit(d);
    expect(parseQuantity(`1 ${symbol}`)).toEqual({ value: factor, dimension: expect.anything() });
    expect(sameDimension(parseQuantity(`1 ${symbol}`).dimension, d)).toBe(true);
  }
});

test("a quantity goes into its unit and back without stray decimals", () => {
  for (let k = -5000; k < 5000; k += 7) {
    expect(toUnit(parseQuantity(`${k / 100} mV`).value, 1e-3)).toBe(k / 100);
    expect(toUnit(parseQuantity(`${k / 1000} nA`).value, 1e-9)).toBe(k / 1000);
    expect(toUnit(parseQuantity(`${k / 10} MOhm`).value, 1e6)).toBe(k / 10);
  }
  expect(formatQuantity(0.003, second)).toBe("3 ms");
  expect(formatQuantity(0.25, dimensionless)).toBe("0.25");
});
