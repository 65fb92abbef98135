import { type ExperimentDocument, parseQuantity } from "rheobase";
import { factsOf } from "../document/facts.ts";
import { withInputsRecorded } from "../document/recorded.ts";
import type { RecordedStimulus } from "./contract.ts";

/**
 * The experiment with a recorded current in the place of its stimuli, as long as that is. Its time step stays where the duration
 * holds a whole number of them; otherwise it is the interval of the samples.
 */
export function drivenBy(
  document: ExperimentDocument,
  { values, interval, duration }: RecordedStimulus,
): ExperimentDocument {
  const { every: _, ...record } = document.record ?? {};
  const seconds = (text: string): number => parseQuantity(text).value;
  const { inputs } = factsOf(document.model);
  const steps = seconds(duration) / seconds(document.dt ?? interval);
  const isWhole = Math.abs(steps - Math.round(steps)) < 1e-6;
  return withInputsRecorded({
    ...document,
    record,
    input: [
      { stimulus: "samples", values, unit: "pA", interval, ...(inputs.length > 1 ? { to: inputs[0]!.name } : {}) },
    ],
    duration,
    dt: isWhole ? (document.dt ?? interval) : interval,
  });
}
