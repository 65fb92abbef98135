import { expect, test } from "vitest";
import { setPlace } from "../../src/cli/set.ts";

const step = { stimulus: "step", amplitude: "2 nA" };
const document = { model: "lif", duration: "200 ms", input: [step] };

test("a key of the document is set", () => {
  expect(setPlace(document, "dt=0.05ms")).toEqual({ ...document, dt: "0.05ms" });
  expect(setPlace(document, "duration=1 s")).toEqual({ ...document, duration: "1 s" });
});

test("a parameter of the model is found by its name", () => {
  expect(setPlace(document, "tau_m=12 ms")).toEqual({ ...document, parameters: { tau_m: "12 ms" } });
  const own = { ...document, model: { equations: "", parameters: { tau: "1 ms" } } };
  expect(setPlace(own, "tau=2ms")).toEqual({ ...own, parameters: { tau: "2ms" } });
});

test("a parameter of the only stimulus that has it is found by its name", () => {
  expect(setPlace(document, "amplitude=3nA")).toEqual({ ...document, input: [{ ...step, amplitude: "3nA" }] });
});

test("a path joins keys and numbers by dots or brackets", () => {
  for (const path of ["input.0.amplitude", "input[0].amplitude"]) {
    expect(setPlace(document, `${path}=3nA`)).toEqual({ ...document, input: [{ ...step, amplitude: "3nA" }] });
  }
  expect(setPlace(document, "record.every=1 ms")).toEqual({ ...document, record: { every: "1 ms" } });
});

test("a value that is JSON is taken as such", () => {
  expect(setPlace(document, "seed=7")).toEqual({ ...document, seed: 7 });
  expect(setPlace(document, 'tau_m=["8 ms", "16 ms"]')).toEqual({
    ...document,
    parameters: { tau_m: ["8 ms", "16 ms"] },
  });
  expect(setPlace(document, 'method="rk4"')).toEqual({ ...document, method: "rk4" });
});

test("the document itself stays as it was", () => {
  const before = structuredClone(document);
  setPlace(document, "amplitude=3nA");
  expect(document).toEqual(before);
});

test("a name that is nowhere is refused with the nearest one", () => {
  expect(() => setPlace(document, "amplitud=3nA")).toThrow('did you mean "amplitude"?');
  expect(() => setPlace(document, "methd=rk4")).toThrow('did you mean "method"?');
  expect(() => setPlace(document, "input.3.amplitude=3nA")).toThrow("the list has one entry, 0");
  expect(() => setPlace(document, "amplitude")).toThrow("write it as amplitude=3nA");
});

test("a name in two places is refused with both", () => {
  const twice = { ...document, input: [step, step] };
  expect(() => setPlace(twice, "amplitude=3nA")).toThrow("input.0.amplitude or input.1.amplitude");
});
