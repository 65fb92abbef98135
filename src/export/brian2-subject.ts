import { ExperimentError } from "../errors.ts";
import type { ResolvedExperiment } from "../experiment-resolve.ts";
import type { ExperimentDocument } from "../experiment-types.ts";
import { dependsOn } from "../language/calculus.ts";
import type { Drive } from "../language/definition.ts";
import { drawsIn } from "../language/draws.ts";
import type { Model } from "../language/model.ts";
import { parseEquations } from "../language/parse.ts";
import { prepareExperiment } from "../simulate.ts";
import { brianName } from "./brian2-names.ts";
import type { Names } from "./brian2-text.ts";
import { type InputCourse, inputCourses } from "./input-course.ts";

/** An experiment with what a Brian2 script needs to know of it. */
export interface BrianSubject {
  readonly document: ExperimentDocument;
  readonly experiment: ResolvedExperiment;
  readonly model: Model;
  /** What each name of the model and of its stimuli is called in the script. */
  readonly names: Names;
  /** The stimuli that stand in the equations as expressions. */
  readonly drives: readonly Drive[];
  /** The text of each input that is read from an array instead. */
  readonly recorded: ReadonlyMap<string, string>;
  readonly courses: readonly InputCourse[];
  readonly method: BrianMethod;
  /** Only passing the threshold is a spike, so the neuron is refractory while it is above. */
  readonly isArmed: boolean;
}

export interface BrianMethod {
  /** Brian2's name. */
  readonly name: string;
  /** What is run here; the names differ where Brian2 has no such method. */
  readonly own: string;
  readonly isExact: boolean;
}

/** Brian2's name for each method; Dormand-Prince's pair and `sequential-euler` have no counterpart that runs everywhere. */
const counterparts: Readonly<Record<string, string>> = {
  exact: "exact",
  "dormand-prince": "rk4",
  rk4: "rk4",
  heun: "heun",
  midpoint: "rk2",
  "exponential-euler": "exponential_euler",
  euler: "euler",
  "sequential-euler": "euler",
  milstein: "milstein",
  "euler-maruyama": "euler",
};

/** Throws as `simulate`, and an ExperimentError for a stimulus that Brian2 cannot have. */
export function brianSubject(document: ExperimentDocument): BrianSubject {
  const { experiment, compiled } = prepareExperiment(document);
  const { model } = compiled;
  const { drives } = experiment;
  const clamp = drives.findIndex((drive) => drive.clamp);
  if (clamp >= 0)
    throw new ExperimentError(
      "Brian2 has no ideal voltage clamp",
      `input[${clamp}]`,
      "drive the neuron with a current",
    );
  const inputs = model.inputs.map(({ name }) => name);
  const tabled = inputs.filter((input) => drives.some(({ to, tables }) => to === input && tables.length > 0));
  const mixed = drives.findIndex(({ to, noise }) => noise !== undefined && tabled.includes(to ?? ""));
  if (mixed >= 0)
    throw new ExperimentError(
      "random noise and samples on one input cannot both stand in a Brian2 script",
      `input[${mixed}]`,
      "leave one of them out, or take frozen-noise",
    );
  const courses = inputCourses(document, tabled, experiment.members, experiment.steps);
  const names = namesOf(experiment, model);
  return {
    document,
    experiment,
    model,
    names,
    drives: drives.filter(({ to }) => !tabled.includes(to ?? "")),
    recorded: new Map(
      courses.map((course) => [course.name, `${tableName(course)}(t${areAlike(course) ? "" : ", i"})`]),
    ),
    courses,
    method: methodOf(compiled.method.name, model, experiment),
    isArmed: onlyPasses(model),
  };
}

/** The array of an input in the script. */
export function tableName({ name }: Pick<InputCourse, "name">): string {
  return `${brianName(name)}_course`;
}

/** Whether all members see the same. */
export function areAlike({ values, samples }: InputCourse): boolean {
  return values.every((value, k) => value === values[k % samples]);
}

function methodOf(own: string, model: Model, { definition }: ResolvedExperiment): BrianMethod {
  const isNoisy = model.states.some(({ noise }) => noise.length > 0);
  const readsTime = parseEquations(definition.equations).some(
    (line) => line.kind !== "parameter" && dependsOn(line.value, new Set(["t"])),
  );
  if (own === "exact" && (isNoisy || readsTime)) return { own, name: isNoisy ? "euler" : "rk4", isExact: false };
  if (own === "dormand-prince" && isNoisy) return { own, name: "heun", isExact: false };
  return { own, name: counterparts[own] ?? "rk4", isExact: own === "exact" };
}

/** A threshold that no reset moves, and that draws no random number. */
function onlyPasses({ threshold, reset, refractory }: Model): boolean {
  if (!threshold || refractory.kind !== "none" || drawsIn([threshold]).length > 0) return false;
  return !dependsOn(threshold, new Set(reset.map(({ target }) => target)));
}

function namesOf({ definition, drives }: ResolvedExperiment, model: Model): Names {
  const own = new Set([
    ...parseEquations(definition.equations).map(({ name }) => name),
    ...Object.keys(definition.parameters ?? {}),
    ...model.states.map(({ name }) => name),
  ]);
  const driven = drives.flatMap(({ parameters, state, noise }) => [
    ...parameters.map(({ name }) => name),
    ...(state ? [state.name] : []),
    ...(noise === undefined ? [] : [noise]),
  ]);
  const given = new Map(
    [...own].map((name) => [name, brianName(name)] as const).filter(([name]) => !name.includes("[")),
  );
  for (const name of driven) {
    let wanted = /^xi_/.test(name) ? plain(name) : brianName(plain(name));
    while ([...given.values()].includes(wanted)) wanted += "_";
    given.set(name, wanted);
  }
  return given;
}

/** `amplitude_1` of `input[0].amplitude`, `xi_1` of `xi_input[0]`. */
function plain(name: string): string {
  return name
    .replace(/^xi_input\[(\d+)\]$/, (_, k) => `xi_${Number(k) + 1}`)
    .replace(/^input\[(\d+)\]\.(\w+)$/, (_, k, local) => `${local}_${Number(k) + 1}`);
}
