import { name, substitution } from "../language/calculus.ts";
import { checkModel } from "../language/check.ts";
import type { ModelDefinition } from "../language/definition.ts";
import type { Model } from "../language/model.ts";

/**
 * A model whose inputs are parameters of their own names, 0 unless set: a constant current becomes a number that can be varied.
 *
 * Throws an EquationError at the first mistake in the text.
 */
export function openInputs(definition: ModelDefinition): Model {
  const { inputs } = checkModel(definition, []);
  const model = checkModel(
    definition,
    inputs.map(({ name, dimension }) => ({
      to: name,
      expression: "value",
      parameters: [{ local: "value", name: placeholder(name), dimension, value: 0 }],
      tables: [],
    })),
  );
  const own = new Map(inputs.map((input) => [placeholder(input.name), input.name]));
  const write = substitution(new Map([...own].map(([from, to]) => [from, name(to)])));
  return {
    ...model,
    states: model.states.map((state) => ({
      ...state,
      derivative: write(state.derivative),
      noise: state.noise.map((noise) => ({ ...noise, coefficient: write(noise.coefficient) })),
    })),
    parameters: model.parameters.map((p) => ({ ...p, name: own.get(p.name) ?? p.name })),
    subexpressions: model.subexpressions
      .filter((sub) => ![...own.values()].includes(sub.name))
      .map((sub) => ({ ...sub, value: write(sub.value) })),
    threshold: model.threshold && write(model.threshold),
    reset: model.reset.map(({ target, value }) => ({ target, value: write(value) })),
    initial: new Map([...model.initial].map(([state, value]) => [state, write(value)])),
    inputs: [],
  };
}

/** No text can name it. */
function placeholder(input: string): string {
  return `%${input}`;
}
