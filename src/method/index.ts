import { ExperimentError } from "../errors.ts";
import type { Model } from "../language/model.ts";
import { dormandPrince } from "./dormand-prince.ts";
import { euler } from "./euler.ts";
import { eulerMaruyama } from "./euler-maruyama.ts";
import { exact, whyNotExact } from "./exact.ts";
import { exponentialEuler } from "./exponential-euler.ts";
import { heun } from "./heun.ts";
import { whyNotLinear } from "./linear-system.ts";
import type { Method } from "./method.ts";
import { midpoint } from "./midpoint.ts";
import { milstein } from "./milstein.ts";
import { rk4 } from "./rk4.ts";
import { sequentialEuler } from "./sequential-euler.ts";

/** All methods, from the most accurate on. */
export const methods: readonly Method[] = [
  exact,
  dormandPrince,
  rk4,
  heun,
  midpoint,
  exponentialEuler,
  euler,
  sequentialEuler,
  milstein,
  eulerMaruyama,
];

/** Brian2's names for methods that have another here. */
export const aliases: Readonly<Record<string, string>> = {
  rk2: "midpoint",
  exponential_euler: "exponential-euler",
  linear: "exact",
};

/** The method of a name, or of Brian2's name for it. Throws an ExperimentError that lists the names. */
export function methodNamed(name: string): Method {
  const own = Object.hasOwn(aliases, name) ? aliases[name] : name;
  const found = methods.find((method) => method.name === own);
  if (found) return found;
  const names = methods.map((method) => method.name).join(", ");
  throw new ExperimentError(`there is no method "${name}"`, "method", `take auto, or one of ${names}`);
}

/** The method that "auto" stands for, and why. The method may yet refuse the model. */
export function chooseMethod(model: Model): { method: Method; reason: string } {
  const problem = whyNotLinear(model.states);
  const noisy = model.states.some((state) => state.noise.length > 0);
  const held = noisy ? ", the noise being constant in each step of dt" : "";
  if (problem)
    return { method: dormandPrince, reason: `error-controlled${held}: the equations are not linear (${problem})` };
  const noise = whyNotExact(model.states);
  if (noise)
    return { method: dormandPrince, reason: `error-controlled${held}: the noise has no exact step (${noise})` };
  const law = noisy ? ", and the law of their noise is exact at every step" : "";
  return { method: exact, reason: `the equations are linear between spikes${law}` };
}
