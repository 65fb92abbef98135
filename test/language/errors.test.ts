import { expect, test } from "vitest";
import { drive, message } from "./message.ts";

const parameters = { E_L: "-65 mV", R: "10 Mohm", tau: "8 ms" };

test("volt plus amp names both sides and what is between them", () => {
  expect(
    message({ equations: "# membrane\ndv/dt = (E_L - v + I)/tau : volt\nI : amp (input)", parameters }),
  ).toMatchInlineSnapshot(`
    "
    cannot combine volt with amp by "+"
    2 | dv/dt = (E_L - v + I)/tau : volt
      |          ^^^^^^^^^^^
    (both sides need the same unit: amp times ohm is volt)
    "
  `);
});

test("a number plus volt asks for a unit", () => {
  expect(message({ equations: "dv/dt = (v - 65)/tau : volt", parameters })).toMatchInlineSnapshot(`
    "
    cannot combine volt with 1 by "-"
    1 | dv/dt = (v - 65)/tau : volt
      |          ^^^^^^
    (give the number a unit, as in "2*volt", or divide the other side by one)
    "
  `);
});

test("a derivative without a time constant says so", () => {
  expect(message({ equations: "dv/dt = E_L - v : volt", parameters })).toMatchInlineSnapshot(`
    "
    dv/dt must be in volt/second, but the right side is in volt
    1 | dv/dt = E_L - v : volt
      |         ^^^^^^^
    (divide by a time constant)
    "
  `);
});

test("a misspelt name is corrected", () => {
  expect(message({ equations: "dv/dt = (E_L - v)/tua : volt", parameters })).toMatchInlineSnapshot(`
    "
    unknown name "tua"
    1 | dv/dt = (E_L - v)/tua : volt
      |                   ^^^
    (did you mean "tau"?)
    "
  `);
});

test("a misspelt unit is corrected", () => {
  expect(message({ equations: "dv/dt = (E_L - v)/tau : vollt", parameters })).toMatchInlineSnapshot(`
    "
    "vollt" is not a unit
    1 | dv/dt = (E_L - v)/tau : vollt
      |                         ^^^^^
    (did you mean "volt"?)
    "
  `);
});

test("a misspelt function is corrected", () => {
  expect(message({ equations: "dv/dt = (E_L - v)*epx(1)/tau : volt", parameters })).toMatchInlineSnapshot(`
    "
    unknown function "epx"
    1 | dv/dt = (E_L - v)*epx(1)/tau : volt
      |                   ^^^^^^
    (did you mean "exp"?)
    "
  `);
});

test("a parameter that nothing uses is named", () => {
  expect(
    message({ equations: "dv/dt = (E_L - v)/tau : volt", parameters: { E_L: "-65 mV", tau: "8 ms", E_1: "2 mV" } }),
  ).toMatchInlineSnapshot(`
    "
    nothing uses the parameter "E_1"
    1 | E_1 = 2 mV
      | ^^^
    (leave it out, or use it in the equations)
    "
  `);
});

test("a declared parameter without a value is named", () => {
  expect(message({ equations: "dv/dt = -v/tau : volt\ntau : second" })).toMatchInlineSnapshot(`
    "
    parameter "tau" has no value
    2 | tau : second
      | ^^^
    (give it one in "parameters"; a current from stimuli is marked "(input)")
    "
  `);
});

test("a parameter's unit must be the declared one", () => {
  expect(
    message({ equations: "dv/dt = -v/tau : volt\ntau : second", parameters: { tau: "8 mV" } }),
  ).toMatchInlineSnapshot(`
    "
    "8 mV" is in volt, but second is wanted
    1 | tau = 8 mV
      |       ^^^^
    (give it in ms)
    "
  `);
});

test("a function of a dimension is refused", () => {
  expect(message({ equations: "dv/dt = exp(v)*E_L/tau : volt", parameters })).toMatchInlineSnapshot(`
    "
    exp takes a number without unit, but its argument is in volt
    1 | dv/dt = exp(v)*E_L/tau : volt
      |             ^
    (divide it by a quantity in volt)
    "
  `);
});

test("a condition is not a number", () => {
  expect(message({ equations: "dv/dt = (E_L - v)*(v > E_L)/tau : volt", parameters })).toMatchInlineSnapshot(`
    "
    a condition is not a number, but "*" needs one
    1 | dv/dt = (E_L - v)*(v > E_L)/tau : volt
      |                    ^^^^^^^
    (write int(...) around the condition: 1 or 0)
    "
  `);
});

test("a unit with one letter is a variable", () => {
  expect(message({ equations: "dv/dt = (2*V - v)/tau : volt", parameters })).toMatchInlineSnapshot(`
    "
    unknown name "V"
    1 | dv/dt = (2*V - v)/tau : volt
      |            ^
    (did you mean "v"? one-letter names are variables; the unit is "volt")
    "
  `);
  expect(message({ equations: "dv/dt = -v/tau : V", parameters })).toMatchInlineSnapshot(`
    "
    "V" is not a unit
    1 | dv/dt = -v/tau : V
      |                  ^
    (one-letter names are variables; write "volt")
    "
  `);
});

test("subexpressions in a circle are refused", () => {
  expect(message({ equations: "dv/dt = x/second : 1\nx = y + 1 : 1\ny = 2*x : 1" })).toMatchInlineSnapshot(`
    "
    subexpressions need each other: x needs y needs x
    2 | x = y + 1 : 1
      | ^
    (make one of them a state, "dx/dt = ...")
    "
  `);
});

test("noise enters linearly", () => {
  expect(message({ equations: "dv/dt = -v/ms + xi**2 : 1" })).toMatchInlineSnapshot(`
    "
    noise must enter dv/dt linearly
    1 | dv/dt = -v/ms + xi**2 : 1
      |                 ^^^^^
    (add it with a factor, as in "+ sigma*sqrt(2/tau)*xi")
    "
  `);
});

test("a stimulus in the wrong unit names both", () => {
  expect(message({ equations: "dv/dt = R*I/tau : volt\nI : amp (input)", parameters }, [drive])).toMatchInlineSnapshot(`
    "
    "I" is in amp, but the stimulus is in volt
    1 | a
      | ^
    (give its values in amp)
    "
  `);
});
