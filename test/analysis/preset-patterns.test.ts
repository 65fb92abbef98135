import { describe, expect, test } from "vitest";
import { countPatterns } from "../../src/analysis/firing-pattern.ts";
import { modelNamed } from "../../src/index.ts";
import { figure, respond } from "./preset-response.ts";

type Row = readonly [preset: string, label: string];

/** Figure 1 of Izhikevich (2004), A to T without R, under the stimuli and in the arithmetic of the figure. */
const panels: Row[] = [
  ["tonic-spiking", "tonic"],
  ["phasic-spiking", "phasic spiking"],
  ["tonic-bursting", "bursting"],
  ["phasic-bursting", "phasic bursting"],
  ["mixed-mode", "initial burst"],
  ["spike-frequency-adaptation", "adapting"],
  ["class-1", "class 1 excitability"],
  ["class-2", "class 2 excitability"],
  ["spike-latency", "spike latency"],
  ["subthreshold-oscillations", "subthreshold oscillations"],
  ["resonator", "resonator"],
  ["integrator", "integrator"],
  ["rebound-spike", "rebound spike"],
  ["rebound-burst", "rebound burst"],
  ["threshold-variability", "threshold variability"],
  ["bistability", "bistability"],
  ["depolarising-after-potential", "depolarising after-potential"],
  ["inhibition-induced-spiking", "inhibition-induced spiking"],
  ["inhibition-induced-bursting", "inhibition-induced bursting"],
];

/** Izhikevich (2003), figure 2. */
const types: Row[] = [
  ["RS", "tonic"],
  ["IB", "initial burst"],
  ["CH", "bursting"],
  ["FS", "tonic"],
  ["LTS", "adapting"],
  ["TC", "tonic"],
  ["TC-burst", "rebound burst"],
  ["RZ", "subthreshold oscillations"],
];

describe("the 20 patterns of Izhikevich (2004) classify as their panels are named", () => {
  test.each(panels)("%s: %s", (preset, label) => {
    expect(respond("izhikevich", preset, figure("izhikevich", preset)).label).toBe(label);
  });

  test("accommodation", () => {
    const model = "izhikevich-accommodation";
    expect(respond(model, "accommodation", figure(model, "accommodation")).label).toBe("accommodation");
    expect(respond(model, "accommodation").label).toBe("accommodation");
  });

  test("they are 20 distinct ones", () => {
    expect(countPatterns(panels.map(([, label]) => label)).size + 1).toBe(20);
  });
});

describe("the equations' own answers, without the figures' coarse steps, classify alike", () => {
  const differ = ["spike-latency", "bistability", "depolarising-after-potential"];
  test.each(panels.filter(([preset]) => !differ.includes(preset)))("%s: %s", (preset, label) => {
    expect(respond("izhikevich", preset).label).toBe(label);
  });

  test("but the latency, bistability and after-potential want another stimulus or b than the figure's, and then do too", () => {
    expect(respond("izhikevich", "spike-latency").label).toBe("silent");
    const late = [{ stimulus: "step", amplitude: 7.1, start: "10.2 ms", stop: "13 ms" }];
    expect(respond("izhikevich", "spike-latency", { input: late }).label).toBe("spike latency");

    expect(respond("izhikevich", "bistability").label).not.toBe("bistability");
    const at = (start: number) => ({ stimulus: "step", amplitude: 1, start: `${start} ms`, stop: `${start + 5} ms` });
    const pulses = [{ stimulus: "constant", amplitude: 0.24 }, at(37.75), at(208)];
    expect(respond("izhikevich", "bistability", { input: pulses }).label).toBe("bistability");

    expect(respond("izhikevich", "depolarising-after-potential").label).not.toBe("depolarising after-potential");
    const other = { parameters: { b: 0.18 } };
    expect(respond("izhikevich", "depolarising-after-potential", other).label).toBe("depolarising after-potential");
  });
});

describe("the cell types of Izhikevich (2003)", () => {
  test.each(types)("%s: %s", (preset, label) => {
    expect(respond("izhikevich", preset, figure("izhikevich", preset)).label).toBe(label);
  });

  test("RS, IB, CH, FS, LTS and the released TC do so without coarse steps too; TC adapts over three intervals then", () => {
    for (const [preset, label] of types.filter(([name]) => name !== "TC"))
      expect(respond("izhikevich", preset).label, preset).toBe(label);
    expect(respond("izhikevich", "TC")).toMatchObject({
      label: "adapting",
      step: { evidence: { transientIntervals: 3 } },
    });
  });
});

/** Naud et al. (2008), table 1. */
const naud: Row[] = [
  ["tonic", "tonic"],
  ["adaptation", "adapting"],
  ["initial-burst", "initial burst"],
  ["regular-bursting", "bursting"],
  ["delayed-accelerating", "delayed accelerating"],
  ["delayed-regular-bursting", "delayed bursting"],
  ["transient", "phasic spiking"],
  ["irregular", "irregular"],
];

test.each(naud)("Naud's %s is %s", (preset, label) => {
  expect(respond("adex", preset).label).toBe(label);
});

/** Neuronal Dynamics, table 6.1. */
const neuronalDynamics: Row[] = [
  ["nd-tonic", "tonic"],
  ["nd-adapting", "adapting"],
  ["nd-initial-burst", "initial burst"],
  ["nd-bursting", "bursting"],
  ["nd-delayed", "delayed tonic"],
];

test.each(neuronalDynamics)("of table 6.1, %s is %s", (preset, label) => {
  expect(respond("adex", preset).label).toBe(label);
});

describe("of table 6.1, two rows do not do what they are named for under their current", () => {
  test("transient fires to the end: 8 spikes, the last interval 83 ms, adapting", () => {
    const { label, step } = respond("adex", "nd-transient");
    expect(label).toBe("adapting");
    expect(step!.evidence.spikes).toBe(8);
    expect(step!.evidence.silenceRatio!).toBeLessThan(1);
    expect(1000 * step!.evidence.settledInterval!).toBeCloseTo(83.1, 0);
  });

  test("irregular bursts regularly: after the first, bursts of 5 with 4 intervals below 4.3 ms", () => {
    const { label, step } = respond("adex", "nd-irregular");
    expect(label).toBe("bursting");
    expect(new Set(step!.evidence.bursts!.slice(1))).toEqual(new Set([5]));
  });
});

test.each([
  ["brette-gerstner", "adapting"],
  ["brette-gerstner-bursting", "bursting"],
  ["brette-gerstner-fast-spiking", "tonic"],
  ["touboul-brette-chaos", "irregular"],
] satisfies Row[])("%s is %s", (preset, label) => {
  expect(respond("adex", preset).label).toBe(label);
});

test("the presets of adex reach 9 distinct patterns", () => {
  const labels = Object.keys(modelNamed("adex").presets).map((preset) => respond("adex", preset).label);
  expect([...countPatterns(labels).keys()].sort()).toEqual([
    "adapting",
    "bursting",
    "delayed accelerating",
    "delayed bursting",
    "delayed tonic",
    "initial burst",
    "irregular",
    "phasic spiking",
    "tonic",
  ]);
});
