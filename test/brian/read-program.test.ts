import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel, readBrianProgram, simulate, spikesOf } from "../../src/index.ts";

const leaky = `from brian2 import *
start_scope()
tau = 8*ms; R = 10*Mohm
El = -70*mV
V_th = -50 * mV
V_r = El  # where a spike ends
eqs = '''
    dv/dt = (El - v + R*I)/tau : volt (unless refractory)
    I : amp
'''
G = NeuronGroup(1, eqs, threshold='v > V_th', reset='v = V_r', refractory=2*ms, method='exact')
G.v = El
G.I = 2.5*nA
M = StateMonitor(G, 'v', record=True)
run(200*ms)
`;

test("a program of a leaky neuron is read with its texts, values and start, and the rest is named", () => {
  const { definition, notUnderstood } = readBrianProgram(leaky)!;
  expect(definition).toEqual({
    equations: "dv/dt = (El - v + R*I)/tau : volt (unless refractory)\nI : amp",
    threshold: "v > V_th",
    reset: "v = V_r",
    refractory: "2 ms",
    parameters: { tau: "8 ms", R: "10 Mohm", El: "-70 mV", V_th: "-50 mV", V_r: "-70 mV", I: "2.5 nA" },
    initial: { v: "-70 mV" },
  });
  expect(notUnderstood.map(({ text }) => text)).toEqual([
    "start_scope()",
    "method='exact'",
    "M = StateMonitor(G, 'v', record=True)",
    "run(200*ms)",
  ]);
});

test("what was read fires at the times of the closed form", () => {
  const { definition } = readBrianProgram(leaky)!;
  const spikes = spikesOf(simulate({ model: definition, duration: "30 ms" }), 0);
  // tau ln(R I/(R I - 20 mV)) = 8 ln 5 ms, then 2 ms and the same again
  expect(Array.from(spikes, (seconds) => 1000 * seconds)).toEqual([
    expect.closeTo(8 * Math.log(5), 9),
    expect.closeTo(2 + 16 * Math.log(5), 9),
  ]);
});

test("a table of currents, read at t, becomes an input; so does a current without a value", () => {
  const program = `
import brian2 as b2
stimulus = b2.TimedArray(values*b2.namp, dt=1*b2.ms)
eqs = """dv/dt = (-(v + 65*mV) + R*stimulus(t, i) + R*J)/(10*ms) : volt
J : amp"""
R = 20*b2.Mohm
neurons = b2.NeuronGroup(N=1, model=eqs, threshold="v > -50*mV", reset="v = -65*mV")`;
  const { definition, notUnderstood } = readBrianProgram(program)!;
  expect(checkModel(definition, []).inputs.map(({ name }) => name)).toEqual(["J", "stimulus"]);
  expect(notUnderstood).toEqual([
    { text: "stimulus = b2.TimedArray(values*b2.namp, dt=1*b2.ms)", reason: expect.stringContaining("input") },
  ]);
});

test("a current that the reset assigns is a variable, not an input", () => {
  const { definition } = readBrianProgram(
    "NeuronGroup(1, 'dv/dt = -(v + w*Mohm)/ms : volt; w : amp', threshold='v > 1*mV', reset='w += 1*nA')",
  )!;
  expect(checkModel(definition, []).states.map(({ name }) => name)).toEqual(["v", "w"]);
});

test("values that are computed from others are computed, and those that need running are named", () => {
  const { definition, notUnderstood } = readBrianProgram(`
C = 281*pF
gL = 30*nS
taum = C/gL
noise = 2*mV*sqrt(2)
gain = f(3)
unused = 5*pF
eqs = Equations('dv/dt = -(v + gain*0)/taum + noise*xi*taum**-0.5 : volt')
`)!;
  expect(definition.parameters).toEqual({
    taum: expect.stringMatching(/^9\.3666+\d* ms$/),
    noise: expect.stringMatching(/^2\.8284\d* mV$/),
  });
  expect(notUnderstood.map(({ text }) => text)).toEqual(["gain = f(3)", "unused = 5 pF"]);
});

test("equations in pieces, names in a namespace, and keywords without a group", () => {
  const { definition } = readBrianProgram(
    `eqs = 'dv/dt = (v0 - v)/tau : volt\\n'
eqs += 'w : volt'
threshold='v > w', reset='v = 0*mV; w += 1*mV'
g = NeuronGroup(10, eqs, namespace={'v0': 20*mV, "tau": 1e-2*second})`,
  )!;
  expect(definition).toMatchObject({
    equations: "dv/dt = (v0 - v)/tau : volt\nw : volt",
    threshold: "v > w",
    reset: "v = 0*mV; w += 1*mV",
    parameters: { v0: "20 mV", tau: "1e-2 second" },
  });
  expect(() => checkModel(definition, [])).not.toThrow();
});

test("what stands in a branch or a loop is named, not taken; what stands in a function is taken", () => {
  const { definition, notUnderstood } = readBrianProgram(`
def neuron():
    tau = 10*ms
    if fast:
        tau = 1*ms
    return NeuronGroup(1, 'dv/dt = -v/tau : volt')
`)!;
  expect(definition.parameters).toEqual({ tau: "10 ms" });
  expect(notUnderstood.map(({ text }) => text)).toContain("tau = 1*ms");
});

test("a text without equations is no program of a neuron", () => {
  for (const text of ["", "x = 3", "dv/dt = -v/tau : volt", "'''", "NeuronGroup(", "eqs = f'''dv/dt = {x} : 1'''"])
    expect(readBrianProgram(text)).toBeUndefined();
});

test("no text breaks the reading", () => {
  const words = fc.constantFrom(
    "eqs",
    "=",
    "'''",
    '"',
    "(",
    ")",
    "{",
    "}",
    "NeuronGroup",
    ",",
    "\n",
    "dv/dt = -v/ms : 1",
    "*",
    "ms",
    "\\",
    ".",
    "G",
    "#",
    "f'",
    ";",
    "+=",
    "5",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      const program = readBrianProgram(parts.join(""));
      expect(program === undefined || program.definition.equations.includes("/dt")).toBe(true);
    }),
    { seed: 1, numRuns: 500 },
  );
});
