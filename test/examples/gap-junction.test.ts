import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { modelNamed, type NetworkDocument, simulate, simulateNetwork } from "../../src/index.ts";

const gapJunction = JSON.parse(
  readFileSync(new URL("../../examples/gap-junction.json", import.meta.url), "utf8"),
) as NetworkDocument;

function spikesOf(document: NetworkDocument): Float64Array[] {
  const { times, neurons, size } = simulateNetwork(document).spikes.get("cells")!;
  return Array.from({ length: size }, (_, own) => times.filter((_time, k) => neurons[k] === own));
}

test("two interneurons with a gap junction fall into step", () => {
  const [one, other] = spikesOf(gapJunction);
  const lag = (k: number): number => Math.abs(one!.at(k)! - other!.at(k)!);
  expect(lag(0)).toBeGreaterThan(3e-3);
  expect(lag(-1)).toBeLessThan(1e-6);
});

test("their spikes approach those of the two written as one model, with the first order of dt", () => {
  const { definition } = modelNamed("wang-buzsaki");
  const [own, shared] = [definition.equations.replace(/\nI : .*/, ""), "I : amp/meter**2 (input)"];
  const junction = (from: string, to: string): string => `(I + g_gap*(${from} - ${to}) - `;
  const secondOf = (text: string): string => text.replace(/\b(d?)(v|h|n|m_inf|alpha_.|beta_.)\b/g, "$1$2_2");
  const other = secondOf(own);
  const { h, n } = definition.initial as Record<"h" | "n", string>;
  const both = {
    ...definition,
    equations: [own.replace("(I - ", junction("v_2", "v")), other.replace("(I - ", junction("v", "v_2")), shared].join(
      "\n",
    ),
    parameters: { ...definition.parameters, g_gap: "0.05 mS/cm^2" },
    initial: { v: "-64 mV", v_2: "-56 mV", h, n, h_2: secondOf(h), n_2: secondOf(n) },
  };
  const converged = simulate({
    model: both,
    input: [{ stimulus: "constant", amplitude: "1 uA/cm^2" }],
    ...{ duration: "50 ms", dt: "0.1 ms", method: "dormand-prince", tolerance: 1e-10 },
  });
  const expected = converged.spikes.times;
  const errors = ["0.01 ms", "0.005 ms", "0.0025 ms"].map((dt) => {
    const [first] = spikesOf({ ...gapJunction, dt, duration: "50 ms" });
    expect(first!.length).toBe(expected.length);
    return Math.abs(first!.at(-1)! - expected.at(-1)!);
  });
  expect(errors[2]!).toBeLessThan(1e-5);
  expect(errors[0]! / errors[1]!).toBeCloseTo(2, 0.5);
  expect(errors[1]! / errors[2]!).toBeCloseTo(2, 0.5);
});
