import { expect, test } from "vitest";
import { type CableDocument, cableSchema, simulateCable, stimuli } from "../../src/index.ts";
import { dendrite, largest, pulse, runCable } from "./cables.ts";

const cable = { ...dendrite, compartments: 20 };
const step = { at: "100 um", stimulus: "step", amplitude: "1 nA" };
const twig = { length: "100 um", diameter: "1 um", compartments: 5 };
const refusal = (change: object) => {
  try {
    simulateCable({ cable, duration: "1 ms", ...change } as CableDocument);
    return "nothing";
  } catch (error) {
    return (error as Error).message;
  }
};
const withBranches = (branches: object) => refusal({ cable: { ...cable, branches } });

test("a wrong key, kind or unit is refused by its place, with a way out", () => {
  expect(refusal({ model: "lif" })).toMatch(/^model: there is no key "model" \(there are \$schema, cable, electrodes/);
  expect(refusal({ cable: { ...cable, lenght: "3 um" } })).toMatch(/^cable.lenght: .*did you mean "length"/);
  expect(refusal({ cable: { ...cable, R_m: undefined } })).toMatch(/^cable.R_m: is missing; it must be a specific/);
  expect(refusal({ cable: { ...cable, length: "3 ms" } })).toMatch(/^cable.length: "3 ms" is in second.*give it in um/);
  expect(refusal({ cable: { ...cable, length: 500 } })).toMatch(/^cable.length: .*write "500 um"/);
  expect(refusal({ cable: { ...cable, diameter: "0 um" } })).toMatch(/^cable.diameter: must be greater than zero/);
  expect(refusal({ cable: { ...cable, compartments: 1.5 } })).toMatch(/^cable.compartments: must be a whole number/);
  expect(refusal({ cable: { ...cable, end: "open" } })).toMatch(/^cable.end: must be "sealed", "killed" or "infinite"/);
  expect(refusal({ cable: { ...cable, length: "1e-300 um" } })).toMatch(/^cable: .*check the units/);
  expect(refusal({ method: "euler" })).toMatch(/^method: must be one of auto, exact, tr-bdf2/);
  expect(refusal({ duration: "1.005 ms" })).toMatch(/^duration: .*nearest are 1 ms and 1.01 ms/);
});

test("an electrode is refused that no cable can have", () => {
  const electrode = (change: object) => refusal({ electrodes: [{ ...step, ...change }] });
  expect(electrode({ at: "900 um" })).toMatch(/^electrodes\[0\].at: 900 um is not on the trunk, which is 500 um long/);
  expect(electrode({ at: undefined })).toMatch(/^electrodes\[0\].at: is missing; it must be a length/);
  expect(electrode({ branch: "tuft" })).toMatch(/^electrodes\[0\].branch: there is no branch "tuft"/);
  expect(electrode({ amplitude: "1 mV" })).toMatch(/^electrodes\[0\].amplitude: "1 mV" is in volt/);
  expect(electrode({ amplitude: ["1 nA", "2 nA"] })).toMatch(/^electrodes\[0\].amplitude: has several values/);
  expect(electrode({ start: "5 ms" })).toMatch(/^electrodes\[0\].stop: 1 ms is not after start/);
  expect(electrode({ to: "I" })).toMatch(/^electrodes\[0\].to: there is no key "to"/);
  expect(electrode({ stimulus: "stpe" })).toMatch(/^electrodes\[0\].stimulus: .*did you mean "step"/);
  expect(electrode({ stimulus: "white-noise" })).toMatch(/^electrodes\[0\].stimulus: .*take frozen-noise/);
  expect(electrode({ stimulus: "voltage-clamp" })).toMatch(/^electrodes\[0\].stimulus: .*killed/);
});

test("a tree is refused that does not hang together", () => {
  expect(withBranches({ a: { ...twig, parent: "b" } })).toMatch(/^cable.branches.a.parent: there is no branch "b"/);
  expect(withBranches({ a: { ...twig, parent: "b" }, b: { ...twig, parent: "a" } })).toMatch(/grow out of each other/);
  expect(withBranches({ a: { ...twig, from: "33 um" } })).toMatch(/^cable.branches.a.from: .*nearest place is 25 um/);
  expect(withBranches({ "": twig })).toMatch(/is no name/);
  expect(withBranches(JSON.parse(`{ "__proto__": ${JSON.stringify(twig)} }`))).toMatch(/"__proto__" is no name/);
  const killed = { ...cable, end: "killed", branches: { a: twig } };
  expect(refusal({ cable: killed })).toMatch(/^cable.branches.a: it begins at the end of the trunk, which is killed/);
});

test("what cannot be recorded is refused by its place", () => {
  expect(refusal({ record: { at: ["1 mm"] } })).toMatch(/^record.at\[0\]: 1000 um is not on the trunk/);
  expect(refusal({ record: { profiles: ["2 ms"] } })).toMatch(/^record.profiles\[0\]: 2 ms is after the end/);
  expect(refusal({ record: { every: "2 ms" } })).toMatch(/^record.every: "2 ms" is longer than the run/);
  expect(refusal({ record: { evry: "2 ms" } })).toMatch(/^record.evry: .*did you mean "every"/);
  expect(refusal({ record: { at: [{ at: "1 um", branhc: "a" }] } })).toMatch(/^record.at\[0\].branhc: .*did you mean/);
});

test("a cable that is too large is refused, or its run, with what to take instead", () => {
  const large = { ...cable, compartments: 5000 };
  expect(refusal({ cable: large, method: "exact" })).toMatch(/^method: the modes of 5001 nodes.*tr-bdf2/);
  expect(refusal({ duration: "1e6 ms", dt: "0.001 ms", method: "tr-bdf2" })).toMatch(/^record: it would hold/);
  const flood = [{ ...step, amplitude: "1e308 A" }];
  for (const method of ["exact", "tr-bdf2"]) expect(refusal({ electrodes: flood, method })).toMatch(/finite/);
});

test("every stimulus with a course of its own drives a cable, exactly and in small steps alike", () => {
  const course: Record<string, object> = {
    constant: { amplitude: "1 nA" },
    step: { amplitude: "1 nA", start: "0.2 ms" },
    pulses: { amplitude: "1 nA", width: "0.1 ms", period: "0.3 ms" },
    staircase: { increment: "1 nA", interval: "0.25 ms" },
    ramp: { amplitude: "1 nA" },
    sine: { amplitude: "1 nA", frequency: "900 Hz" },
    chirp: { amplitude: "1 nA", stopFrequency: "2 kHz" },
    spikes: { times: ["0.31 ms", "0.5 ms"], amplitude: "1 nA", tau: "0.2 ms" },
    "frozen-noise": { sigma: "1 nA" },
    samples: { values: [1, 3, -2], unit: "nA", interval: "0.3 ms" },
  };
  const driving = stimuli.filter(({ kind }) => kind !== "fluctuation" && kind !== "clamp").map(({ name }) => name);
  expect(Object.keys(course).sort()).toEqual([...driving].sort());
  for (const [stimulus, own] of Object.entries(course)) {
    const run = (method: string, dt: string) =>
      simulateCable({
        cable,
        electrodes: [{ at: "130 um", stimulus, ...own }],
        duration: "2 ms",
        dt,
        method,
        record: { at: ["0 um", "130 um"], every: "0.1 ms" },
      }).traces.values;
    expect(largest(run("exact", "0.01 ms"), run("tr-bdf2", "0.001 ms"))).toBeLessThan(0.02);
  }
});

test("a current that changes in jumps only has a closed form, and no other has", () => {
  const run = (stimulus: string, own: object) =>
    runCable({
      cable: { ...cable, compartments: 50 },
      electrodes: [{ at: "130 um", stimulus, ...own }],
      duration: "2 ms",
      dt: "0.05 ms",
      record: { at: ["0 um", "300 um"] },
    });
  const jumping: Record<string, object> = {
    constant: { amplitude: "0.1 nA" },
    pulses: { amplitude: "0.1 nA", width: "0.1 ms", period: "0.33 ms" },
    staircase: { increment: "0.1 nA", interval: "0.25 ms" },
    spikes: { times: ["0.31 ms", "0.5 ms"], amplitude: "0.1 nA", tau: "0.2 ms", shape: "rectangular" },
    "frozen-noise": { sigma: "0.1 nA", interval: "0.07 ms" },
    samples: { values: [0.1, 0.3, -0.2], unit: "nA", interval: "0.3 ms" },
  };
  for (const [name, own] of Object.entries(jumping)) expect(run(name, own).error(), name).toBeLessThan(0.02);
  const bending: Record<string, object> = {
    ramp: { amplitude: "0.1 nA" },
    sine: { amplitude: "0.1 nA", frequency: "900 Hz" },
    spikes: { times: ["0.31 ms"], amplitude: "0.1 nA", tau: "0.2 ms" },
    samples: { values: [0.1, 0.3], unit: "nA", interval: "0.3 ms", interpolation: "linear" },
  };
  for (const [name, own] of Object.entries(bending))
    expect(run(name, own).result.closedForm, name).toEqual({ whyNot: "its currents change other than in jumps" });
});

test("currents add up, at one place and at several", () => {
  const run = (...electrodes: ReturnType<typeof pulse>[]) =>
    simulateCable({ cable, electrodes, duration: "3 ms", dt: "0.1 ms", record: { at: ["250 um"] } }).traces.values;
  const [a, b] = [pulse("100 um", "0.1 nA", "0.5 ms", "1 ms"), pulse("410 um", "0.2 nA", "0.7 ms", "2 ms")];
  const sum = run(a).map((v, k) => v + run(b)[k]! + 0.07);
  expect(largest(run(a, b), sum)).toBeLessThan(1e-11);
  expect(largest(run(a, a), run(pulse("100 um", "0.2 nA", "0.5 ms", "1 ms")))).toBeLessThan(1e-11);
});

test("samples are those of a run: 0, every, … before the end; a profile may be taken at the end", () => {
  const { traces, profiles } = simulateCable({
    cable,
    duration: "1 ms",
    record: { at: ["0 um"], every: "0.3 ms", profiles: { from: "0 ms", to: "0.9 ms", count: 4 } },
  });
  expect([...traces.times].map((t) => (1000 * t).toFixed(3))).toEqual(["0.000", "0.300", "0.600", "0.900"]);
  expect(profiles.times).toHaveLength(4);
  const { profiles: last } = simulateCable({ cable, duration: "1 ms", record: { profiles: ["1 ms"] } });
  expect(last.times[0]).toBeCloseTo(1e-3, 12);
});

test("the JSON Schema names the keys of the document", () => {
  const { properties } = cableSchema() as { properties: Record<string, object> };
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(["cable", "electrodes", "initial", "duration", "dt", "method", "record"]),
  );
});
