import { checkModel, type ExperimentDocument, type ModelDefinition } from "rheobase";
import { withInputsRecorded } from "../document/recorded.ts";
import { manyOf } from "./draft.ts";

/**
 * A document with a model that was written, and that is right: what it says of variables and parameters which the model does
 * not have is left out. All states and inputs are recorded.
 */
export function withModel(document: ExperimentDocument, definition: ModelDefinition): ExperimentDocument {
  const { preset: _, parameters, initial, input, model: __, record, ...rest } = document;
  const { states, inputs } = checkModel(definition, []);
  const [stateNames, inputNames] = [states, inputs].map((own) => own.map(({ name }) => name)) as [string[], string[]];
  const kept = (input ?? [])
    .filter(({ to }) => (to === undefined ? inputs.length > 0 : [...inputNames, ...stateNames].includes(to)))
    .map((stimulus) =>
      stimulus.to === undefined && inputs.length > 1 ? { ...stimulus, to: inputNames[0]! } : stimulus,
    );
  const many = manyOf(parameters, Object.keys(definition.parameters ?? {}));
  const manyInitial = manyOf(initial, stateNames);
  return withInputsRecorded({
    model: definition,
    ...rest,
    input: kept,
    ...(Object.keys(many).length > 0 ? { parameters: many } : {}),
    ...(Object.keys(manyInitial).length > 0 ? { initial: manyInitial } : {}),
    record: { ...record, variables: stateNames },
  });
}
