import { ExperimentError } from "./errors.ts";
import { type Arrangement, type Setting, settingAt } from "./experiment-axes.ts";
import type { Series } from "./experiment-samples.ts";
import type { StimulusDocument, Values } from "./experiment-types.ts";
import type { Model } from "./language/model.ts";
import { type Dimension, dimensionless, dimensions } from "./quantity/dimension.ts";
import { formatQuantity } from "./quantity/quantity.ts";
import { didYouMean } from "./quantity/spelling.ts";
import type { Stimulus, StimulusParameter } from "./stimuli/index.ts";

/** A variable that is driven or clamped. */
export interface Input {
  readonly name: string;
  readonly dimension: Dimension;
}

/** One stimulus of the document with its place and what it drives. */
export interface Placed {
  readonly path: string;
  readonly document: StimulusDocument;
  readonly stimulus: Stimulus;
  readonly input: Input;
}

/** A parameter with its value, or those of an axis. */
export interface Valued {
  readonly setting: Setting;
  readonly dimension: Dimension;
}

/** The state that a clamp holds: the one named, or `v`, or the model's first. */
export function clampedState({ path, document }: Placed, model: Model): Input {
  const names = model.states.map(({ name }) => name);
  const wanted = (document.variable as string | undefined) ?? (names.includes("v") ? "v" : names[0]);
  const state = model.states.find(({ name }) => name === wanted);
  if (state) return state;
  throw new ExperimentError(
    `the model has no variable "${wanted}" to clamp`,
    `${path}.variable`,
    didYouMean(wanted ?? "", names, `its variables are ${names.join(", ") || "none"}`),
  );
}

/** Every parameter of the stimulus: as the document says, as its samples say, or its default. */
export function settingsOf(
  { path, document, stimulus, input }: Placed,
  series: Series | undefined,
  clamped: Input | undefined,
  duration: number,
) {
  const settings = new Map<string, Valued>();
  const { parameters } = stimulus;
  const isGiven = (name: string) => document[name] !== undefined;
  for (const [name, parameter] of Object.entries(parameters)) {
    const other = parameter.insteadOf ?? Object.keys(parameters).find((key) => parameters[key]!.insteadOf === name);
    if (other !== undefined && isGiven(name) === isGiven(other))
      throw new ExperimentError(
        `has ${isGiven(name) ? "both" : "neither"} ${name} ${isGiven(name) ? "and" : "nor"} ${other}`,
        path,
        "give one of them",
      );
    if (other !== undefined && !isGiven(name)) continue;
    const dimension = dimensionFor(parameter, input, clamped);
    const given =
      (document[name] as Values<string | number> | undefined) ?? series?.defaults[name] ?? parameter.default;
    if (given === undefined) throw new ExperimentError(`is missing: ${parameter.meaning}`, `${path}.${name}`);
    const setting: Setting =
      given === "end" ? { kind: "value", value: duration } : settingAt(given, `${path}.${name}`, dimension);
    settings.set(name, { setting, dimension });
  }
  return settings;
}

function dimensionFor({ dimension }: StimulusParameter, input: Input, clamped: Input | undefined): Dimension {
  switch (dimension) {
    case "second":
    case "hertz":
      return dimensions[dimension];
    case "1":
      return dimensionless;
    case "input":
      return input.dimension;
    case "clamped":
      return clamped!.dimension;
  }
}

/**
 * Parameters that must be above zero or above another. Where the axes make every combination the extremes decide; paired ones
 * are compared value by value.
 */
export function checkBounds(
  { path, document, stimulus }: Placed,
  settings: ReadonlyMap<string, Valued>,
  arrangement: Arrangement,
): void {
  const choice = choiceOf(stimulus, document);
  for (const [name, { above, aboveIn, atLeastZero }] of Object.entries(stimulus.parameters)) {
    const valued = settings.get(name);
    if (atLeastZero && valued && extreme(valued.setting, Math.min) < 0)
      throw new ExperimentError("must not be less than zero", `${path}.${name}`);
    if (!above || !valued || (aboveIn !== undefined && aboveIn !== choice)) continue;
    const { setting, dimension } = valued;
    const lower = above === "zero" ? zero : settings.get(above)!.setting;
    const [least, bound] = closestPair(setting, lower, arrangement);
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

const zero: Setting = { kind: "value", value: 0 };

/** The values of two parameters in the member in which the upper is least far above the lower. */
function closestPair(upper: Setting, lower: Setting, arrangement: Arrangement): readonly [number, number] {
  if (arrangement === "product" || upper.kind === "value" || lower.kind === "value")
    return [extreme(upper, Math.min), extreme(lower, Math.max)];
  const gaps = upper.values.map((value, k) => value - lower.values[k]!);
  const k = gaps.indexOf(gaps.reduce((a, b) => Math.min(a, b)));
  return [upper.values[k]!, lower.values[k]!];
}

/** The least or greatest of the values, as `choose` says. */
export function extreme(setting: Setting, choose: (a: number, b: number) => number): number {
  return setting.kind === "value" ? setting.value : setting.values.reduce((a, b) => choose(a, b));
}

/** The word of the document, or the default. */
export function choiceOf({ choice }: Stimulus, document: StimulusDocument): string | undefined {
  return choice && ((document[choice.key] as string | undefined) ?? choice.words[0]);
}
