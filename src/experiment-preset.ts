import { ExperimentError } from "./errors.ts";
import type { ExperimentDocument, StimulusDocument } from "./experiment-types.ts";
import { modelNamed, type Preset } from "./models/index.ts";
import { didYouMean } from "./quantity/spelling.ts";

/** A document that may leave its duration to its preset. */
export type PresetDocument = Omit<ExperimentDocument, "duration"> & { readonly duration?: string };

/** What a document gets that neither says itself nor has a preset that does. */
export interface PresetDefaults {
  readonly input?: readonly StimulusDocument[];
  readonly duration?: string;
}

/**
 * The document with what it leaves to its preset: a list of stimuli where it has no `input`, and a duration where it has
 * none. A document's own `input` takes the place of the whole list; an empty one is no stimulus.
 *
 * @throws ExperimentError for a preset that the model does not have, and where neither says how long to run.
 */
export function withPreset(document: PresetDocument, defaults: PresetDefaults = {}): ExperimentDocument {
  const preset = presetOf(document);
  const { input = preset?.input ?? defaults.input, duration = preset?.duration ?? defaults.duration } = document;
  if (duration === undefined) throw new ExperimentError('is missing; it must be a time such as "200 ms"', "duration");
  return { ...document, duration, ...(input ? { input } : {}) };
}

/** The preset that a document names, if it does. Throws an ExperimentError where there is none of this name. */
export function presetOf({ model, preset }: Pick<ExperimentDocument, "model" | "preset">): Preset | undefined {
  if (preset === undefined) return undefined;
  if (typeof model !== "string")
    throw new ExperimentError("a model object has no presets", "preset", "give its parameters their values");
  const { presets } = modelNamed(model);
  const names = Object.keys(presets);
  if (names.includes(preset)) return presets[preset]!;
  throw new ExperimentError(
    `the model "${model}" has no preset "${preset}"`,
    "preset",
    didYouMean(preset, names, names.length > 0 ? `there are ${names.join(", ")}` : "it has none"),
  );
}
