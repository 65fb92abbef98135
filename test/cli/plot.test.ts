import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pngBytes } from "../../src/cli/png.ts";
import { runCommand } from "./recorded-terminal.ts";

const lif = {
  model: "lif",
  input: [{ stimulus: "step", amplitude: "3 nA", start: "10 ms" }],
  duration: "100 ms",
};
const folder = mkdtempSync(join(tmpdir(), "rheobase-"));

/** With texts that are broken into lines in one piece. */
function unbroken(svg: string): string {
  return svg.replace(/<\/tspan>\s*<tspan[^>]*>/g, " ");
}

async function plot(document: object, name: string, ...args: string[]): Promise<string> {
  const file = join(folder, name);
  const { out, complaints } = await runCommand(["plot", "-", "-o", file, ...args], JSON.stringify(document));
  expect([out, complaints]).toEqual([`${file}\n`, ""]);
  return file;
}

/** Width and height, from the first chunk of the file. */
function pngSize(bytes: Uint8Array): [number, number] {
  expect(Array.from(bytes.subarray(1, 4), (byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

test("an experiment that records nothing is drawn with its potential and its current", async () => {
  const svg = readFileSync(await plot(lif, "step.svg"), "utf8");
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:[^>]*svg"/);
  for (const text of [
    "membrane potential v (mV)",
    "input current I (nA)",
    "time (ms)",
    "Leaky integrate-and-fire neuron",
  ])
    expect(unbroken(svg)).toContain(text);
  expect(readFileSync(await plot(lif, "again.svg"), "utf8")).toBe(svg);
});

test("white noise, which has no value at an instant, is left out", async () => {
  const input = [{ stimulus: "white-noise", sigma: "1 nA", mean: "2 nA" }];
  const svg = readFileSync(await plot({ ...lif, input, method: "euler-maruyama" }, "noise.svg"), "utf8");
  expect(svg).toContain("membrane potential v (mV)");
  expect(svg).not.toContain("input current");
});

test("a PNG has the width asked for and the shape of the figure", async () => {
  const wide = pngSize(readFileSync(await plot(lif, "wide.png", "--size", "slide", "--width", "960")));
  expect(wide).toEqual([960, 540]);
  // 500 pixels of 96 to the inch, at 300 dots to the inch.
  expect(pngSize(readFileSync(await plot(lif, "paper.png", "--size", "paper")))[0]).toBe(1563);
});

test("text is drawn in a PNG on a machine without fonts", async () => {
  const square = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><text x="5" y="50" font-family="Helvetica, DejaVu Sans">${text}</text></svg>`;
  const [empty, full] = [await pngBytes(square(""), 100), await pngBytes(square("membrane µ Ω ⁻²"), 100)];
  expect(full.length).toBeGreaterThan(empty.length + 200);
});

test("kinds are traces, rasters, intervals and rates", async () => {
  const sweep = { ...lif, input: [{ ...lif.input[0], amplitude: { from: "0 nA", to: "4 nA", count: 9 } }] };
  const drawn = async (...args: [object, string, ...string[]]) => readFileSync(await plot(...args), "utf8");
  expect(await drawn(sweep, "rate.svg")).toContain("firing rate (Hz)");
  expect(unbroken(await drawn(sweep, "raster.svg", "--kind", "raster"))).toContain("population rate (Hz)");
  expect(await drawn(lif, "isi.svg", "--kind", "isi")).toContain("interspike interval (ms)");
  expect(await drawn(sweep, "trace.svg", "--kind", "trace", "--no-title")).toContain("amplitude 4 nA");
});

test("a protocol's document is drawn as its curve", async () => {
  const question = { protocol: "fi-curve", experiment: { model: "lif" }, values: ["1 nA", "3 nA", "5 nA"] };
  const svg = readFileSync(await plot(question, "curve.svg"), "utf8");
  for (const text of ["rate (Hz)", "amplitude (nA)", "fires from 3 nA"]) expect(svg).toContain(text);
});

test("what cannot be drawn ends with 2 and a way out, and nothing is written", async () => {
  const threshold = { protocol: "threshold", experiment: { model: "lif" } };
  const cases: [object, string, string[], RegExp][] = [
    [lif, "x.pdf", [], /--output: .*\.pdf[\s\S]*\.svg or \.png/],
    [lif, "x", [], /no ending[\s\S]*\.svg or \.png/],
    [lif, "x.svg", ["--kind", "rate"], /--kind: a rate is drawn against one list or range, but the document has none/],
    [lif, "x.svg", ["--width", "wide"], /whole number of pixels/],
    [threshold, "x.svg", [], /the answer of threshold is a few numbers[\s\S]*rheobase threshold prints them/],
  ];
  for (const [document, name, args, message] of cases) {
    const file = join(folder, name);
    const { code, complaints } = await runCommand(["plot", "-", "-o", file, ...args], JSON.stringify(document));
    expect([code, existsSync(file)]).toEqual([2, false]);
    expect(complaints).toMatch(message);
  }
});
