import { expect, test } from "vitest";
import { simulateCable } from "../../src/index.ts";
import { drawCable } from "../../src/plot/index.ts";
import { dendrite, pulse } from "../cable/cables.ts";
import { isAllFinite, page, pathsOf, textsOf } from "./drawing.ts";

const cable = { ...dendrite, compartments: 20 };
const run = { electrodes: [pulse("100 um", "1 nA", "0.2 ms", "0.5 ms")], duration: "2 ms", dt: "0.1 ms" };

test("a cable is drawn along its length and over time, with its closed form dashed on every curve", () => {
  const record = { at: ["0 um", "100 um"], profiles: ["0.5 ms", "1 ms", "2 ms"] };
  const figure = drawCable(simulateCable({ ...run, cable, record }), { document: page });
  expect(textsOf(figure, "x label")).toEqual(["distance (µm)", "time (ms)"]);
  expect(textsOf(figure, "curve label").sort()).toEqual(["0 µm", "0.5 ms", "1 ms", "100 µm", "2 ms"]);
  expect(textsOf(figure, "legend")).toEqual(["closed form"]);
  expect(figure.querySelectorAll('path[stroke-dasharray][aria-label="closed form"]')).toHaveLength(5);
  expect(isAllFinite(figure)).toBe(true);
});

test("no line joins two branches", () => {
  const twig = { length: "200 um", diameter: "1 um", compartments: 10 };
  const branched = { ...cable, branches: { left: twig, right: { ...twig, from: "250 um" } } };
  const result = simulateCable({ ...run, cable: branched, record: { profiles: ["1 ms"] } });
  const figure = drawCable(result, { document: page });
  expect(pathsOf(figure, "profile at 1 ms")[0]!.split("M")).toHaveLength(4);
  expect(textsOf(figure, "legend")).toEqual([]);
});
