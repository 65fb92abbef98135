import { check, type ExperimentDocument, ExperimentError } from "rheobase";

/**
 * A document that records nothing gets the traces that the lab shows: every state, and the inputs. White noise has no value
 * at an instant, so an input that holds it is left out.
 */
export function shown(document: ExperimentDocument): ExperimentDocument {
  if ((document.record?.variables ?? []).length > 0) return document;
  const { states, inputs } = check(document);
  const names = [...states, ...inputs].map(({ name }) => name);
  const recording = (variables: readonly string[]): ExperimentDocument => ({
    ...document,
    record: { ...document.record, variables },
  });
  const can = names.filter((name) => {
    try {
      check(recording([name]));
      return true;
    } catch (error) {
      if (error instanceof ExperimentError && error.path.startsWith("record.")) return false;
      throw error;
    }
  });
  return recording(can);
}
