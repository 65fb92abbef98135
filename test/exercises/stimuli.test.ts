import { expect, test } from "vitest";
import { type Experiment, simulate, traceOf } from "../../src/index.ts";
import { withReference } from "../shared.ts";

type Input = NonNullable<Extract<Experiment, { model: "lif" }>["input"]>;

/** The input factory of the exercises counts in steps of 1 ms, both ends included: its step 2 to 5 lasts from 2 to 6 ms. */
const inputs: Readonly<Record<string, Input>> = {
  "TOOL-input-step no append": [{ stimulus: "step", amplitude: "3 nA", start: "2 ms" }],
  "TOOL-input-step start==end (3,3)": [{ stimulus: "step", amplitude: "3 nA", start: "3 ms", stop: "4 ms" }],
  "TOOL-input-ramp(2,6,1ms,1nA,5nA)": [
    { stimulus: "ramp", from: "1 nA", amplitude: "6 nA", start: "2 ms", stop: "7 ms" },
  ],
  "TOOL-input-ramp start==end": [],
  "TOOL-input-sine(2,10,1ms,2nA,100Hz,1nA dc,phase pi/6)": [
    {
      stimulus: "sine",
      amplitude: "2 nA",
      frequency: "100 Hz",
      offset: "1 nA",
      phase: Math.PI / 6,
      start: "2 ms",
      stop: "11 ms",
    },
  ],
  "TOOL-input-zero": [],
  "TOOL-input-spikes([1,3,3])": [
    { stimulus: "spikes", times: ["1 ms", "3 ms", "3 ms"], amplitude: "2 nA", tau: "1 ms", shape: "rectangular" },
  ],
};

withReference("neurodynex/tools.json", ({ read, ids }) => {
  test("every input of the exercises' factory is a stimulus, sample for sample", () => {
    const cases = ids.filter((id) => id.startsWith("TOOL-input-"));
    expect(cases).toEqual(Object.keys(inputs));
    for (const id of cases) {
      const rows = read<{ values_nA: number[][] }>(id).expected.values_nA;
      const duration = `${rows.length} ms` as const;
      const result = simulate({
        model: "lif",
        input: inputs[id]!,
        duration,
        dt: "1 ms",
        record: { variables: ["I"] },
      });
      const wanted = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
      Array.from(traceOf(result, "I", 0), (current, k) => expect(1e9 * current).toBeCloseTo(wanted[k]!, 10));
    }
  });
});
