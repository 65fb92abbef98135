import { ExperimentError } from "./errors.ts";
import { type Arrangement, type Axis, at, type Setting, settingAt } from "./experiment-axes.ts";
import { frozenCourses } from "./experiment-noise.ts";
import { type Series, seriesOf } from "./experiment-samples.ts";
import {
  checkBounds,
  choiceOf,
  clampedState,
  extreme,
  type Input,
  type Placed,
  settingsOf,
  type Valued,
} from "./experiment-settings.ts";
import type { StimulusDocument, Values } from "./experiment-types.ts";
import type { Drive } from "./language/definition.ts";
import type { Model } from "./language/model.ts";
import { dimensionless, dimensions } from "./quantity/dimension.ts";
import { didYouMean } from "./quantity/spelling.ts";
import { type Stimulus, stimulusNamed } from "./stimuli/index.ts";
import { differences } from "./stimuli/samples.ts";

/** The stimuli of a document, ready to be written into the equations, and the axes among their parameters. */
export interface Drives {
  readonly drives: readonly Drive[];
  readonly axes: readonly Axis[];
}

/**
 * A parameter of a stimulus is called by its own name in the model (`amplitude`), or by its place
 * (`input[1].amplitude`) where the model or another stimulus has that name already.
 *
 * @param taken the names of the model.
 * @param duration seconds: the end of stimuli that name none.
 * @param arrangement how the axes make members.
 * @throws ExperimentError
 */
export function resolveDrives(
  input: readonly StimulusDocument[],
  model: Model,
  taken: ReadonlySet<string>,
  duration: number,
  arrangement: Arrangement,
): Drives {
  const placed = input.map((document, k) => place(document, `input[${k}]`, model));
  const uses = new Map<string, number>();
  for (const { stimulus } of placed)
    for (const name of Object.keys(stimulus.parameters)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const isAmbiguous = (name: string) => taken.has(name) || uses.get(name)! > 1;
  const axes: Axis[] = [];
  const drives = placed.map((one) => {
    const series = one.stimulus.kind === "sampled" ? seriesOf(one.document, one.path, one.input.dimension) : undefined;
    const clamped = one.stimulus.kind === "clamp" ? clampedState(one, model) : undefined;
    const settings = settingsOf(one, series, clamped, duration);
    checkBounds(one, settings, arrangement);
    const parameters = [...settings].map(([local, { setting, dimension }]) => {
      const name = isAmbiguous(local) ? `${one.path}.${local}` : local;
      if (setting.kind === "axis") axes.push({ parameter: name, label: name, dimension, values: setting.values });
      return { local, name, dimension, value: setting.kind === "axis" ? setting.values[0]! : setting.value };
    });
    return driveOf(one, parameters, settings, { series, clamped });
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

/** The stimulus as a drive; its parameters are resolved. */
function driveOf(
  { path, document, stimulus, input }: Placed,
  parameters: Drive["parameters"],
  settings: ReadonlyMap<string, Valued>,
  { series, clamped }: { readonly series: Series | undefined; readonly clamped: Input | undefined },
): Drive {
  const to = input.name;
  const choice = choiceOf(stimulus, document);
  const table = (local: string, values: Float64Array, dimension = input.dimension) => ({
    local,
    name: `${path}.${local}`,
    values,
    dimension,
  });
  switch (stimulus.kind) {
    case "formula": {
      const { expression } = stimulus;
      const chosen = typeof expression === "string" ? expression : expression[choice!]!;
      return { to, expression: withInverses(chosen, stimulus, settings), parameters, tables: [] };
    }
    case "clamp":
      return {
        to,
        expression: stimulus.expression,
        clamp: { variable: clamped!.name, lasts: stimulus.lasts },
        parameters,
        tables: [],
      };
    case "sampled": {
      const { values } = series!;
      const count = { local: "count", name: `${path}.count`, dimension: dimensionless, value: values.length };
      return {
        to,
        expression: stimulus.expression[choice!]!,
        parameters: [...parameters, count],
        tables: [table("values", values), ...(choice === "linear" ? [table("differences", differences(values))] : [])],
      };
    }
    case "fluctuation": {
      const { expression, state } = stimulus;
      const named = state && { state: { ...state, name: `${path}.${state.local}` } };
      return { to, expression, parameters, tables: [], noise: `xi_${path}`, ...named };
    }
    case "noise":
      return noiseOf(stimulus.expression[choice!]!, path, to, parameters, settings);
    case "train": {
      const { expression, times } = written(stimulus, timesOf(document, path), settings, choice, path);
      return { to, expression, parameters, tables: [table("times", times, dimensions.second)] };
    }
  }
}

/** Frozen noise: its courses as tables, and where each parameter's values stand in them. */
function noiseOf(
  expression: string,
  path: string,
  to: string,
  parameters: Drive["parameters"],
  settings: ReadonlyMap<string, Valued>,
): Drive {
  const [seeds, taus, intervals] = ["seed", "tau", "interval"].map((name) => distinct(settings.get(name)!.setting)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const duration = extreme(settings.get("stop")!.setting, Math.max) - extreme(settings.get("start")!.setting, Math.min);
  const { values, length } = frozenCourses({ seeds, taus, intervals, duration }, path);
  const numbers = { length, tausCount: taus.length, intervalsCount: intervals.length };
  const named = <T>(local: string, value: T) => ({ local, name: `${path}.${local}`, ...value });
  return {
    to,
    expression,
    parameters: [
      ...parameters,
      ...Object.entries(numbers).map(([local, value]) => named(local, { value, dimension: dimensionless })),
    ],
    tables: [
      named("values", { values, dimension: dimensionless }),
      named("seeds", { values: seeds, dimension: dimensionless }),
      named("taus", { values: taus, dimension: dimensions.second }),
      named("intervals", { values: intervals, dimension: dimensions.second }),
    ],
  };
}

/** The values of a setting, ascending, each once. */
function distinct(setting: Setting): Float64Array {
  return setting.kind === "value" ? Float64Array.of(setting.value) : Float64Array.from(new Set(setting.values)).sort();
}

/** A parameter that is given as its inverse is written so. */
function withInverses(expression: string, { parameters }: Stimulus, settings: ReadonlyMap<string, Valued>): string {
  return Object.entries(parameters).reduce(
    (text, [name, { insteadOf }]) =>
      insteadOf !== undefined && settings.has(name)
        ? text.replaceAll(new RegExp(`\\b${insteadOf}\\b`, "g"), `(1/${name})`)
        : text,
    expression,
  );
}

/** The `times` of a document in seconds, ascending; a list or a range. */
function timesOf({ times }: StimulusDocument, path: string): Float64Array {
  const setting = settingAt(times as Values<string | number>, `${path}.times`, dimensions.second);
  return setting.kind === "axis" ? setting.values.toSorted() : Float64Array.of(setting.value);
}

function written(
  stimulus: Extract<Stimulus, { kind: "train" }>,
  times: Float64Array,
  settings: ReadonlyMap<string, Valued>,
  choice: string | undefined,
  path: string,
) {
  try {
    return stimulus.write(times, (name) => extreme(settings.get(name)!.setting, Math.max), choice);
  } catch (error) {
    throw at(`${path}.times`, error);
  }
}
