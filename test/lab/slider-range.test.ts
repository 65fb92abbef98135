import { expect, test } from "vitest";
import { including, placeOf, sliderRange, valueAt } from "../../lab/src/document/slider-range.ts";
import { writtenOf } from "../../lab/src/document/written.ts";
import { models, parseQuantity } from "../../src/index.ts";

const parameter = { kind: "parameter" } as const;
const rangeOf = (text: string | number) => sliderRange(writtenOf(text)!, parseQuantity(text), parameter);

const all = models.flatMap(({ name, definition, presets }) =>
  [definition.parameters ?? {}, ...Object.values(presets).map(({ parameters }) => parameters)].flatMap((table) =>
    Object.entries(table).map(([key, text]) => [`${key} of ${name}`, text] as const),
  ),
);

test("the slider of every parameter of every model and preset can stand at its value, and on both sides of it", () => {
  const wrong = all.filter(([, text]) => {
    const { number } = writtenOf(text)!;
    const range = rangeOf(text);
    return !(range.low <= number && number < range.high && (number === range.low ? number === 0 : true));
  });
  expect(wrong).toEqual([]);
});

test("a slider set to the place of a value is within one step of it", () => {
  for (const [, text] of all) {
    const { number } = writtenOf(text)!;
    const range = rangeOf(text);
    const back = valueAt(range, placeOf(range, number));
    const step = range.isLog ? 0.012 * number : (range.high - range.low) / range.places;
    expect(Math.abs(back - number)).toBeLessThanOrEqual(step);
  }
});

test("potentials move by 40 mV, time constants over a factor of 100, conductances from zero", () => {
  expect(rangeOf("-70.6 mV")).toMatchObject({ low: -110, high: -30, isLog: false });
  expect(rangeOf("8 ms")).toMatchObject({ low: 0.8, high: 80, isLog: true });
  expect(rangeOf("30 nS")).toMatchObject({ low: 0, high: 150, isLog: false });
});

test("a value that was typed beyond the range widens it", () => {
  expect(including(rangeOf("30 nS"), 500)).toMatchObject({ low: 0, high: 500 });
  expect(including(rangeOf("8 ms"), -1)).toMatchObject({ low: -1, isLog: false });
});
