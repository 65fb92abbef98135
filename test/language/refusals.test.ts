import { expect, test } from "vitest";
import type { Drive, ModelDefinition } from "../../src/language/definition.ts";
import { drive, message } from "./message.ts";

const base = "dv/dt = -v/tau : volt";
const tau = { tau: "8 ms" };

test.each<[string, ModelDefinition, Drive[], string]>([
  ["a model without an input", { equations: base, parameters: tau }, [drive], "the model has no input for a stimulus"],
  [
    "two inputs",
    { equations: `${base}\nI : volt (input)\nJ : volt (input)`, parameters: tau },
    [drive],
    'the model has several inputs: "I", "J"',
  ],
  [
    "an unknown input",
    { equations: `${base}\nI : volt (input)`, parameters: tau },
    [{ ...drive, to: "K" }],
    'the model has no input "K"',
  ],
  [
    "a state as input",
    { equations: `${base}\nI : volt (input)`, parameters: tau },
    [{ ...drive, to: "v" }],
    '"v" is not an input',
  ],
  [
    "a stimulus with the model's name",
    { equations: `${base}\na : volt (input)`, parameters: tau },
    [drive],
    'a stimulus brings "a", which is there already',
  ],
  ["no equations", { equations: " # nothing" }, [], "the model has no equations"],
  [
    "a threshold that is no condition",
    { equations: base, parameters: tau, threshold: "v" },
    [],
    "the threshold must be a condition, but this is in volt",
  ],
  [
    "a reset of an unknown name",
    { equations: base, parameters: tau, reset: "u = 0" },
    [],
    'the reset assigns an unknown name "u"',
  ],
  [
    "a reset of a subexpression",
    { equations: `${base}\nx = v : volt`, parameters: tau, reset: "x = 0" },
    [],
    'the reset cannot assign "x": it is given by its equation',
  ],
  [
    "a reset of an undeclared parameter",
    { equations: base, parameters: tau, reset: "tau = 0" },
    [],
    'the reset cannot assign "tau": the equations do not declare it',
  ],
  [
    "a reset of a constant",
    { equations: `${base}\nw : 1 (constant)`, parameters: { ...tau, w: 1 }, reset: "w = 0" },
    [],
    '"w" is (constant), but the reset assigns it',
  ],
  [
    "a reset in another unit",
    { equations: base, parameters: tau, reset: "v = 3*ms" },
    [],
    '"v" is in volt, but "=" gives it a value in second',
  ],
  [
    "a factor with a unit",
    { equations: base, parameters: tau, reset: "v *= 3*mV" },
    [],
    '"*=" takes a number without unit, but this is in volt',
  ],
  [
    "a refractory voltage",
    { equations: base, parameters: tau, refractory: "3 mV" },
    [],
    "refractory must be a time or a condition, but this is in volt",
  ],
  [
    "a refractory number",
    { equations: base, parameters: tau, refractory: 3 },
    [],
    "refractory must be a time or a condition, but this is in 1",
  ],
  [
    "a negative refractory time",
    { equations: base, parameters: tau, refractory: "-3 ms" },
    [],
    "a refractory time is not negative",
  ],
  [
    "a refractory time that a state changes",
    { equations: base, parameters: tau, refractory: "2*ms + tau*v/(1*mV)" },
    [],
    'a refractory time is fixed, but this one changes with "v"',
  ],
  [
    "a refractory time that changes with time",
    { equations: base, parameters: tau, refractory: "t" },
    [],
    'a refractory time is fixed, but this one changes with "t"',
  ],
  [
    "an initial value of no state",
    { equations: base, parameters: tau, initial: { u: 0 } },
    [],
    'initial: there is no state "u"',
  ],
  [
    "an initial value in another unit",
    { equations: base, parameters: tau, initial: { v: "3 ms" } },
    [],
    '"v" is in volt, but its initial value is in second',
  ],
  [
    "a misspelt quantity",
    { equations: base, parameters: tau, initial: { v: "3 mVV" } },
    [],
    '"mVV" in "3 mVV" is not a unit',
  ],
  [
    "initial values in a circle",
    { equations: `${base}\ndu/dt = -u/tau : volt`, parameters: tau, initial: { v: "u", u: "v" } },
    [],
    "initial values need each other: v needs u needs v",
  ],
  [
    "a parameter for a state",
    { equations: base, parameters: { ...tau, v: "3 mV" } },
    [],
    '"v" is a state variable, not a parameter',
  ],
  [
    "a parameter for an input",
    { equations: `${base}\nI : volt (input)`, parameters: { ...tau, I: "3 mV" } },
    [],
    '"I" is an input: stimuli give its value',
  ],
  [
    "a name that is a unit",
    { equations: "dmV/dt = -mV/tau : 1", parameters: tau },
    [],
    '"mV" is a unit, and cannot be a variable',
  ],
  [
    "a name that is a function",
    { equations: "exp : 1", parameters: { exp: 1 } },
    [],
    '"exp" is a function, and cannot be a variable',
  ],
  [
    "a name of the language",
    { equations: "dt/dt = 1 : second" },
    [],
    '"t" is a word of the language, and cannot be a variable',
  ],
  ["a name declared twice", { equations: `${base}\nv : 1`, parameters: tau }, [], '"v" is declared twice'],
  [
    "a held subexpression",
    { equations: `${base}\nx = v : volt (unless refractory)`, parameters: tau },
    [],
    "(unless refractory) does not suit a subexpression",
  ],
  [
    "a variable power of volt",
    { equations: `${base}\nx = v**k : volt`, parameters: { ...tau, k: 2 } },
    [],
    "volt can only be raised to a power that is a number",
  ],
  [
    "a power with a unit",
    { equations: `${base}\nx = 2**v : 1`, parameters: tau },
    [],
    "an exponent has no unit, but this one is in volt",
  ],
  [
    "clip with two units",
    { equations: `${base}\nx = clip(v, 0*mV, 3) : volt`, parameters: tau },
    [],
    "the arguments of clip need one unit, but one is in volt and one in 1",
  ],
  [
    "too few arguments",
    { equations: `${base}\nx = clip(v) : volt`, parameters: tau },
    [],
    "clip takes 3 arguments, not 1",
  ],
  [
    "numbers joined by and",
    { equations: base, parameters: tau, threshold: "v > 0 and v" },
    [],
    '"and" needs a condition, but this is in volt',
  ],
  [
    "noise in the threshold",
    { equations: base, parameters: tau, threshold: "v > xi" },
    [],
    'noise "xi" cannot stand here',
  ],
  [
    "noise in the threshold by a name",
    { equations: `${base}\nx = xi : second**-0.5`, parameters: tau, threshold: "x > 0" },
    [],
    "this names a subexpression with noise",
  ],
  [
    "random numbers in a derivative",
    { equations: "dv/dt = rand()/tau : 1", parameters: tau },
    [],
    "rand() cannot stand here",
  ],
  [
    "one noise in two equations",
    { equations: "da/dt = xi/ms**0.5 : 1\ndb/dt = xi/ms**0.5 : 1" },
    [],
    '"xi" stands in the equations of both "a" and "b"',
  ],
  ["a table in a model", { equations: "x = sample(y, 1) : 1" }, [], "sample reads a table of the stimulus"],
])("%s is refused", (_, definition, drives, problem) => {
  const text = message(definition, drives);
  expect(text.slice(1, problem.length + 2)).toBe(`${problem}\n`);
  expect(text).toMatch(/\n\d+ \| .*\n {2,}\| *\^+\n\(.+\)\n$/);
});
