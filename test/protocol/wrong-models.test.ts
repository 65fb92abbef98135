import { describe, expect, test } from "vitest";
import { type ExperimentError, protocols, runProtocol } from "../../src/index.ts";

const parameters = { tau: "10 ms", E: "-70 mV", R: "10 MOhm" };
const driven = "dv/dt = (E - v + R*I)/tau : volt\nI : amp (input)";
const spikes = { threshold: "v > -50*mV", reset: "v = -65*mV", initial: { v: "-70 mV" } };

/** Protocols that do not need the part; compare drives the squid axon, and refuses a current in another unit before. */
const content = {
  threshold: ["sine-response", "frequency-response", "impedance", "phase-plane", "bifurcation", "compare"],
  input: ["reliability", "accuracy", "phase-plane", "patterns", "compare"],
};

const needing = (kind: keyof typeof content) =>
  protocols.map(({ name }) => name).filter((name) => !content[kind].includes(name));

/** What a protocol says to an experiment that it refuses. */
function refusal(protocol: string, experiment: object, settings: object = {}): ExperimentError {
  try {
    runProtocol({ protocol, experiment, ...settings } as never);
  } catch (error) {
    return error as ExperimentError;
  }
  throw new Error(`${protocol} answers`);
}

describe("a model without a threshold is refused by name, with the variables it has", () => {
  test.each(needing("threshold"))("%s", (name) => {
    const { message } = refusal(name, { model: { equations: driven, parameters } });
    expect(message).toMatch(/^experiment\.model: the model has no threshold.*one of its variables, v/);
  });
});

describe("a model without an input is refused by name, with what it has", () => {
  test.each(needing("input"))("%s", (name) => {
    const model = { equations: "dv/dt = (E - v)/tau : volt", parameters: { tau: "10 ms", E: "-70 mV" }, ...spikes };
    const { message } = refusal(name, { model });
    expect(message).toMatch(/the model has no input to drive.*tau, E|there is no "(amplitude|mean)" to set.*tau, E/);
  });
});

describe("a model with two inputs is asked which", () => {
  test.each(protocols.map(({ name }) => name).filter((name) => name !== "patterns"))("%s", (name) => {
    const model = { equations: `${driven.replace("R*I", "R*(I + J)")}\nJ : amp (input)`, parameters, ...spikes };
    expect(refusal(name, { model }).message).toMatch(/several inputs.*I.*J/);
  });
});

describe("a parameter or variable that is not there is refused with those that are", () => {
  const with_ = (setting: string) => protocols.filter(({ settings }) => setting in settings).map(({ name }) => name);

  test.each(with_("vary"))("%s: vary", (name) => {
    const { message, path } = refusal(name, { model: "lif" }, { vary: "tau_n" });
    expect([path, message]).toEqual([
      "vary",
      expect.stringMatching(/there is no "tau_n" to set \(did you mean "tau_m"/),
    ]);
    expect(refusal(name, { model: "lif" }, { vary: "zzz" }).wayOut).toMatch(/^there are tau_m, R, E_L, v_th/);
  });

  test.each(with_("variable"))("%s: variable", (name) => {
    expect(refusal(name, { model: "lif" }, { variable: "zzz" }).message).toMatch(/no variable "zzz" \(there are v/);
  });

  test.each(with_("to"))("%s: to", (name) => {
    const settings = name === "phase-response" ? { height: "0.1 nA", to: "zzz" } : { to: "zzz" };
    expect(refusal(name, { model: "lif" }, settings).message).toMatch(/no input "zzz" \(name one of I\)/);
  });
});
