import { namesIn } from "../language/calculus.ts";
import type { Model, State } from "../language/model.ts";
import { didYouMean } from "../quantity/spelling.ts";

/** The states that move, and the values of the others by name. Throws a RangeError where the two do not make up the model. */
export function chosenStates(
  model: Model,
  {
    variables,
    held = {},
  }: { readonly variables?: readonly string[]; readonly held?: Readonly<Record<string, number>> },
): { readonly states: readonly State[]; readonly held: readonly (readonly [name: string, value: number])[] } {
  const names = model.states.map((state) => state.name);
  if (names.length === 0) throw new RangeError('the model has no variable that moves (write one as "dx/dt = ...")');
  const chosen = variables ?? names.filter((name) => !Object.hasOwn(held, name));
  for (const name of [...chosen, ...Object.keys(held)])
    if (!names.includes(name))
      throw new RangeError(
        `the model has no variable "${name}" (${didYouMean(name, names, `there are ${names.join(", ")}`)})`,
      );
  if (chosen.length === 0) throw new RangeError(`no variable moves (let one of ${names.join(", ")} move)`);
  if (new Set(chosen).size < chosen.length) throw new RangeError(`a variable is named twice: ${chosen.join(", ")}`);
  const others = names.filter((name) => !chosen.includes(name));
  for (const name of others) {
    if (Number.isFinite(held[name])) continue;
    throw new RangeError(
      `"${name}" neither moves nor is held (give its value in "held": { ${others.map((other) => `${other}: ...`).join(", ")} })`,
    );
  }
  for (const name of Object.keys(held))
    if (chosen.includes(name)) throw new RangeError(`"${name}" is both among the variables and held: choose one`);
  return {
    states: chosen.map((name) => model.states.find((state) => state.name === name)!),
    held: others.map((name) => [name, held[name]!]),
  };
}

/** A phase plane needs dx/dt = f(x): no noise, and no time unless it is held at an instant. */
export function requireAutonomous(states: readonly State[], time: number | undefined): void {
  if (time !== undefined && !Number.isFinite(time))
    throw new RangeError(`time must be a finite number of seconds, but is ${time}`);
  for (const { name, derivative, noise } of states) {
    const [first] = noise;
    if (first)
      throw new RangeError(
        `d${name}/dt holds the noise ${first.source}: it has no nullclines or fixed points (leave the noise out: its intensity or its stimulus)`,
      );
    const names = namesIn(derivative);
    if (names.has("dt"))
      throw new RangeError(`d${name}/dt depends on the time step dt (write the equation without it)`);
    if (time === undefined && (names.has("t") || names.has("t_edge")))
      throw new RangeError(
        `d${name}/dt depends on time, so nothing in the plane stands still (take constant stimuli, or hold time at an instant: "time")`,
      );
  }
}
