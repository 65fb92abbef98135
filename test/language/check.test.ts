import { expect, test } from "vitest";
import { checkModel } from "../../src/language/check.ts";
import type { ModelDefinition } from "../../src/language/definition.ts";
import { printExpression } from "../../src/language/print.ts";
import { models } from "../../src/models/index.ts";
import { dimensions } from "../../src/quantity/dimension.ts";

const lif: ModelDefinition = {
  equations: `dv/dt = (E_L - v + R*I)/tau : volt (unless refractory)
              I : amp (input)`,
  parameters: { E_L: "-65 mV", R: "10 Mohm", tau: "8 ms", v_th: "-50 mV", v_reset: "-65 mV" },
  threshold: "v > v_th",
  reset: "v = v_reset",
  refractory: "2 ms",
  initial: { v: "E_L" },
};

const step = {
  to: undefined,
  expression: "amplitude*int(t >= start and t < stop)",
  parameters: [
    { local: "amplitude", name: "amplitude", dimension: dimensions.amp, value: 2e-9 },
    { local: "start", name: "start", dimension: dimensions.second, value: 0.01 },
    { local: "stop", name: "input[0].stop", dimension: dimensions.second, value: 0.19 },
  ],
  tables: [],
};

test("a leaky integrate-and-fire neuron is checked, its units gone and its stimulus written in", () => {
  const model = checkModel(lif, [step]);
  expect(model.states.map((s) => [s.name, s.held, printExpression(s.derivative)])).toEqual([
    ["v", true, "(E_L - v + R*(amplitude*int(t_edge >= start and t_edge < input[0].stop)))/tau"],
  ]);
  expect(Object.fromEntries(model.parameters.map((p) => [p.name, p.value]))).toEqual({
    E_L: -0.065,
    R: 1e7,
    tau: 0.008,
    v_th: -0.05,
    v_reset: -0.065,
    amplitude: 2e-9,
    start: 0.01,
    "input[0].stop": 0.19,
  });
  expect(printExpression(model.threshold!)).toBe("v > v_th");
  expect(model.reset.map((r) => `${r.target} = ${printExpression(r.value)}`)).toEqual(["v = v_reset"]);
  expect(model.refractory).toMatchObject({ kind: "period", length: { kind: "number", value: 0.002 } });
  expect(printExpression(model.initial.get("v")!)).toBe("E_L");
  expect(model.edges.map((e) => [printExpression(e.first), e.every])).toEqual([
    ["start", undefined],
    ["input[0].stop", undefined],
  ]);
  expect(model.inputs.map((input) => input.name)).toEqual(["I"]);
  expect(model.subexpressions.map((s) => s.name)).toEqual(["I"]);
});

test("drives add up, and an input without drives is 0", () => {
  const derivative = (drives: number): string =>
    printExpression(
      checkModel(
        lif,
        Array.from({ length: drives }, (_, k) => ({ ...step, expression: `${k + 1}*nA`, parameters: [] })),
      ).states[0]!.derivative,
    );
  expect(derivative(0)).toBe("(E_L - v)/tau");
  expect(derivative(2)).toBe(`(E_L - v + R*${2e-9 + 1e-9})/tau`);
});

test("a drive reads its tables under the model's names", () => {
  const drive = {
    to: "I",
    expression: "sample(values, floor((t - start)/interval))",
    parameters: ["start", "interval"].map((local) => ({
      local,
      name: `${local}_0`,
      dimension: dimensions.second,
      value: 1e-3,
    })),
    tables: [{ local: "values", name: "values_0", values: Float64Array.of(1, 2), dimension: dimensions.amp }],
  };
  const model = checkModel(lif, [drive]);
  expect(printExpression(model.states[0]!.derivative)).toContain(
    "sample(values_0, floor((t_edge - start_0)/interval_0))",
  );
  expect(model.tables.map((table) => table.name)).toEqual(["values_0"]);
  expect(model.edges.map((e) => [printExpression(e.first), printExpression(e.every!)])).toEqual([
    ["start_0", "interval_0"],
  ]);
});

test("Brian2's COBAHH example checks", () => {
  const model = checkModel(
    {
      equations: `
        dv/dt = (gl*(El-v)+ge*(Ee-v)+gi*(Ei-v)-
                 g_na*(m*m*m)*h*(v-ENa)-
                 g_kd*(n*n*n*n)*(v-EK))/Cm : volt
        dm/dt = alpha_m*(1-m)-beta_m*m : 1
        dn/dt = alpha_n*(1-n)-beta_n*n : 1
        dh/dt = alpha_h*(1-h)-beta_h*h : 1
        dge/dt = -ge*(1./taue) : siemens
        dgi/dt = -gi*(1./taui) : siemens
        alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
        beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
        alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
        beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
        alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
        beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz`,
      parameters: {
        ...{
          Cm: "200 pF",
          gl: "10 nS",
          El: "-60 mV",
          EK: "-90 mV",
          ENa: "50 mV",
          g_na: "20 uS",
          g_kd: "6 uS",
          VT: "-63 mV",
        },
        ...{ taue: "5 ms", taui: "10 ms", Ee: "0 mV", Ei: "-80 mV", we: "6 nS" },
      },
      threshold: "v > -20*mV",
      reset: "ge += we",
      refractory: "v > -20*mV",
      initial: { v: "El + (randn()*5 - 5)*mV", m: "alpha_m/(alpha_m + beta_m)", ge: "(randn() * 1.5 + 4) * 10*nS" },
    },
    [],
  );
  expect(model.states.map((state) => state.name)).toEqual(["v", "m", "n", "h", "ge", "gi"]);
  expect(model.refractory.kind).toBe("condition");
  expect(printExpression(model.states[4]!.derivative)).toBe("-ge*(1/taue)");
});

test("Brian2's adaptive exponential neuron checks", () => {
  const model = checkModel(
    {
      equations: `dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
                  dw/dt = (a*(vm - EL) - w)/tauw : amp
                  I : amp`,
      parameters: {
        ...{ C: "281 pF", gL: "30 nS", EL: "-70.6 mV", VT: "-50.4 mV", DeltaT: "2 mV", Vcut: "-40.4 mV" },
        ...{ tauw: "144 ms", a: "4 nS", b: "0.0805 nA", Vr: "-70.6 mV", I: "1 nA" },
      },
      threshold: "vm>Vcut",
      reset: "vm=Vr; w+=b",
    },
    [],
  );
  expect(model.reset.map((r) => `${r.target} = ${printExpression(r.value)}`)).toEqual(["vm = Vr", "w = w + b"]);
});

test.each(models.map((model) => [model.name, model.definition] as const))(
  "the catalogue's %s checks",
  (_, definition) => {
    const { states, inputs } = checkModel(definition, []);
    expect(states.length + inputs.length).toBeGreaterThan(0);
  },
);

test("constants with units are one correctly rounded number", () => {
  const value = (text: string): unknown => {
    const model = checkModel({ equations: `x = ${text} : 1\nk : 1`, parameters: { k: 1 } }, []);
    return model.subexpressions[0]!.value;
  };
  expect(value("0.3*ms/second")).toMatchObject({ kind: "number", value: 0.3e-3 });
  expect(value("-70*mV/volt")).toMatchObject({ kind: "number", value: -70e-3 });
  expect(value("3*uA/cm**2/(amp/metre**2)")).toMatchObject({ kind: "number", value: 3e-2 });
  expect(value("0.02/ms/Hz")).toMatchObject({ kind: "number", value: 20 });
});

test("the literal 0 and inf fit any unit", () => {
  const equations = "dw/dt = 0 : amp\nx = clip(w, 0, inf) + 0 : amp";
  expect(checkModel({ equations, threshold: "w > 0", reset: "w = 0" }, []).states).toHaveLength(1);
});

test("noise is split into its coefficients", () => {
  const model = checkModel(
    {
      equations:
        "dv/dt = -v/tau + sigma*sqrt(2/tau)*xi : volt\nI_n = 3*xi_2*c - xi_2*c : 1\nc : second**0.5\ndn/dt = (I_n - n)/tau : 1",
      parameters: { tau: "10 ms", sigma: "1 mV", c: "1 s^0.5" },
    },
    [],
  );
  const [v, n] = model.states;
  expect(printExpression(v!.derivative)).toBe("-v/tau");
  expect(v!.noise.map((x) => [x.source, printExpression(x.coefficient)])).toEqual([["xi", "sigma*sqrt(2/tau)"]]);
  expect(n!.noise.map((x) => [x.source, printExpression(x.coefficient)])).toEqual([["xi_2", "(3*c - c)/tau"]]);
  expect(model.subexpressions).toEqual([]);
});

test("a declared parameter that the reset assigns is a state that only resets change", () => {
  const model = checkModel(
    { equations: "dv/dt = w/ms : 1\nw : 1", parameters: { w: 3 }, threshold: "v > 1", reset: "v = 0; w *= 2" },
    [],
  );
  expect(model.states[1]).toMatchObject({ name: "w", derivative: { kind: "number", value: 0 }, held: false });
  expect(model.initial.get("w")).toMatchObject({ kind: "number", value: 3 });
  expect(model.parameters).toEqual([]);
});

test("initial values may need each other, subexpressions and i", () => {
  const initial = { a: "b + x", b: "2*k", c: "i*0.1" };
  const equations = "da/dt = -a/ms : 1\ndb/dt = -b/ms : 1\ndc/dt = -c/ms : 1\ndd/dt = 1*Hz : 1\nx = b*k : 1";
  const model = checkModel({ equations, parameters: { k: 5 }, initial }, []);
  const text = (name: string): string => printExpression(model.initial.get(name)!);
  expect([text("a"), text("b"), text("c"), text("d")]).toEqual(["2*k + 2*k*k", "2*k", "i*0.1", "0"]);
});

test.each([
  [0, "none"],
  ["0 ms", "none"],
  ["2 ms", "period"],
  ["t_ref", "period"],
  ["2*t_ref", "period"],
  ["v > 3", "condition"],
] as const)("refractory %s is %s", (refractory, kind) => {
  const model = checkModel(
    { equations: "dv/dt = 1*Hz : 1\nt_ref : second", parameters: { t_ref: "1 ms" }, threshold: "v > 1", refractory },
    [],
  );
  expect(model.refractory.kind).toBe(kind);
});

test("the model's own names win over units", () => {
  const model = checkModel({ equations: "dv/dt = -v/(cm*ms) : 1", parameters: { cm: 2 } }, []);
  expect(printExpression(model.states[0]!.derivative)).toBe("-v/(cm*0.001)");
});

test("shared parameters say so", () => {
  const model = checkModel(
    { equations: "dv/dt = a*b*Hz : 1\na : 1 (shared)\nb : 1 (constant)", parameters: { a: 1, b: 2 } },
    [],
  );
  expect(model.parameters.map((p) => [p.name, p.shared])).toEqual([
    ["a", true],
    ["b", false],
  ]);
});

test("a chain of doubled subexpressions is checked in linear time", () => {
  const lines = Array.from({ length: 300 }, (_, k) => `x${k + 1} = x${k} + x${k} : 1`);
  const equations = [
    ...lines,
    "dx0/dt = (x300 - t/second)/second : 1",
    "y = int(x300 > 1) + (t % (x300*ms))/ms : 1",
  ].join("\n");
  const start = performance.now();
  const model = checkModel({ equations }, []);
  expect(printExpression(model.states[0]!.derivative).length).toBeLessThan(100_000);
  expect(performance.now() - start).toBeLessThan(1000);
});
