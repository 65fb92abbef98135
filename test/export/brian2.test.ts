import { expect, test } from "vitest";
import { brian2Script, type ExperimentDocument, models, simulate, spikesOf } from "../../src/index.ts";
import { brianSpikes, testWithBrian } from "./brian2-runs.ts";

/** Brian2 writes and compiles code for each script, which takes long on a machine that is busy. */
const patience = { timeout: 600_000 };

const step = { stimulus: "step", start: "20 ms", stop: "180 ms" };
const rest = { duration: "200 ms", spikeTimes: "grid" } as const;

/** What runs in both, with the same method. */
const documents: Readonly<Record<string, ExperimentDocument>> = {
  "a leaky neuron, two amplitudes": {
    ...rest,
    model: "lif",
    input: [{ ...step, amplitude: ["2.5 nA", "3 nA"] }],
  },
  "two axes and a refractory period that differs": {
    ...rest,
    model: "lif",
    parameters: { t_ref: ["0 ms", "2 ms", "5 ms"] },
    input: [{ ...step, amplitude: ["2.5 nA", "4 nA"] }],
    method: "rk4",
  },
  "AdEx, whose equations take minima": {
    ...rest,
    model: "adex",
    method: "rk4",
    input: [{ ...step, amplitude: "1 nA" }],
    dt: "0.05 ms",
  },
  "Izhikevich's neuron, without units": {
    ...rest,
    model: "izhikevich",
    method: "euler",
    input: [{ ...step, amplitude: 10 }],
  },
  "Hodgkin and Huxley's, which no reset acts on": {
    ...rest,
    model: "hodgkin-huxley",
    method: "exponential-euler",
    dt: "0.02 ms",
    duration: "80 ms",
    input: [{ ...step, stop: "80 ms", amplitude: "10 uA/cm^2" }],
  },
  "a moving threshold": {
    ...rest,
    model: "mat",
    method: "rk4",
    input: [{ ...step, amplitude: "0.6 nA" }],
  },
  "a chirp and a ramp that add up": {
    ...rest,
    model: "lif",
    method: "midpoint",
    input: [
      { stimulus: "chirp", amplitude: "1.5 nA", stopFrequency: "80 Hz", start: "10 ms", offset: "1.5 nA" },
      { stimulus: "ramp", amplitude: "1 nA", start: "50 ms", stop: "150 ms" },
    ],
  },
  "frozen noise, one course for each seed": {
    ...rest,
    model: "lif",
    method: "euler",
    input: [{ stimulus: "frozen-noise", mean: "2 nA", sigma: "1 nA", tau: "3 ms", seed: [1, 2] }],
  },
  "a drawn course": {
    ...rest,
    model: "lif",
    method: "euler",
    input: [{ stimulus: "samples", values: [0, 3, 1, 4, 0], unit: "nA", interval: "40 ms", interpolation: "held" }],
  },
  "a model of one's own, with names that Brian2 has taken": {
    ...rest,
    model: {
      equations: "dv/dt = (N*I/lambda - v)/tau : volt\nN : 1\nlambda : siemens\nI : amp (input)",
      parameters: { tau: "10 ms", N: 2, lambda: "100 nS" },
      threshold: "v > 15*mV",
      reset: "v = 0*mV",
    },
    method: "euler",
    input: [{ stimulus: "constant", amplitude: "1 nA" }],
  },
};

testWithBrian("Brian2 finds the spikes that are found here on the grid, with the same method", patience, () => {
  const theirs = brianSpikes(Object.values(documents));
  Object.entries(documents).forEach(([name, document], k) => {
    const result = simulate(document);
    const ours = Array.from({ length: result.members }, (_, m) => Array.from(spikesOf(result, m), (s) => 1000 * s));
    expect(
      theirs[k]!.map((train) => train.length),
      name,
    ).toEqual(ours.map((train) => train.length));
    expect(Math.min(...ours.map((train) => train.length)), name).toBeGreaterThan(2);
    const differences = ours.flatMap((train, m) => train.map((time, i) => Math.abs(time - theirs[k]![m]![i]!)));
    expect(Math.max(...differences), name).toBeLessThan(1e-6);
  });
});

test("every model of the catalogue has a script, and none mentions a name that Python has taken", () => {
  for (const { name, example } of models) {
    const script = brian2Script({ model: name, ...example, input: [...example.input] });
    expect(script).toContain("NeuronGroup(");
    expect(script).not.toMatch(/\blambda =/);
  }
});

test("a voltage clamp is refused, by its place", () => {
  const input = [{ stimulus: "voltage-clamp", command: "-20 mV" }];
  expect(() => brian2Script({ model: "hodgkin-huxley", input, duration: "10 ms" })).toThrow(/input\[0\].*Brian2/);
});

testWithBrian("random stimuli drive the neuron in Brian2 as often as here, to what chance allows", patience, () => {
  const noise = { mean: "2.2 nA", sigma: "1 nA" };
  const both: ExperimentDocument[] = ["ornstein-uhlenbeck", "white-noise"].map((stimulus) => ({
    model: "lif",
    duration: "2 s",
    spikeTimes: "grid",
    input: [{ stimulus, tau: stimulus === "white-noise" ? "1 ms" : "5 ms", ...noise }],
  }));
  const theirs = brianSpikes(both);
  both.forEach((document, k) => {
    const ours = spikesOf(simulate(document), 0).length;
    // Four standard deviations of the difference of two Poisson counts, which these, being more regular, stay within.
    expect(Math.abs(theirs[k]![0]!.length - ours)).toBeLessThan(4 * Math.sqrt(2 * ours));
    expect(ours).toBeGreaterThan(50);
  });
});
