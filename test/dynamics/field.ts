import {
  type ModelDefinition,
  modelNamed,
  openInputs,
  type VectorField,
  type VectorFieldOptions,
  vectorField,
} from "../../src/index.ts";

/** The field of a catalogue model, its inputs being parameters; values in SI. */
export function fieldOf(
  name: string,
  values: Readonly<Record<string, number>> = {},
  preset?: string,
  options: Pick<VectorFieldOptions, "variables" | "held"> = {},
): VectorField {
  const { definition, presets } = modelNamed(name);
  const own = preset === undefined ? {} : presets[preset]!.parameters;
  return vectorField(openInputs({ ...definition, parameters: { ...definition.parameters, ...own } }), {
    parameters: values,
    ...options,
  });
}

/** The field of equations without units, time in seconds: `["dx/dt = -x", …]`. */
export function plainField(lines: readonly string[], more: Partial<ModelDefinition> = {}): VectorField {
  const equations = lines.map((line) => {
    const [left, right] = line.split(" = ") as [string, string];
    return left.startsWith("d") && left.includes("/dt") ? `${left} = (${right})/second : 1` : `${left} = ${right} : 1`;
  });
  return vectorField(openInputs({ equations: [...equations, "p : 1 (input)"].join("\n"), ...more }));
}
