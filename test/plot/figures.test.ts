import { expect, test } from "vitest";
import { measureFeatures } from "../../src/index.ts";
import {
  drawBifurcation,
  drawComparison,
  drawCurve,
  drawGallery,
  drawIntervalHistogram,
  drawPhasePlane,
  drawRaster,
  drawStepFamily,
  drawTraceFeatures,
  drawTrainRows,
} from "../../src/plot/index.ts";
import { axisOf, cornersOf, isAllFinite, page, pathsOf, textsOf } from "./drawing.ts";

const options = { document: page };
const ms = (...values: number[]) => ({ unit: "ms", values });
/** Times in milliseconds. */
const trainsOf = (...trains: number[][]) => trains.map((train) => Float64Array.from(train, (time) => time / 1000));

test("a raster has a stroke for each spike, and the population rate is spikes over time and neurons", () => {
  const figure = drawRaster(trainsOf([10, 20, 30], [], [25]), 0.1, { ...options, bin: 0.05 });
  const rows = pathsOf(figure, "spikes");
  expect(rows.map((path) => path.split("M").length - 1)).toEqual([3, 0, 1]);
  expect(textsOf(figure, "y label")).toEqual(["neuron", "population rate (Hz)"]);
  // 4 spikes of 3 neurons in 50 ms: 26.7 Hz; the axis ends 8 % above.
  expect(textsOf(figure, "y numbers").at(-1)).toBe("20");
});

test("a histogram counts every interval, and tells the statistics with their units", () => {
  // Intervals of 1.1, 1.5, 2.5 and 9.5 ms: mean 3.65, standard deviation 3.42 ms.
  const figure = drawIntervalHistogram(trainsOf([0, 1.1, 2.6], [10, 12.5, 22]), { ...options, bin: 0.001 });
  const [x, y] = [axisOf(figure, "x"), axisOf(figure, "y")];
  // Four corners for each bar; the second is at the top left.
  const tops = cornersOf(pathsOf(figure, "intervals")[0]!).filter((_, k) => k % 4 === 1);
  const bars = tops
    .map(([at, height]) => [Math.round(x(at)), Math.round(y(height))])
    .filter(([, count]) => count !== 0);
  expect(bars).toEqual([
    [1, 2],
    [2, 1],
    [9, 1],
  ]);
  expect(textsOf(figure, "statistics")).toEqual(["intervals 4 mean 3.65 ms CV 0.936"]);
});

test("curves go through their values, on a logarithmic axis too", () => {
  const x = { unit: "Hz", values: [1, 10, 100, 1000] };
  const curves = [{ y: { unit: "MOhm", values: [10, 1, 0.1, 0.01] }, look: "line" as const, name: "impedance" }];
  const panels = [{ label: "impedance", scale: "log" as const, curves }];
  const figure = drawCurve({ x, label: "frequency", scale: "log", panels }, options);
  const corners = cornersOf(pathsOf(figure, "impedance")[0]!);
  const slopes = corners.slice(1).map(([a, b], k) => (b - corners[k]![1]) / (a - corners[k]![0]));
  for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0]!, 3);
  expect(textsOf(figure, "x numbers")).toEqual(["1", "10", "100", "1000"]);
  expect(textsOf(figure, "y label")).toEqual(["impedance (MΩ)"]);
});

test("points and their closed form share a legend; what a guide marks is written at it", () => {
  const x = { unit: "nA", values: [0, 1, 2, 3] };
  const y = { unit: "Hz", values: [0, 0, NaN, 60] };
  const curves = [
    { name: "measured", y },
    { name: "closed form", y, look: "line" as const },
  ];
  const figure = drawCurve(
    { x, label: "I", panels: [{ label: "rate", curves }], guides: [{ at: 2, text: "rheobase" }] },
    options,
  );
  expect(textsOf(figure, "legend")).toEqual(["measured", "closed form"]);
  expect(textsOf(figure, "guide")).toEqual(["rheobase"]);
  expect(pathsOf(figure, "measured")[0]!.split("M")).toHaveLength(4);
});

test("a phase plane tells its fixed points by their type", () => {
  const fixedPoints = ["stable node", "saddle", "unstable focus"].map((type, k) => ({ x: k, y: k, type }));
  const axis = (label: string) => ({ label, unit: "1", from: -3, to: 3 });
  const flow = { x: [0, 1], y: [0, 1], dx: [1, 0], dy: [0, 0] };
  const nullclines = [{ name: "dv/dt = 0", lines: [{ x: [-3, 3], y: [0, 1] }] }];
  const figure = drawPhasePlane({ x: axis("v"), y: axis("w"), nullclines, flow, fixedPoints, threshold: 1 }, options);
  expect(textsOf(figure, "legend")).toEqual(["dv/dt = 0", "stable node", "saddle", "unstable focus", "slow", "fast"]);
  // Where nothing moves there is no arrow.
  expect(pathsOf(figure, "flow")).toHaveLength(1);
  expect(isAllFinite(figure)).toBe(true);
});

test("stable branches are solid, unstable ones dashed", () => {
  const branches = [true, false].map((isStable, k) => ({ x: [k, k + 1], y: [0, 1], isStable }));
  const points = [{ x: 1, y: 1, text: "SN" }];
  const axes = { parameter: { label: "I", unit: "nA" }, variable: { label: "v", unit: "mV" } };
  const figure = drawBifurcation({ ...axes, branches, points }, options);
  const dash = (label: string) =>
    figure.querySelector(`path[aria-label="${label} equilibrium"]`)!.getAttribute("stroke-dasharray");
  expect([dash("stable"), dash("unstable") !== null]).toEqual([null, true]);
  expect(textsOf(figure, "point")).toEqual(["SN"]);
});

test("features are drawn where they were measured: peaks as dots, widths as lines", () => {
  const time = Float64Array.from({ length: 400 }, (_, k) => k / 10_000);
  // Two triangles from -70 to 30 mV, 4 ms wide.
  const voltage = time.map(
    (t) => -0.07 + 0.1 * Math.max(0, ...[0.01, 0.03].map((peak) => 1 - Math.abs(t - peak) / 0.002)),
  );
  const features = measureFeatures({ time, voltage }, ["peak_voltage", "AP_amplitude"]);
  const figure = drawTraceFeatures({ time, voltage }, features, options);
  const [x, y] = [axisOf(figure, "x"), axisOf(figure, "y")];
  const peaks = cornersOf(pathsOf(figure, "peak_voltage")[0]!).map(([at, level]) => [x(at), y(level)]);
  expect(peaks).toEqual([10, 30].map((at) => [expect.closeTo(at, 1), expect.closeTo(30, 0)]));
  expect(textsOf(figure, "legend")).toEqual(["peak_voltage", "AP_amplitude"]);
});

test("a comparison writes every value, and a missing one as missing", () => {
  const measures = [{ title: "step", column: { unit: "ns", values: [1, NaN, 4000] } }];
  const figure = drawComparison({ names: ["a", "b", "c"], measures }, options);
  expect(textsOf(figure, "value")).toEqual(["1", "–", "4000"]);
  expect(textsOf(figure, "heading")).toEqual(["step (ns), log scale"]);
});

test("a comparison with rings has a dot and a ring in each row, and its headings do not run into each other", () => {
  const column = { unit: "1", values: [0.6, 0.7] };
  const measures = Array.from({ length: 4 }, (_, k) => ({
    title: `coincidence factor ${k}`,
    column,
    rings: [0.65, 0.66],
  }));
  const legend = { dots: "new data", rings: "data of the fit" };
  const figure = drawComparison({ names: ["lif", "mat"], measures, legend }, { ...options, width: 500 });
  expect(textsOf(figure, "legend")).toEqual(["new data", "data of the fit"]);
  const first = [...figure.querySelectorAll("[aria-description='coincidence factor 0, rings'] circle")];
  expect(first).toHaveLength(2);
  // Each column is 500 px less the names over 4; a letter is about half of 13 px wide: two lines.
  for (const heading of figure.querySelectorAll("[aria-description=heading] text"))
    expect(heading.querySelectorAll("tspan").length).toBe(2);
});

test("rows of trains tell spikes in time with most repeats of the cell from those of the model alone", () => {
  const cell = trainsOf([10, 30], [11, 50], [9, 31]);
  const models = [{ name: "lif", train: trainsOf([10, 30, 50, 70])[0]! }];
  const figure = drawTrainRows([{ name: "", start: 0, stop: 0.1, cell, models }], 2e-3, options);
  // 10 ms: all three repeats; 30 ms: two; 50 ms: one; 70 ms: none.
  expect(pathsOf(figure, "lif").map((path) => path.split("M").length - 1)).toEqual([2, 2]);
  expect(textsOf(figure, "y numbers").toSorted()).toEqual(["3 repeats", "lif"]);
  expect(() => drawTrainRows([], 2e-3, options)).toThrow("need a current");
});

test("figures of nothing are labelled and finite", () => {
  const none: number[] = [];
  const empty = [
    drawRaster([], 0.1, options),
    drawIntervalHistogram([], options),
    drawCurve({ x: ms(), label: "I", panels: [{ label: "rate", curves: [{ y: ms() }] }] }, options),
    drawStepFamily(
      { time: ms(), families: [{ label: "v", curves: [] }], steps: { label: "I", column: ms() } },
      options,
    ),
    drawTraceFeatures({ time: new Float64Array(0), voltage: new Float64Array(0) }, {}, options),
  ];
  for (const figure of empty) {
    expect(isAllFinite(figure)).toBe(true);
    expect(textsOf(figure, "x label")).toHaveLength(1);
    expect(textsOf(figure, "y label").length).toBeGreaterThan(0);
  }
  expect(textsOf(drawGallery([], options), "note")).toEqual(["no patterns"]);
  expect(isAllFinite(drawGallery([{ title: "flat", time: none, trace: none }], options))).toBe(true);
  expect(isAllFinite(drawComparison({ names: [], measures: [] }, options))).toBe(true);
});

test("values that are not numbers, or all alike, leave no trace in a path", () => {
  const x = { unit: "nA", values: [0, 1, 2] };
  for (const values of [
    [NaN, NaN, NaN],
    [5, 5, 5],
    [0, 0, 0],
    [1e300, -1e300, Infinity],
    [-1, 0, 1],
  ])
    for (const scale of ["linear", "log"] as const) {
      const curves = [{ y: { unit: "Hz", values }, look: "points and line" as const }];
      expect(isAllFinite(drawCurve({ x, label: "I", scale, panels: [{ label: "f", scale, curves }] }, options))).toBe(
        true,
      );
    }
});

test("columns of different lengths are refused with both", () => {
  const panels = [{ label: "rate", curves: [{ name: "measured", y: ms(1) }] }];
  expect(() => drawCurve({ x: ms(1, 2), label: "I", panels }, options)).toThrow(
    "measured has 1 values, but the horizontal axis 2",
  );
  expect(() => drawRaster([], 0, options)).toThrow("the duration must be above zero, but is 0");
});

test("a long title is wrapped, and its characters are escaped", () => {
  const title = "The firing rate of a leaky integrate-and-fire neuron & its closed form <exact> ".repeat(4);
  const figure = drawRaster([], 1, { ...options, size: "paper", title });
  expect(textsOf(figure, "title").length).toBeGreaterThan(2);
  expect(textsOf(figure, "title").join("").replaceAll(" ", "")).toBe(title.replaceAll(" ", ""));
  expect(figure.outerHTML).not.toMatch(/<exact>|&(?!amp;|lt;|gt;|quot;|#)/);
});

test.each(["paper", "slide", "screen"] as const)("the size %s is that of the picture, dark or light", (size) => {
  for (const scheme of ["light", "dark"] as const) {
    const figure = drawRaster(trainsOf([1]), 0.01, { ...options, size, scheme });
    const [, , width, height] = figure.getAttribute("viewBox")!.split(" ").map(Number);
    expect([figure.getAttribute("width"), figure.getAttribute("height")]).toEqual([`${width}`, `${height}`]);
    if (size === "slide") expect(height! / width!).toBeLessThanOrEqual(9 / 16);
  }
});

test("lines are labelled where they end on the right, in whichever order their points come", () => {
  const curves = [
    { name: "falls", look: "line", y: ms(1, 10, 20) },
    { name: "rises", look: "line", y: ms(30, 15, 0) },
  ] as const;
  const figure = drawCurve({ x: ms(3, 2, 1), label: "dt", panels: [{ label: "error", curves }] }, options);
  expect(textsOf(figure, "curve label")).toEqual(["rises", "falls"]); // from the top
});

test("counts have no ticks between whole numbers", () => {
  const curves = [{ y: { unit: "1", values: [0, 1, 2] } }];
  const figure = drawCurve({ x: ms(1, 2, 3), label: "T", panels: [{ label: "count", curves }] }, options);
  const numbers = textsOf(figure, "y numbers");
  expect(numbers).toEqual(["0", "1", "2"]);
});

test("a raster without spikes says so", () => {
  const figure = drawRaster(trainsOf([], []), 0.1, options);
  expect(textsOf(figure, "nothing")).toEqual(["no spikes"]);
});
