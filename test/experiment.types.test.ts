import { expect, test } from "vitest";
import { parseExperiment } from "../src/experiment.ts";
import type { Experiment, StimulusOf } from "../src/experiment-types.ts";
import type { Current, Time, Voltage } from "../src/quantity/typed.ts";
import { simulate } from "../src/simulate.ts";

/** Compiling this file is the test: each line under an expected error must not compile, every other must. */
function accepts(...experiments: Experiment[]): number {
  return experiments.length;
}

const duration = "200 ms";

test("simulate takes a literal only if its units are those of its model", () => {
  const run = (): unknown[] => [
    simulate({ model: "lif", input: [{ stimulus: "constant", amplitude: "3 nA" }], duration }),
    // @ts-expect-error a voltage is no current
    simulate({ model: "lif", input: [{ stimulus: "constant", amplitude: "3 mV" }], duration }),
    // Read from a file, a document is checked when it is run.
    simulate(parseExperiment({ model: "lif", duration })),
  ];
  expect(run).toThrow('"3 mV" is in volt, but amp is wanted');
});

test("quantities of the right kind compile", () => {
  const compiled = accepts(
    {
      model: "lif",
      parameters: { tau_m: ["8 ms", "0.016 s"], R: "10 MOhm", E_L: "-70.5 mV" },
      input: [{ stimulus: "step", amplitude: { from: "0 nA", to: "10 nA", count: 1000 }, start: "10 ms" }],
      initial: { v: "-70 mV" },
      duration,
      dt: "1e-1 ms",
      record: { variables: ["v"], every: "0.1 ms" },
      spikeTimes: "grid",
      seed: 3,
    },
    { model: "lif", preset: "lesson", duration },
    { model: "adex", preset: "regular-bursting", parameters: { C: "200 pF", g_L: "10 nS", b: "0.06 nA" }, duration },
    { model: "izhikevich", preset: "RS", input: [{ stimulus: "constant", amplitude: 10 }], duration },
    { model: "izhikevich", preset: "tonic-bursting" },
    { model: "izhikevich", parameters: { a: { from: 0.01, to: 0.1, count: 10, scale: "log" } }, duration },
    {
      model: "hodgkin-huxley",
      parameters: { g_Na: "120 mS/cm^2", C: "1 uF/cm**2" },
      input: [{ stimulus: "ramp", amplitude: "10 uA/cm^2", from: "2 uA/cm**2" }],
      duration,
    },
    { model: "hodgkin-huxley-1952", input: [{ stimulus: "step", amplitude: "7.2 uA" }], duration },
    {
      model: "if",
      input: [
        { stimulus: "sine", amplitude: "2.5 nA", frequency: "250 Hz", phase: 1.5, offset: "1 nA", stop: ["1 s"] },
        { stimulus: "samples", values: [0.1, 0.3], unit: "nA", interval: "0.1 ms", interpolation: "linear" },
      ],
      duration,
    },
    {
      model: "lif",
      input: [
        { stimulus: "pulses", amplitude: "2 nA", width: "1 ms", frequency: ["10 Hz", "20 Hz"], count: 5 },
        { stimulus: "staircase", increment: "0.1 nA", interval: "100 ms" },
        { stimulus: "chirp", amplitude: "1 nA", stopFrequency: "100 Hz", sweep: "linear" },
        { stimulus: "spikes", times: ["5 ms", "7 ms"], amplitude: "1 nA", tau: "2 ms", shape: "alpha" },
        { stimulus: "ornstein-uhlenbeck", sigma: "1 nA", tau: "5 ms" },
        { stimulus: "frozen-noise", sigma: ["1 nA", "2 nA"], seed: [1, 2], interpolation: "linear" },
        { stimulus: "voltage-clamp", command: ["-60 mV", "-40 mV"] },
      ],
      duration,
    },
    { model: "poisson", input: [{ stimulus: "constant", amplitude: "40 Hz" }], duration },
    { model: "morris-lecar", preset: "class-1", input: [{ stimulus: "constant", amplitude: "40 uA/cm^2" }], duration },
    {
      model: { equations: "dx/dt = k/second : 1\nk : 1 (input)", parameters: { y: "1 mol" } },
      input: [{ stimulus: "constant", amplitude: "3" }],
      parameters: { y: ["2 mol", "3 mol"] },
      duration,
    },
  );
  expect(compiled).toBe(13);
});

test("a quantity of the wrong kind does not compile", () => {
  // @ts-expect-error a voltage where a current is wanted
  accepts({ model: "lif", input: [{ stimulus: "step", amplitude: "1.2 mV" }], duration });
  // @ts-expect-error a voltage where a time is wanted
  accepts({ model: "lif", parameters: { tau_m: "8 mV" }, duration });
  // @ts-expect-error one wrong value in a list
  accepts({ model: "lif", parameters: { R: ["10 MOhm", "20 nS"] }, duration });
  // @ts-expect-error a wrong end of a range
  accepts({ model: "lif", input: [{ stimulus: "step", amplitude: { from: "0 nA", to: "1 nF", count: 3 } }], duration });
  // @ts-expect-error a bare number where a current is wanted
  accepts({ model: "if", input: [{ stimulus: "constant", amplitude: 2 }], duration });
  // @ts-expect-error a current where the input is per area
  accepts({ model: "hodgkin-huxley", input: [{ stimulus: "constant", amplitude: "2 uA" }], duration });
  // @ts-expect-error a current where the input has no unit
  accepts({ model: "izhikevich", input: [{ stimulus: "constant", amplitude: "10 nA" }], duration });
  // @ts-expect-error a time where a frequency is wanted
  accepts({ model: "if", input: [{ stimulus: "sine", amplitude: "1 nA", frequency: "4 ms" }], duration });
  // @ts-expect-error a current where a potential is wanted
  accepts({ model: "lif", input: [{ stimulus: "voltage-clamp", command: "1 nA" }], duration });
  // @ts-expect-error a duration without a unit
  accepts({ model: "lif", duration: "200" });
  // @ts-expect-error
  const current: Current = "1.2 mV";
  // @ts-expect-error
  const voltage: Voltage = "1.2mA";
  // @ts-expect-error
  const time: Time = "a ms";
  // @ts-expect-error
  const stimulus: StimulusOf<Current> = { stimulus: "constant", amplitude: "1 mV" };
  expect([current, voltage, time, stimulus]).toHaveLength(4);
});

test("a name that the catalogue does not have does not compile", () => {
  // @ts-expect-error no such model
  accepts({ model: "lfi", duration });
  // @ts-expect-error no such parameter
  accepts({ model: "lif", parameters: { tau: "8 ms" }, duration });
  // @ts-expect-error no such preset
  accepts({ model: "lif", preset: "RS", duration });
  // @ts-expect-error neither a duration nor a preset
  accepts({ model: "lif" });
  // @ts-expect-error a preset that says no duration
  accepts({ model: "lif", preset: "lesson" });
  // @ts-expect-error no such variable
  accepts({ model: "lif", initial: { w: "0 nA" }, duration });
  // @ts-expect-error no such stimulus
  accepts({ model: "lif", input: [{ stimulus: "stepp", amplitude: "1 nA" }], duration });
  // @ts-expect-error no such key
  accepts({ model: "lif", duration, steps: 3 });
  expect(true).toBe(true);
});
