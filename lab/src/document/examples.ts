import { type ExperimentDocument, everydayUnit, modelNamed, type StimulusDocument } from "rheobase";
import { factsOf } from "./facts.ts";

/** Steps that make models fire several times for which no preset says what drives them; otherwise one everyday unit. */
const amplitudes: Readonly<Record<string, string | number>> = {
  poisson: "20 Hz",
  lif: "2.5 nA",
  "adaptive-lif": "2.5 nA",
  "fitzhugh-nagumo": 1.3,
  "type-2": "0.5 pA",
  "type-1": "1 pA",
  "morris-lecar": "150 uA/cm^2",
  "hodgkin-huxley": "10 uA/cm^2",
  "hodgkin-huxley-1952": "7 uA",
  "traub-miles": "0.1 nA",
};

/** An experiment with a model of the catalogue: its first preset that brings a stimulus, or a step. */
export function exampleOf(name: string): ExperimentDocument {
  const { presets } = modelNamed(name);
  const driven = Object.keys(presets).find((preset) => presets[preset]!.input !== undefined);
  if (driven !== undefined) return withPreset(experimentWith(name, undefined), driven);
  const { inputs } = factsOf(name);
  const unit = inputs[0] ? everydayUnit(inputs[0].dimension).symbol : "";
  return experimentWith(name, amplitudes[name] ?? (unit === "1" ? 1 : `1 ${unit}`));
}

/** What the lab opens with. */
export const firstExample: ExperimentDocument = exampleOf("lif");

function experimentWith(model: string, amplitude: string | number | undefined): ExperimentDocument {
  const { states, inputs } = factsOf(model);
  const isDriven = inputs.length > 0 && amplitude !== undefined;
  const input: StimulusDocument[] = isDriven
    ? [
        {
          stimulus: "step",
          amplitude,
          start: "20 ms",
          stop: "180 ms",
          ...(inputs.length > 1 ? { to: inputs[0]!.name } : {}),
        },
      ]
    : [];
  return {
    model,
    input,
    duration: "200 ms",
    dt: "0.1 ms",
    record: { variables: [...states, ...inputs].map(({ name }) => name) },
  };
}

/** A document with a preset of its model in the place of all values; the preset's stimuli and duration, where it has them. */
export function withPreset(document: ExperimentDocument, preset: string | undefined): ExperimentDocument {
  const { preset: _, parameters: __, initial: ___, ...rest } = document;
  if (preset === undefined) return rest;
  const { input, duration } = factsOf(document.model).known!.presets[preset]!;
  return { ...rest, preset, ...(input ? { input } : {}), ...(duration === undefined ? {} : { duration }) };
}
