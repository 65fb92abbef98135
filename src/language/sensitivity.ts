import { ExperimentError } from "../errors.ts";
import { type Dimension, dimensions, divide } from "../quantity/dimension.ts";
import type { Expression } from "./ast.ts";
import { add, div, mul, name, neg, number, sub, substitution, sum } from "./calculus.ts";
import { differentiate } from "./derivative.ts";
import type { Model, State } from "./model.ts";

/** The variable that is the derivative of a state by a parameter: `d(v)/d(tau_m)`. */
export function sensitivityOf(state: string, parameter: string): string {
  return `d(${state})/d(${parameter})`;
}

/** The variable that is the derivative of the time of the last spike by a parameter; 0 before the first. */
export function spikeSensitivityOf(parameter: string): string {
  return sensitivityOf("t*", parameter);
}

/**
 * The model with the derivatives of its states and spike times by some of its parameters as further states: forward sensitivities.
 * Between spikes dS/dt = f_x S + f_p. Where g(x, p, t) rises through 0 at T, the time of the spike and the state after it move by
 *
 *     dT/dp = -(g_x S + g_p)/(g_x f + g_t)
 *     S⁺ = R_x S + R_p + (R_x f + R_t - f⁺) dT/dp
 *
 * R being the reset, f the right sides before it and f⁺ after it. Hiskens & Pai (2000), IEEE Trans Circuits Syst I 47:204.
 *
 * @throws ExperimentError for a name that is no parameter, and for a model with noise, a refractory period, edges that move
 * with a parameter, or a threshold that is no comparison
 */
export function withSensitivities(model: Model, parameters: readonly string[]): Model {
  refuse(model, parameters);
  const { states } = model;
  const f = new Map(states.map((state) => [state.name, state.derivative]));
  const of = (state: string, parameter: string) => name(sensitivityOf(state, parameter));
  /** de/dp along the solution: e_x S + e_p. */
  const along = (e: Expression, parameter: string) =>
    add(
      sum(states.map((state) => mul(differentiate(e, state.name), of(state.name, parameter)))),
      differentiate(e, parameter),
    );
  /** de/dt along the solution: e_x f + e_t. */
  const inTime = (e: Expression) =>
    add(sum(states.map((state) => mul(differentiate(e, state.name), f.get(state.name)!))), differentiate(e, "t"));
  const dimensionOf = new Map(model.parameters.map((parameter) => [parameter.name, parameter.dimension]));
  const still = (text: string, dimension: Dimension): State => ({
    ...{ name: text, dimension, derivative: number(0), held: false, noise: [] },
  });
  const pairs = parameters.flatMap((parameter) =>
    states.map((state) => ({ state, parameter, own: sensitivityOf(state.name, parameter) })),
  );
  const moving = pairs.map(({ state, parameter, own }) => ({
    ...still(own, divide(state.dimension, dimensionOf.get(parameter)!)),
    derivative: along(state.derivative, parameter),
  }));
  const added: State[] = [...moving];
  const reset: { target: string; value: Expression }[] = [...model.reset];
  if (model.threshold) {
    const distance = passed(model.threshold);
    const slope = inTime(distance);
    const after = resetStates(model);
    const behind = substitution(after);
    const times = parameters.map((parameter) => ({
      target: spikeSensitivityOf(parameter),
      value: neg(div(along(distance, parameter), slope)),
    }));
    // the reset takes one after the other, but each depends on all as they were
    const kept = pairs.map(({ state, parameter, own }) => {
      const value = after.get(state.name)!;
      const jump = sub(inTime(value), behind(f.get(state.name)!));
      return { target: `${own}+`, value: add(along(value, parameter), mul(jump, name(spikeSensitivityOf(parameter)))) };
    });
    added.push(
      ...times.map(({ target }, k) => still(target, divide(dimensions.second, dimensionOf.get(parameters[k]!)!))),
    );
    added.push(...moving.map((state) => still(`${state.name}+`, state.dimension)));
    reset.unshift(...times, ...kept);
    reset.push(...pairs.map(({ own }) => ({ target: own, value: name(`${own}+`) })));
  }
  const beginning = new Map(
    pairs.map(({ state, parameter, own }) => [own, differentiate(model.initial.get(state.name)!, parameter)]),
  );
  const initial = new Map([
    ...model.initial,
    ...added.map((state) => [state.name, beginning.get(state.name) ?? number(0)] as const),
  ]);
  return { ...model, states: [...states, ...added], reset, initial };
}

/** What rises through 0 where the threshold is passed. */
function passed(threshold: Expression): Expression {
  if (threshold.kind === "binary") {
    if (threshold.operator === ">" || threshold.operator === ">=") return sub(threshold.left, threshold.right);
    if (threshold.operator === "<" || threshold.operator === "<=") return sub(threshold.right, threshold.left);
  }
  throw unsuited("its threshold is no comparison", 'write one such as "v > v_th"');
}

/** Every state after the reset, in states before it. */
function resetStates({ states, reset }: Model): Map<string, Expression> {
  const after = new Map<string, Expression>(states.map((state) => [state.name, name(state.name)]));
  for (const { target, value } of reset) after.set(target, substitution(new Map(after))(value));
  return after;
}

function refuse(model: Model, parameters: readonly string[]): void {
  const known = model.parameters.map((parameter) => parameter.name);
  const unknown = parameters.find((parameter) => !known.includes(parameter));
  if (unknown !== undefined)
    throw new ExperimentError(`the model has no parameter "${unknown}"`, "parameters", `it has ${known.join(", ")}`);
  if (model.states.some(({ noise }) => noise.length > 0)) throw unsuited("it has noise", "leave the noise out");
  if (model.refractory.kind !== "none")
    throw unsuited("it has a refractory period, whose end moves with the spike", "take central differences");
  const moves = model.edges.some(({ first, every }) =>
    parameters.some((parameter) => [first, every].some((e) => e && differs(e, parameter))),
  );
  if (moves) throw unsuited("a time at which its input jumps moves with a parameter", "take central differences");
}

function differs(e: Expression, parameter: string): boolean {
  const slope = differentiate(e, parameter);
  return !(slope.kind === "number" && slope.value === 0);
}

function unsuited(problem: string, wayOut: string): ExperimentError {
  return new ExperimentError(`the model has no exact sensitivities: ${problem}`, "model", wayOut);
}
