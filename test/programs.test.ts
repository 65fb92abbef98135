import { expect, test } from "vitest";
import { type ExperimentDocument, models, Programs, prepareExperiment, simulate } from "../src/index.ts";

test.each(models.map((model) => [model.name, model] as const))(
  "a kept program of %s gives the same bits for other values of every parameter",
  (name, model) => {
    const programs = new Programs();
    const document = (factor: number): ExperimentDocument => ({
      model: name,
      duration: "20 ms",
      parameters: Object.fromEntries(
        Object.entries(model.definition.parameters ?? {}).map(([key, value]) => [key, changed(value, factor)]),
      ),
    });
    simulate(document(1), { programs });
    const other = document(1.0625);
    const fresh = simulate(other);
    expect(simulate(other, { programs }).fingerprint).toBe(fresh.fingerprint);
    expect(prepareExperiment(other, { programs }).program).toBe(prepareExperiment(document(1), { programs }).program);
  },
);

/** `"8 ms"` times a factor. */
function changed(value: string | number, factor: number): string | number {
  if (typeof value === "number") return value * factor;
  const [number, ...unit] = value.split(" ");
  return [Number(number) * factor, ...unit].join(" ");
}

test("a stimulus of the same shape takes the kept program with its own numbers, another shape does not", () => {
  const programs = new Programs();
  const driven = (stimulus: string, amplitude: string) => ({
    model: "lif",
    duration: "50 ms",
    input: [{ stimulus, amplitude }],
  });
  const programOf = (document: object) => prepareExperiment(document, { programs }).program;
  expect(programOf(driven("step", "2 nA"))).toBe(programOf(driven("step", "3 nA")));
  expect(programOf(driven("step", "3 nA"))).not.toBe(programOf(driven("ramp", "3 nA")));
  expect(simulate(driven("step", "3 nA"), { programs }).fingerprint).toBe(simulate(driven("step", "3 nA")).fingerprint);
});

test("the program that was not used for longest makes room", () => {
  const programs = new Programs(2);
  const programOf = (model: string) => prepareExperiment({ model, duration: "10 ms" }, { programs }).program;
  const [lif, qif] = [programOf("lif"), programOf("qif")];
  expect(programOf("lif")).toBe(lif);
  programOf("eif");
  expect(programOf("lif")).toBe(lif);
  expect(programOf("qif")).not.toBe(qif);
});

test("a number of programs that is none is refused", () => {
  expect(() => new Programs(0)).toThrow("at least 1");
});

test("equations whose shorthands double forty times over are told apart at once", () => {
  const chain = Array.from({ length: 40 }, (_, k) => `x${k + 1} = x${k} + x${k} : 1`);
  const document = (first: string) => ({
    model: { equations: ["dv/dt = (x40*1e-12 - v)/ms : 1", `x0 = ${first} : 1`, ...chain].join("\n") },
    duration: "1 ms",
  });
  const programs = new Programs();
  const one = prepareExperiment(document("0.5*v"), { programs }).program;
  expect(prepareExperiment(document("0.5*v"), { programs }).program).toBe(one);
  expect(prepareExperiment(document("0.25*v"), { programs }).program).not.toBe(one);
});
