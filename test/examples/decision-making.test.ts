import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type NetworkDocument, type NetworkResult, simulate, simulateNetwork } from "../../src/index.ts";
import { withReference } from "../shared.ts";

const decisionMaking = JSON.parse(
  readFileSync(new URL("../../examples/decision-making.json", import.meta.url), "utf8"),
) as NetworkDocument;

/** The example with another coherence of the stimulus, -1 (all for B) to 1 (all for A), and other random numbers. */
function withCoherence(coherence: number, seed: number): NetworkDocument {
  const stimulus = (name: string, sign: number) => {
    const population = decisionMaking.populations[name] as unknown as { input: object[] };
    const mean = `${160 * (0.5 + 0.5 * sign * coherence)} Hz`;
    return { ...population, input: [{ ...population.input[0], mean, seed: 2 * seed + (sign + 1) / 2 }] };
  };
  const stimuli = { stimulus_A: stimulus("stimulus_A", 1), stimulus_B: stimulus("stimulus_B", -1) };
  return { ...decisionMaking, seed, populations: { ...decisionMaking.populations, ...stimuli } as never };
}

/** Mean rates of a population in the last part of the run, Hz. */
function lateRate({ spikes, duration }: NetworkResult, name: string, last = 0.2): number {
  const { times, size } = spikes.get(name)!;
  return times.filter((time) => time >= duration - last).length / size / last;
}

test.each([
  [-0.6, "B", "A"],
  [0.6, "A", "B"],
])("with coherence %f %s wins within 1.5 s, with the rates of the reference", (coherence, winner, loser) => {
  for (const seed of [1, 2]) {
    const result = simulateNetwork({ ...withCoherence(coherence, seed), duration: "1.5 s" });
    const within = (rate: number, [low, high]: [number, number]) => {
      expect(rate).toBeGreaterThanOrEqual(low);
      expect(rate).toBeLessThanOrEqual(high);
    };
    within(lateRate(result, winner), [30, 60]);
    within(lateRate(result, loser), [0, 4]);
    // decision.json: the tolerances of winner and loser; 1 to 2.5 Hz and 45 to 51 Hz at the end of its 12 runs
    within(lateRate(result, "Z"), [0.5, 3]);
    within(lateRate(result, "I"), [44, 52]);
  }
});

withReference("neurodynex/decision.json", ({ read }) => {
  test("magnesium blocks as published where the slope is 62 per volt, and hardly where it is 0.062", () => {
    const { expected } = read<{ correct_with_v_in_mV: [number, number][]; source_with_v_in_volt_at_m55mV: number }>(
      "DM-02-mg-block-bug",
    );
    const unblocked = (slope: string, v: number): number => {
      const model = {
        equations: "s = 1 : 1\nB = 1/(1 + Mg/Mg_half*exp(-v*slope)) : 1\ndv/dt = 0*volt/second : volt",
        parameters: { Mg: "1 mM", Mg_half: "3.57 mM", slope },
      };
      const document = { model, initial: { v: `${v} mV` }, duration: "1 ms", record: { variables: ["B"] } };
      return simulate(document).traces!.variables[0]!.values[0]!;
    };
    for (const [v, B] of expected.correct_with_v_in_mV) expect(unblocked("62 1/V", v)).toBeCloseTo(B, 9);
    expect(unblocked("0.062 1/V", -55)).toBeCloseTo(expected.source_with_v_in_volt_at_m55mV, 9);
  });
});
