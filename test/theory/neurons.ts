import { openInputs } from "../../src/dynamics/open-inputs.ts";
import { type VectorField, vectorField } from "../../src/dynamics/vector-field.ts";
import { modelNamed, type OneVariableNeuron, oneVariableNeuron } from "../../src/index.ts";
import type { ModelDefinition } from "../../src/language/definition.ts";

/** A model of the catalogue with other values for some of its parameters. */
export function definitionOf(
  name: string,
  parameters: Readonly<Record<string, string | number>> = {},
  preset?: string,
): ModelDefinition {
  const { definition, presets } = modelNamed(name);
  const own = preset === undefined ? {} : presets[preset]!.parameters;
  return { ...definition, parameters: { ...definition.parameters, ...own, ...parameters } };
}

/** A definition as a one-variable neuron, its inputs being parameters; throws where it is none. */
export function neuronOf(definition: ModelDefinition): OneVariableNeuron {
  const neuron = oneVariableNeuron(openInputs(definition));
  if (!neuron) throw new Error("not a one-variable neuron");
  return neuron;
}

export function fieldOf(definition: ModelDefinition): VectorField {
  return vectorField(openInputs(definition));
}
