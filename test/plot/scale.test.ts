import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { numberText, scaleOver, ticksOf } from "../../src/plot/scale.ts";
import { textWidth, unitText, wrapText } from "../../src/plot/text.ts";

const texts = (low: number, high: number, count = 5, type: "linear" | "log" = "linear") =>
  ticksOf({ label: "", domain: [low, high], type }, count).map(({ text }) => text);

test("ticks are round numbers inside the axis, with the digits that tell them apart", () => {
  expect(texts(0, 100)).toEqual(["0", "20", "40", "60", "80", "100"]);
  expect(texts(-70, -55, 3)).toEqual(["−70", "−65", "−60", "−55"]);
  expect(texts(0, 0.3, 3)).toEqual(["0.0", "0.1", "0.2", "0.3"]);
  expect(texts(0, 2e-7, 2)).toEqual(["0", "10⁻⁷", "2×10⁻⁷"]);
  expect(texts(0, 50_000, 2)).toEqual(["0", "20\u2009000", "40\u2009000"]);
  expect(texts(1, 1000, 4, "log")).toEqual(["1", "10", "100", "1000"]);
});

test("every linear axis has two ticks or more, all inside it and in order", () => {
  const finite = { noNaN: true, min: -1e9, max: 1e9 };
  fc.assert(
    fc.property(
      fc.double(finite),
      fc.double({ ...finite, min: 1e-6 }),
      fc.integer({ min: 1, max: 9 }),
      (low, size, count) => {
        const { domain } = scaleOver("", [low, low + size]);
        const ticks = ticksOf({ label: "", domain, type: "linear" }, count).map(({ value }) => value);
        const room = 1e-5 * (domain[1] - domain[0]);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(3 * count + 4);
        expect(ticks.every((tick, k) => k === 0 || tick > ticks[k - 1]!)).toBe(true);
        expect(ticks[0]!).toBeGreaterThanOrEqual(domain[0] - room);
        expect(ticks.at(-1)!).toBeLessThanOrEqual(domain[1] + room);
      },
    ),
  );
});

test("numbers and units are written for people", () => {
  expect([0, 2, -0.5, 1234567, 0.00001234, NaN].map((value) => numberText(value))).toEqual([
    "0",
    "2",
    "−0.5",
    "1.235×10⁶",
    "1.234×10⁻⁵",
    "–",
  ]);
  expect(["uA/cm^2", "MOhm", "mV", "1/ms", "mV*s^-1"].map(unitText)).toEqual(["µA/cm²", "MΩ", "mV", "1/ms", "mV·s⁻¹"]);
});

test("texts are broken at spaces and hyphens, and in words only where they are too long", () => {
  expect(wrapText("spike-frequency adaptation", 10)).toEqual(["spike-frequency", "adaptation"]);
  expect(wrapText("spike-frequency adaptation", 6)).toEqual(["spike-", "frequency", "adaptation"]);
  expect(wrapText("aaaaaaaa", 2.6)).toEqual(["aaaa", "aaaa"]);
  expect(wrapText("가나다 라", 3)).toEqual(["가나다", "라"]);
  expect(wrapText("  ", 5)).toEqual([]);
});

test("no text is wider in DejaVu Sans than the room that is left for it, nor needs much less", () => {
  const file = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  const font = { fontFiles: [file], loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" };
  const printable = Array.from({ length: 94 }, (_, k) => String.fromCharCode(33 + k)).filter(
    (own) => !"<&".includes(own),
  );
  const texts = ["amplitude 20 nA", "tau_m = 10 ms", "membrane potential v (mV)", "−0.6275 µA/cm²", printable.join("")];
  for (const text of texts) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="DejaVu Sans" font-size="100">${text}</text></svg>`;
    const wide = new Resvg(svg, { font }).getBBox()!.width / 100;
    expect(textWidth(text)).toBeGreaterThan(wide);
    expect(textWidth(text)).toBeLessThan(1.1 * wide);
  }
});
