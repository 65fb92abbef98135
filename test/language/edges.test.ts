import { expect, test } from "vitest";
import { checkModel } from "../../src/language/check.ts";
import { printExpression } from "../../src/language/print.ts";
import { dimensions } from "../../src/quantity/dimension.ts";
import { evaluate } from "./formula.ts";

const names = ["start", "stop", "T", "w", "slope"];
const values = { start: 0.01, stop: 0.03, T: 0.02, w: 0.004, slope: 3 };

/** The drive as written into the model, and its edges: `["start", "start + T*n"]`. */
function driven(expression: string): { text: string; edges: string[] } {
  const drive = {
    to: undefined,
    expression,
    parameters: names.map((local) => ({
      local,
      name: local,
      dimension: local === "slope" ? ([0, 0, 0, 0, 0, 0, 0] as const) : dimensions.second,
      value: values[local as keyof typeof values],
    })),
    tables: [
      { local: "table", name: "table", values: Float64Array.of(1, 2), dimension: [0, 0, 0, 0, 0, 0, 0] as const },
    ],
  };
  const model = checkModel({ equations: "dv/dt = (I - v)/ms : 1\nI : 1 (input)" }, [drive]);
  const edges = model.edges.map(
    ({ first, every }) => printExpression(first) + (every ? ` + n*${printExpression(every)}` : ""),
  );
  return { text: printExpression(model.subexpressions[0]!.value), edges };
}

test.each([
  ["int(t >= start)", "int(t_edge >= start)", ["start"]],
  ["int(start < t and t < start + w)", "int(start < t_edge and t_edge < start + w)", ["start", "start + w"]],
  ["int(t - start > 0)", "int(t_edge - start > 0)", ["start"]],
  ["int(t + w > start)", "int(t_edge + w > start)", ["-w + start"]],
  ["int(t >= 0.3*ms)", "int(t_edge >= 0.0003)", ["0.0003"]],
  ["int(stop - t > w)", "int(stop - t_edge > w)", ["stop - w"]],
  ["int((t - start)/T < slope)", "int((t_edge - start)/T < slope)", ["start + slope*T"]],
  ["int(t*slope < w)", "int(t_edge*slope < w)", ["w*(1/slope)"]],
  ["floor((t - start)/T)", "floor((t_edge - start)/T)", ["start + n*T"]],
  ["ceil(t/T)", "ceil(t_edge/T)", ["0 + n*T"]],
  ["sample(table, floor((t - start)/T))", "sample(table, floor((t_edge - start)/T))", ["start + n*T"]],
  ["int((t % T) < w)", "int(t_edge%T < w)", ["w + n*T", "0 + n*T"]],
  ["int((t - start) % T < w)", "int((t_edge - start)%T < w)", ["start + w + n*T", "start + n*T"]],
  ["int(t - floor(t/T)*T < w)", "int(t_edge - floor(t_edge/T)*T < w)", ["w + n*T", "0 + n*T"]],
  [
    "int((t - start)/T - floor((t - start)/T) < slope)",
    "int((t_edge - start)/T - floor((t_edge - start)/T) < slope)",
    ["start + slope*T + n*T", "start + n*T"],
  ],
  ["sin(t/T)", "sin(t/T)", []],
  ["(t - start)/T*int(t > start)", "(t - start)/T*int(t_edge > start)", ["start"]],
  ["sign(t - start)", "sign(t_edge - start)", ["start"]],
  ["int(sin(t/T) > 0)", "int(sin(t_edge/T) > 0)", []],
  ["int(t > start) + int(t < start)", "int(t_edge > start) + int(t_edge < start)", ["start"]],
])("%s is held at %s", (expression, text, edges) => {
  const found = driven(expression);
  expect(found.text).toBe(text);
  expect(found.edges.sort()).toEqual([...edges].sort());
});

test("a remainder goes on smoothly between its jumps", () => {
  expect(driven("(t % T)/T")).toEqual({ text: "(t - T*floor(t_edge/T))/T", edges: ["0 + n*T"] });
});

test("an edge that depends on a state keeps t, and finds the edges inside", () => {
  const model = checkModel({ equations: "dv/dt = (int(t > v*second) + int(floor(t/ms) > v) - v)/ms : 1" }, []);
  expect(printExpression(model.states[0]!.derivative)).toBe("(int(t > v*1) + int(floor(t_edge/0.001) > v) - v)/0.001");
  expect(model.edges.map((e) => printExpression(e.every!))).toEqual(["0.001"]);
});

test("threshold and reset keep t", () => {
  const model = checkModel(
    { equations: "dv/dt = on/ms : 1\non = int(t > 1*ms) : 1", threshold: "on > 0 and t > 2*ms", reset: "v = on" },
    [],
  );
  expect(printExpression(model.threshold!)).toBe("int(t > 0.001) > 0 and t > 0.002");
  expect(printExpression(model.reset[0]!.value)).toBe("int(t > 0.001)");
  expect(model.edges).toHaveLength(1);
});

test("the edges of a pulse train are where its value jumps", () => {
  const drive = {
    to: undefined,
    expression: "int((t - start) % T < w)",
    tables: [],
    parameters: names.map((local) => ({
      local,
      name: local,
      dimension: dimensions.second,
      value: values[local as keyof typeof values],
    })),
  };
  const model = checkModel({ equations: "dv/dt = I/ms : 1\nI : 1 (input)" }, [drive]);
  const numbers = new Map(Object.entries(values));
  const at = (t: number): number => evaluate(model.subexpressions[0]!.value, new Map([...numbers, ["t_edge", t]]));
  for (const { first, every } of model.edges) {
    const time = evaluate(first, numbers) + 3 * evaluate(every!, numbers);
    expect(at(time - 1e-6)).not.toBe(at(time + 1e-6));
  }
});
