import { type ExperimentDocument, modelNamed } from "rheobase";

/** A firing pattern, and the experiment that shows it. */
export interface Pattern {
  /** Its name in the texts of the page, and the letter of its panel where it has one. */
  readonly name: string;
  readonly letter?: string;
  readonly document: ExperimentDocument;
}

const record = { variables: ["v", "I"] };

/** The panels of figure 1 of Izhikevich (2004), in their order: preset, and model where it is another. */
const panels: readonly (readonly [preset: string, model?: string])[] = [
  ["tonic-spiking"],
  ["phasic-spiking"],
  ["tonic-bursting"],
  ["phasic-bursting"],
  ["mixed-mode"],
  ["spike-frequency-adaptation"],
  ["class-1"],
  ["class-2"],
  ["spike-latency"],
  ["subthreshold-oscillations"],
  ["resonator"],
  ["integrator"],
  ["rebound-spike"],
  ["rebound-burst"],
  ["threshold-variability"],
  ["bistability"],
  ["depolarising-after-potential"],
  ["accommodation", "izhikevich-accommodation"],
  ["inhibition-induced-spiking"],
  ["inhibition-induced-bursting"],
];

/** Table 1 of Naud et al. (2008). */
const naud = [
  "tonic",
  "adaptation",
  "initial-burst",
  "regular-bursting",
  "delayed-accelerating",
  "delayed-regular-bursting",
  "transient",
  "irregular",
];

/** The cell types of the lesson on simplified models, after Izhikevich (2003). */
const types = ["RS", "IB", "CH", "FS", "LTS"];

export const galleries: readonly {
  readonly name: "izhikevich" | "naud" | "lesson";
  readonly patterns: readonly Pattern[];
}[] = [
  {
    name: "izhikevich",
    patterns: panels.map(([preset, model = "izhikevich"], k) => ({
      name: preset,
      letter: String.fromCharCode(65 + k),
      document: asPublished(model, preset),
    })),
  },
  { name: "naud", patterns: naud.map((preset) => ({ name: preset, document: ofPreset("adex", preset) })) },
  { name: "lesson", patterns: types.map((preset) => ({ name: preset, document: ofLesson(preset) })) },
];

/** A preset under its own stimuli. */
function ofPreset(model: string, preset: string): ExperimentDocument {
  const { input, duration } = modelNamed(model).presets[preset]!;
  return { model, preset, input: input!, duration: duration!, dt: "0.1 ms", record };
}

/** A panel with the arithmetic and the step of the figure's own program, which some of the panels need. */
function asPublished(model: string, preset: string): ExperimentDocument {
  const golden = modelNamed(model).golden.find(({ experiment }) => experiment.preset === preset);
  return { ...ofPreset(model, preset), ...golden!.experiment };
}

/** The cell from v = c, u = b v, under a constant current of 10. */
function ofLesson(preset: string): ExperimentDocument {
  const { parameters } = modelNamed("izhikevich").presets[preset]!;
  const input = [{ stimulus: "constant", amplitude: 10 }];
  return { model: "izhikevich", parameters, input, duration: "200 ms", dt: "0.1 ms", record };
}
