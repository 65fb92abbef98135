import { expect, test } from "vitest";
import { Tape } from "../../src/dynamics/tape.ts";
import { checkModel, modelNamed, models, openInputs, vectorField } from "../../src/index.ts";
import { Graph } from "../../src/kernel/graph.ts";
import { type MathName, mathFunctions } from "../../src/kernel/math.ts";
import { run, uniform } from "../kernel/evaluate.ts";
import { fieldOf, plainField } from "./field.ts";

test.each(Object.keys(mathFunctions) as MathName[])("%s on a tape has the bits of the kernel", (name) => {
  const graph = new Graph();
  const { arity, build } = mathFunctions[name];
  const leaves = Array.from({ length: arity }, (_, i) => graph.leaf("state", i));
  const tape = new Tape(graph, [build(graph, ...leaves)]);
  tape.prepare([]);
  const [judge, next, out] = [run(name), uniform(7), new Float64Array(1)];
  const special = [0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 1e-320, 710, -745];
  for (let k = 0; k < 300; k++) {
    const args = Array.from({ length: arity }, (_, i) =>
      k < 100 ? special[(k + 3 * i * k) % 10]! : (next() - 0.5) * 40,
    );
    tape.run(args, out);
    expect(Object.is(out[0], judge(...args))).toBe(true);
  }
});

test("the Jacobian is the slope of the field, for every model of the catalogue that has one", () => {
  for (const { name } of models) {
    const model = openInputs(modelNamed(name).definition);
    if (model.states.length === 0 || model.states.some((state) => state.noise.length > 0)) continue;
    const field = vectorField(model);
    const n = field.dimension;
    const x = field.scales.map((scale, i) => (scale === 1 ? 0.31 + 0.05 * i : -scale * (11.3 + i)));
    const [jacobian, up, down] = [new Float64Array(n * n), new Float64Array(n), new Float64Array(n)];
    field.jacobian(x, jacobian);
    for (let j = 0; j < n; j++) {
      const h = 1e-5 * field.scales[j]!;
      field.f(
        x.map((value, i) => (i === j ? value + h : value)),
        up,
      );
      field.f(
        x.map((value, i) => (i === j ? value - h : value)),
        down,
      );
      for (let i = 0; i < n; i++) {
        const slope = (up[i]! - down[i]!) / (2 * h);
        const noise = (1e-9 * (Math.abs(up[i]!) + field.scales[i]!)) / h;
        expect(Math.abs(jacobian[i * n + j]! - slope), `${name} ${i} ${j}`).toBeLessThan(
          1e-5 * Math.abs(slope) + noise,
        );
      }
    }
  }
});

test("the slope along a parameter is that of the field", () => {
  const field = fieldOf("adex", { I: 5e-10 });
  const out = new Float64Array(2);
  field.slope("I", [-0.06, 0], out);
  expect([...out]).toEqual([1 / 281e-12, 0]);
  field.slope("a", [-0.06, 0], out);
  expect(out[1]).toBeCloseTo((-0.06 + 0.0706) / 0.144, 12);
});

test("a parameter that is set acts at once, and comes back after a visit", () => {
  const field = plainField(["dx/dt = p - x"]);
  const out = new Float64Array(1);
  field.set("p", 3);
  field.f([1], out);
  expect(out[0]).toBe(2);
  expect(field.at("p", 7, () => field.get("p"))).toBe(7);
  expect(field.get("p")).toBe(3);
});

test.each([
  ["noise", "dv/dt = -v/second + xi*second**-0.5 : 1", {}, "holds the noise xi"],
  ["time", "dv/dt = (sin(t/second) - v)/second : 1", {}, "depends on time"],
  ["a name it has not", "dv/dt = -v/second : 1", { variables: ["w"] }, 'no variable "w"'],
  [
    "a variable left in the air",
    "dv/dt = -v/second : 1\ndw/dt = v/second : 1",
    { variables: ["v"] },
    '"w" neither moves nor is held',
  ],
  ["nothing that moves", "dv/dt = -v/second : 1", { held: { v: 1 } }, "no variable moves"],
  ["a parameter it has not", "dv/dt = -v/second : 1", { parameters: { g: 1 } }, 'no parameter "g"'],
])("a vector field refuses %s", (_, equations, options, message) => {
  const model = checkModel({ equations }, []);
  expect(() => vectorField(model, options)).toThrow(message);
  expect(() => vectorField(model, options)).toThrow(RangeError);
});

test("time may be held at an instant", () => {
  const field = vectorField(checkModel({ equations: "dv/dt = (t/second - v)/second : 1" }, []), { time: 3 });
  const out = new Float64Array(1);
  field.f([1], out);
  expect(out[0]).toBe(2);
});
