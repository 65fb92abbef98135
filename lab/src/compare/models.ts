import { type ExperimentDocument, models, type StimulusDocument } from "rheobase";
import { exampleOf } from "../document/examples.ts";
import { factsOf } from "../document/facts.ts";
import { withInputsRecorded } from "../document/recorded.ts";
import { quantityText, type Written, writtenOf } from "../document/written.ts";

/** A model that can be set beside others, with the current of its example: the unit in which all are driven alike. */
export interface Compared {
  readonly name: string;
  readonly title: string;
  readonly preset: string | undefined;
  readonly current: Written;
}

/** The courses of current that are offered. */
export const courses = ["step", "ramp", "sine", "frozen-noise"] as const;
export type CourseName = (typeof courses)[number];

/** Those of the catalogue that a current drives and that fire at a threshold. */
export const comparable: readonly Compared[] = models.flatMap(({ name, title, definition }) => {
  const { inputs, states } = factsOf(name);
  const { preset, input } = exampleOf(name);
  const current = writtenOf(input?.[0]?.amplitude);
  const isDriven = inputs.length > 0 && states.length > 0 && definition.threshold !== undefined;
  return isDriven && current && current.number !== 0 ? [{ name, title, preset, current }] : [];
});

/** Chosen at first: the models of the lesson on simplified neurons. */
export const firstChosen = ["if", "lif", "adex", "izhikevich", "hodgkin-huxley"];

export const duration = "200 ms";

/** What drives every model: a course of current of this many times the current of its example. */
export function comparedDocument(
  { name, preset, current }: Compared,
  course: CourseName,
  strength: number,
): ExperimentDocument {
  const { states, inputs } = factsOf(name);
  const to = inputs.length > 1 ? { to: inputs[0]!.name } : {};
  return withInputsRecorded({
    model: name,
    ...(preset === undefined ? {} : { preset }),
    input: [{ ...stimulusOf(course, strength, current), ...to }],
    duration,
    dt: "0.1 ms",
    record: { variables: states.map((state) => state.name) },
  });
}

function stimulusOf(course: CourseName, strength: number, { number, unit }: Written): StimulusDocument {
  const times = (factor: number) => quantityText(Number((factor * strength * number).toPrecision(6)), unit);
  const window = { start: "20 ms", stop: "180 ms" };
  switch (course) {
    case "step":
      return { stimulus: course, amplitude: times(1), ...window };
    case "ramp":
      return { stimulus: course, amplitude: times(1), ...window };
    case "sine":
      return { stimulus: course, amplitude: times(0.5), offset: times(0.5), frequency: "20 Hz", ...window };
    case "frozen-noise":
      return { stimulus: course, mean: times(0.7), sigma: times(0.5), tau: "3 ms", seed: 1 };
  }
}
