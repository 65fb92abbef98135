import { check, type ExperimentDocument, ExperimentError, type ModelDefinition } from "rheobase";

/** Lists and objects inside each other. A document of the lab has five. */
const deepest = 32;
/** Controls and plots that one page can hold. */
const mostParameters = 300;
const mostStimuli = 60;
const mostTraces = 60;

/**
 * Whether JSON is nested more deeply than any document: what is nested a hundred thousand times cannot even be sent to a worker.
 * It goes down one level at a time, so that it needs no stack.
 */
export function isTooDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap((node) => (typeof node === "object" && node !== null ? Object.values(node) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** What a document describes, by the key that no other kind has: `{ "cable": { … }, "electrodes": [ … ] }`. */
export function kindOf(json: unknown): "cable" | "network" | "neuron" {
  if (typeof json !== "object" || json === null) return "neuron";
  return "cable" in json ? "cable" : "populations" in json ? "network" : "neuron";
}

/**
 * Refuses a document that is right, but would fill a page with so many controls or plots that it stands still.
 *
 * @throws ExperimentError naming the place and the way out
 */
export function checkShowable(document: ExperimentDocument): void {
  const own = typeof document.model === "string" ? {} : ((document.model as ModelDefinition).parameters ?? {});
  const { states } = check(document);
  const counted = [
    ["model.parameters", Object.keys(own).length, mostParameters, "parameters"],
    ["parameters", Object.keys(document.parameters ?? {}).length, mostParameters, "parameters"],
    ["input", document.input?.length ?? 0, mostStimuli, "stimuli"],
    ["model.equations", states.length, mostTraces, "variables"],
    ["record.variables", document.record?.variables?.length ?? 0, mostTraces, "traces"],
  ] as const;
  for (const [place, count, most, what] of counted)
    if (count > most) {
      const problem = `has ${count} ${what}, but the lab shows at most ${most}`;
      throw new ExperimentError(problem, place, "save it as a file and run it with rheobase run");
    }
}
