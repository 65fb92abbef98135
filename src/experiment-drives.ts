import { ExperimentError } from "./errors.ts";
import { type Axis, at, type Setting, settingAt } from "./experiment-axes.ts";
import { type Series, seriesOf } from "./experiment-samples.ts";
import type { StimulusDocument, Values } from "./experiment-types.ts";
import type { Drive } from "./language/definition.ts";
import type { Model } from "./language/model.ts";
import { type Dimension, dimensionless, dimensions } from "./quantity/dimension.ts";
import { formatQuantity } from "./quantity/quantity.ts";
import { didYouMean } from "./quantity/spelling.ts";
import { type Stimulus, type StimulusParameter, stimulusNamed } from "./stimuli/index.ts";
import { differences } from "./stimuli/samples.ts";

/** The stimuli of a document, ready to be written into the equations, and the axes among their parameters. */
export interface Drives {
  readonly drives: readonly Drive[];
  readonly axes: readonly Axis[];
}

interface Input {
  readonly name: string;
  readonly dimension: Dimension;
}

/** One stimulus of the document with its place and what it drives. */
interface Placed {
  readonly path: string;
  readonly document: StimulusDocument;
  readonly stimulus: Stimulus;
  readonly input: Input;
}

/**
 * A parameter of a stimulus is called by its own name in the model (`amplitude`), or by its place
 * (`input[1].amplitude`) where the model or another stimulus has that name already.
 *
 * @param taken the names of the model.
 * @param duration seconds: the end of stimuli that name none.
 * @throws ExperimentError
 */
export function resolveDrives(
  input: readonly StimulusDocument[],
  model: Model,
  taken: ReadonlySet<string>,
  duration: number,
): Drives {
  const placed = input.map((document, k) => place(document, `input[${k}]`, model));
  const uses = new Map<string, number>();
  for (const { stimulus } of placed)
    for (const name of Object.keys(stimulus.parameters)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const isAmbiguous = (name: string) => taken.has(name) || uses.get(name)! > 1;
  const axes: Axis[] = [];
  const drives = placed.map((one) => {
    const series = one.stimulus.kind === "sampled" ? seriesOf(one.document, one.path, one.input.dimension) : undefined;
    const settings = settingsOf(one, series, duration);
    checkBounds(one, settings);
    const parameters = [...settings].map(([local, { setting, dimension }]) => {
      const name = isAmbiguous(local) ? `${one.path}.${local}` : local;
      if (setting.kind === "axis") axes.push({ parameter: name, label: name, dimension, values: setting.values });
      return { local, name, dimension, value: setting.kind === "axis" ? setting.values[0]! : setting.value };
    });
    return driveOf(one, parameters, series);
  });
  return { drives, axes };
}

/** The stimulus with its name looked up, and the input it drives. */
function place(document: StimulusDocument, path: string, model: Model): Placed {
  try {
    return { path, document, stimulus: stimulusNamed(document.stimulus), input: inputOf(document, path, model) };
  } catch (error) {
    throw error instanceof ExperimentError && error.path === "stimulus" ? at(`${path}.stimulus`, error) : error;
  }
}

function inputOf({ to }: StimulusDocument, path: string, model: Model): Input {
  const names = model.inputs.map((input) => input.name);
  const input = to === undefined ? model.inputs[0] : model.inputs.find(({ name }) => name === to);
  if (names.length === 0)
    throw new ExperimentError("the model has no input", path, 'say where the current enters: "I : amp (input)"');
  if (to === undefined && names.length > 1)
    throw new ExperimentError("the model has several inputs", path, `say which one: "to": "${names.join('" or "')}"`);
  if (!input)
    throw new ExperimentError(
      `the model has no input "${to}"`,
      `${path}.to`,
      didYouMean(to!, names, `its inputs are ${names.join(", ")}`),
    );
  return input;
}

interface Valued {
  readonly setting: Setting;
  readonly dimension: Dimension;
}

/** Every parameter of the stimulus: as the document says, as its samples say, or its default. */
function settingsOf({ path, document, stimulus, input }: Placed, series: Series | undefined, duration: number) {
  const settings = new Map<string, Valued>();
  for (const [name, parameter] of Object.entries(stimulus.parameters)) {
    const dimension = parameter.dimension === "input" ? input.dimension : dimensionOf[parameter.dimension];
    const given =
      (document[name] as Values<string | number> | undefined) ?? series?.defaults[name] ?? parameter.default;
    if (given === undefined) throw new ExperimentError(`is missing: ${parameter.meaning}`, `${path}.${name}`);
    const setting: Setting =
      given === "end" ? { kind: "value", value: duration } : settingAt(given, `${path}.${name}`, dimension);
    settings.set(name, { setting, dimension });
  }
  return settings;
}

const dimensionOf: Record<Exclude<StimulusParameter["dimension"], "input">, Dimension> = {
  second: dimensions.second,
  hertz: dimensions.hertz,
  "1": dimensionless,
};

/** Parameters that must be above zero or above another; the axes make every combination, so the extremes decide. */
function checkBounds({ path, document, stimulus }: Placed, settings: ReadonlyMap<string, Valued>): void {
  for (const [name, { above }] of Object.entries(stimulus.parameters)) {
    if (!above) continue;
    const { setting, dimension } = settings.get(name)!;
    const least = extreme(setting, Math.min);
    const bound = above === "zero" ? 0 : extreme(settings.get(above)!.setting, Math.max);
    if (least > bound) continue;
    const [own, other] = [formatQuantity(least, dimension), formatQuantity(bound, dimension)];
    if (above === "zero") throw new ExperimentError(`must be greater than zero, but is ${own}`, `${path}.${name}`);
    if (document[name] === undefined)
      throw new ExperimentError(
        `${other} is not before the end of the run, ${own}`,
        `${path}.${above}`,
        `begin earlier, run longer, or give a ${name}`,
      );
    throw new ExperimentError(`${own} is not after ${above}, ${other}`, `${path}.${name}`);
  }
}

function extreme(setting: Setting, choose: (a: number, b: number) => number): number {
  return setting.kind === "value" ? setting.value : setting.values.reduce((a, b) => choose(a, b));
}

function driveOf(
  { path, document, stimulus, input }: Placed,
  parameters: Drive["parameters"],
  series: Series | undefined,
): Drive {
  const to = input.name;
  if (stimulus.kind === "formula") return { to, expression: stimulus.expression, parameters, tables: [] };
  const values = series!.values;
  const count = { local: "count", name: `${path}.count`, dimension: dimensionless, value: values.length };
  const table = (local: string, values: Float64Array) => ({
    local,
    name: `${path}.${local}`,
    values,
    dimension: input.dimension,
  });
  const linear = document.interpolation === "linear";
  return {
    to,
    expression: stimulus.expressions[linear ? "linear" : "held"],
    parameters: [...parameters, count],
    tables: [table("values", values), ...(linear ? [table("differences", differences(values))] : [])],
  };
}
