import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseCsvTable } from "../../src/data/csv.ts";
import { root } from "../repository/sources.ts";
import { runCommand } from "./recorded-terminal.ts";

/** A recording of a cortical cell under frozen noise. It is not part of the project; where it is absent, the test is skipped. */
const data = process.env.RHEOBASE_DATA ?? join(root, "../shared/data");
const file = join(data, "csv/frozen-noise-5s.csv");

test.skipIf(!existsSync(file))("a measured current drives the shipped neuron, spike by spike", async () => {
  const example = join(root, "examples/in-vivo-current.json");
  const { code, out } = await runCommand(["run", example, "--current", file]);
  expect(code).toBe(0);
  expect(out).toContain("1 neuron, 5000 ms in steps of 0.1 ms");
  expect(out).toContain("v (mV)");

  const json = await runCommand(["run", example, "--current", file, "--json"]);
  const times = JSON.parse(json.out).spikes.times[0] as number[];
  const expected = eulerSpikes([...parseCsvTable(readFileSync(file, "utf8")).columns[1]!.values]);
  expect(times).toHaveLength(expected.length);
  times.forEach((time, k) => {
    expect(Math.abs(time - expected[k]!)).toBeLessThan(0.1);
  });
});

/** The neuron of the example by forward Euler with steps of 2.5 us. Current in nA, 0.1 ms a sample, held; times in ms. */
function eulerSpikes(current: readonly number[]): number[] {
  const [C, gL, EL, vT, slope, a, tauW, b, reset] = [150, 8, -70, -50, 2, 2, 300, 30, -58] as const;
  const pieces = 40;
  const h = 0.1 / pieces;
  const times: number[] = [];
  let [v, w] = [EL as number, 0];
  for (const [k, sample] of current.entries()) {
    for (let piece = 0; piece < pieces; piece++) {
      const upstroke = gL * slope * Math.exp((v - vT) / slope);
      const dv = (gL * (EL - v) + upstroke - w + 1000 * sample) / C;
      const dw = (a * (v - EL) - w) / tauW;
      v += h * dv;
      w += h * dw;
      if (v <= 0) continue;
      times.push(0.1 * k + piece * h);
      v = reset;
      w += b;
    }
  }
  return times;
}
