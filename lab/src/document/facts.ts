import {
  checkModel,
  type ExperimentDocument,
  type ModelDefinition,
  modelNamed,
  type NeuronModel,
  type Quantity,
} from "rheobase";

/** What the controls need to know of a document's model. */
export interface Facts {
  /** Of the catalogue; undefined for a model of the document's own. */
  readonly known: NeuronModel | undefined;
  readonly definition: ModelDefinition;
  readonly states: readonly Named[];
  readonly inputs: readonly Named[];
  /** Names of the shorthands, the inputs among them. */
  readonly subexpressions: readonly string[];
  readonly meanings: Readonly<Record<string, string>>;
}

interface Named {
  readonly name: string;
  readonly dimension: Quantity["dimension"];
}

const ofNames = new Map<string, Facts>();
const ofObjects = new WeakMap<object, Facts>();

/** The facts of the model of a document that was run or opened, so that its text is known to be right. */
export function factsOf(model: ExperimentDocument["model"]): Facts {
  const before = typeof model === "string" ? ofNames.get(model) : ofObjects.get(model);
  if (before) return before;
  const known = typeof model === "string" ? modelNamed(model) : undefined;
  const definition = known?.definition ?? (model as ModelDefinition);
  const { states, inputs, subexpressions } = checkModel(definition, []);
  const shorthands = subexpressions.map(({ name }) => name);
  const facts = { known, definition, states, inputs, subexpressions: shorthands, meanings: known?.meanings ?? {} };
  if (typeof model === "string") ofNames.set(model, facts);
  else ofObjects.set(model, facts);
  return facts;
}

/** The value of a parameter that stands where the document says nothing: the preset's, or the model's own. */
export function standardValue(document: ExperimentDocument, name: string): unknown {
  const { known, definition } = factsOf(document.model);
  const preset = document.preset === undefined ? undefined : known?.presets[document.preset];
  return preset?.parameters[name] ?? definition.parameters?.[name];
}

/** Where a variable starts when the document does not say: as the preset has it, or the model. */
export function standardInitial(document: ExperimentDocument, name: string): string | number | undefined {
  const { known, definition } = factsOf(document.model);
  const preset = document.preset === undefined ? undefined : known?.presets[document.preset];
  return preset?.initial?.[name] ?? definition.initial?.[name];
}
