import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkNetwork, type NetworkDocument, simulateNetwork } from "../../src/index.ts";
import { microcircuitRates } from "../network/microcircuit-rates.ts";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const script = `${folder}make-microcircuit.js`;
const made = (scale: number): string => execFileSync("node", [script, `${scale}`, "-"], { encoding: "utf8" });

describe("the cortical microcircuit of Potjans & Diesmann (2014), Cereb Cortex 24:785", () => {
  test("the document is what its script makes", () => {
    expect(made(0.1) === readFileSync(`${folder}microcircuit.json`, "utf8")).toBe(true);
  });

  test("at full size it has 77,169 neurons and 0.3 billion synapses, and no current takes the place of its input", () => {
    const document: NetworkDocument = JSON.parse(made(1));
    const { populations, projections } = checkNetwork(document);
    expect(populations.reduce((sum, { size }) => sum + size, 0)).toBe(77_169);
    expect(projections.reduce((sum, { synapses }) => sum + synapses, 0) / 1e8).toBeCloseTo(3, 1);
    for (const neurons of Object.values(document.populations))
      expect(neurons).toMatchObject({ input: [{ stimulus: "constant", amplitude: "0 pA" }] });
  });

  test("at a tenth of its size every population fires within a quarter of its published rate", () => {
    const document: NetworkDocument = JSON.parse(made(0.1));
    const { spikes } = simulateNetwork(document);
    for (const [name, rate] of Object.entries(microcircuitRates)) {
      const { times, size } = spikes.get(name)!;
      const found = times.filter((time) => time > 0.5).length / size;
      expect([name, Math.abs(found / rate - 1) < 0.25]).toEqual([name, true]);
    }
  });
});
