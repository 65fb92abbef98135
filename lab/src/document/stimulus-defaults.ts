import {
  type ExperimentDocument,
  everydayUnit,
  formatQuantity,
  parseQuantity,
  type Quantity,
  type StimulusDocument,
  stimuli,
} from "rheobase";
import { factsOf } from "./facts.ts";
import { quantityText, writtenOf } from "./written.ts";

type Stimulus = (typeof stimuli)[number];
type Parameter = Stimulus["parameters"][string];

/** The stimuli that need nothing but numbers. */
export const offered: readonly Stimulus[] = stimuli.filter(
  ({ kind }) => kind !== "sampled" && kind !== "train" && kind !== "clamp",
);

export function stimulusNamed(name: string): Stimulus | undefined {
  return stimuli.find((known) => known.name === name);
}

/** The input that a stimulus drives. */
export function inputOf(
  document: ExperimentDocument,
  { to }: StimulusDocument,
): { name: string; dimension: Quantity["dimension"] } | undefined {
  const { inputs, states } = factsOf(document.model);
  return to === undefined ? inputs[0] : [...inputs, ...states].find(({ name }) => name === to);
}

/** The dimension of a parameter of a stimulus. */
export function dimensionOf(parameter: Parameter, input: Quantity["dimension"]): Quantity["dimension"] {
  switch (parameter.dimension) {
    case "input":
    case "clamped":
      return input;
    case "second":
      return parseQuantity("1 s").dimension;
    case "hertz":
      return parseQuantity("1 Hz").dimension;
    case "1":
      return parseQuantity(1).dimension;
  }
}

/** Parameters that may be left out, and that the strip shows only where the document has them. */
export function isShown(name: string, parameter: Parameter, stimulus: StimulusDocument): boolean {
  if (Object.hasOwn(stimulus, name)) return true;
  return parameter.insteadOf === undefined && name !== "count" && name !== "phase" && name !== "seed";
}

/**
 * A stimulus of another kind in the place of one: what both have is kept (its size, its window), the rest gets values that
 * show what it does.
 */
export function otherStimulus(
  document: ExperimentDocument,
  before: StimulusDocument | undefined,
  name: string,
): StimulusDocument {
  const kind = stimulusNamed(name)!;
  const input = inputOf(document, before ?? { stimulus: name });
  const unit = input ? everydayUnit(input.dimension).symbol : "1";
  const size = writtenOf(before?.amplitude ?? before?.sigma) ?? { number: 1, unit: unit === "1" ? "" : unit };
  const duration = parseQuantity(document.duration);
  const part = (share: number) => formatQuantity(Number((share * duration.value).toPrecision(2)), duration.dimension);
  const made = Object.entries(kind.parameters).flatMap(([key, parameter]): [string, unknown][] => {
    if (before && Object.hasOwn(before, key)) return [[key, before[key]]];
    if (key === "amplitude" || key === "sigma") return [[key, quantityText(size.number, size.unit)]];
    if (key === "increment") return [[key, quantityText(size.number / 4, size.unit)]];
    if (key === "mean" || key === "from") return [[key, quantityText(0, size.unit)]];
    if (key === "interval") return [[key, name === "staircase" ? part(0.1) : "1 ms"]];
    if (key === "tau") return [[key, "5 ms"]];
    if (key === "width") return [[key, part(0.025)]];
    if (key === "period") return [[key, part(0.1)]];
    if (key === "startFrequency") return [[key, "1 Hz"]];
    if (key === "stopFrequency") return [[key, "100 Hz"]];
    if (key === "frequency" && parameter.insteadOf === undefined) return [[key, "20 Hz"]];
    if (key === "start") return [[key, part(0.1)]];
    if (key === "stop") return [[key, part(0.9)]];
    return [];
  });
  const to = before?.to === undefined ? {} : { to: before.to };
  return { stimulus: name, ...to, ...Object.fromEntries(made) };
}
