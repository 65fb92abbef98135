import { expect, test } from "vitest";
import { checkModel } from "../../src/language/check.ts";
import { drawsIn, isDraw } from "../../src/language/draws.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { message } from "./message.ts";

test("the draws of a text are found from left to right, those inside others too", () => {
  const found = drawsIn([parseExpression("rand() + 2*poisson(3*randn())"), parseExpression("randn() - exp(x)")]);
  expect(found.map(({ name }) => name)).toEqual(["rand", "poisson", "randn", "randn"]);
  expect(isDraw(parseExpression("rand"))).toBe(false);
});

test("a draw that two initial values share is one", () => {
  const { initial } = checkModel(
    { equations: "dx/dt = -x/ms : 1\ndy/dt = -y/ms : 1", initial: { x: "randn()", y: "2*x" } },
    [],
  );
  expect(drawsIn([...initial.values()])).toHaveLength(1);
});

test("poisson takes a plain mean, and stands where other draws stand", () => {
  const equations = "dx/dt = -x/tau : 1";
  const parameters = { tau: "10 ms", rate: "5 Hz" };
  expect(
    checkModel({ equations, parameters, threshold: "poisson(rate*dt) > 0", reset: "x += poisson(x)" }, []).reset,
  ).toHaveLength(1);
  expect(message({ equations, parameters, threshold: "poisson(rate) > 0" })).toMatch(
    "poisson takes a number without unit, but its argument is in hertz",
  );
  expect(message({ equations: "dx/dt = poisson(1)/tau : 1", parameters: { tau: "10 ms" } })).toMatch(
    "poisson() cannot stand here",
  );
  expect(message({ equations, parameters, threshold: "poisson() > 0" })).toMatch("poisson takes 1 argument, not 0");
});

test("a refractory time draws nothing, a refractory condition may", () => {
  const model = { equations: "dx/dt = 1/tau : 1", parameters: { tau: "10 ms" }, threshold: "x > 1", reset: "x = 0" };
  expect(message({ ...model, refractory: "randn()*ms" })).toMatch(
    "a refractory time is fixed, but this one draws randn()",
  );
  expect(checkModel({ ...model, refractory: "rand() < 0.5" }, []).refractory.kind).toBe("condition");
});
