import { ExperimentError } from "../errors.ts";
import { parseExperiment } from "../experiment.ts";
import { memberValue } from "../experiment-axes.ts";
import type { ExperimentDocument } from "../experiment-types.ts";
import type { Model } from "../language/model.ts";
import { parseQuantity } from "../quantity/quantity.ts";
import { traceOf } from "../run/recording.ts";
import { prepareExperiment, simulate } from "../simulate.ts";
import { version } from "../version.ts";
import { inputCourses } from "./input-course.ts";
import { type NestCounterpart, nestCounterparts } from "./nest-counterparts.ts";

/** The models of the catalogue that have a counterpart in NEST. */
export const modelsOfNest: readonly string[] = Object.keys(nestCounterparts);

/**
 * A Python script for NEST 3 that runs an experiment and prints its spike times in milliseconds. The input is set for each stretch
 * in which it is constant, so that no delay of a connection shifts it; it is held for a time step where it changes.
 *
 * @throws ExperimentError for a model without a counterpart in NEST, and for stimuli that draw random numbers; and as `simulate`
 */
export function nestScript(json: ExperimentDocument): string {
  const document = parseExperiment(json);
  const { experiment, compiled } = prepareExperiment(document);
  const { members, steps, axes, arrangement } = experiment;
  const counterpart = counterpartOf(document);
  refuseRandom(document, compiled.model);
  const valuesOf = (m: number): Readonly<Record<string, number>> => ({
    ...Object.fromEntries(compiled.model.parameters.map(({ name, value }) => [name, value])),
    ...Object.fromEntries(axes.map(({ parameter }, axis) => [parameter, memberValue(axes, axis, m, arrangement)])),
  });
  const everyone = Array.from({ length: members }, (_, m) => valuesOf(m));
  const refusal = everyone.map((values) => counterpart.refuses?.(values)).find((reason) => reason !== undefined);
  if (refusal !== undefined) throw withoutCounterpart(refusal);

  const dt = experiment.dt * 1000;
  const parameters = Object.entries(counterpart.parameters).map(([name, { unit, from }]) =>
    entry(name, name === "consistent_integration" ? ["True"] : everyone.map((values) => inUnit(from(values), unit))),
  );
  const start = simulate({
    ...document,
    record: { variables: Object.values(counterpart.variables).map(({ from }) => from), every: document.duration },
  });
  const variables = Object.entries(counterpart.variables).map(([name, { from, unit }]) =>
    entry(
      name,
      everyone.map((_, m) => inUnit(traceOf(start, from, m)[0]!, unit)),
    ),
  );
  const pieces = piecesOf(document, compiled.model, { members, steps }, counterpart.inputScale ?? 1e12);
  const recorded = experiment.variables
    .map((name) => Object.entries(counterpart.variables).find(([, { from }]) => from === name)?.[0])
    .filter((name) => name !== undefined);
  return `${[
    `# The model ${document.model}, written by rheobase ${version} for NEST 3: ${counterpart.model}.`,
    "# NEST stamps a spike with the end of its time step, and counts the refractory period from there.",
    ...(counterpart.note === undefined ? [] : [`# ${counterpart.note}`]),
    "",
    "import nest",
    "",
    "nest.ResetKernel()",
    `nest.resolution = ${rounded(dt)}`,
    "",
    `neurons = nest.Create("${counterpart.model}", ${members}, params={`,
    ...parameters,
    ...variables,
    "})",
    'spikes = nest.Create("spike_recorder")',
    "nest.Connect(neurons, spikes)",
    ...(recorded.length > 0
      ? [
          `states = nest.Create("multimeter", params={"record_from": [${recorded.map((name) => `"${name}"`).join(", ")}], "interval": ${rounded(experiment.every * dt)}})`,
          "nest.Connect(states, neurons)",
        ]
      : []),
    "",
    "# How long, in ms, and the input meanwhile, in pA.",
    "pieces = [",
    ...pieces.map(({ length, value }) => `    (${rounded(length * dt)}, ${value}),`),
    "]",
    "for length, current in pieces:",
    "    neurons.I_e = current",
    "    nest.Simulate(length)",
    "",
    "events = spikes.events",
    "for neuron in neurons.tolist():",
    '    print(neuron, *events["times"][events["senders"] == neuron])',
  ].join("\n")}\n`;
}

function counterpartOf({ model }: ExperimentDocument): NestCounterpart {
  const found =
    typeof model === "string" && Object.hasOwn(nestCounterparts, model) ? nestCounterparts[model] : undefined;
  if (found) return found;
  throw withoutCounterpart(
    typeof model === "string"
      ? `"${model}" has no counterpart there`
      : "a model of one's own has to be written in NESTML",
  );
}

function withoutCounterpart(reason: string): ExperimentError {
  return new ExperimentError(
    `NEST has no such model: ${reason}`,
    "model",
    `those with one are ${modelsOfNest.join(", ")}`,
  );
}

function refuseRandom(document: ExperimentDocument, { states }: Model): void {
  if (states.every(({ noise }) => noise.length === 0)) return;
  const place = (document.input ?? []).findIndex(
    ({ stimulus }) => /noise|ornstein/.test(stimulus) && stimulus !== "frozen-noise",
  );
  throw new ExperimentError(
    "NEST's noise is another process",
    place < 0 ? "input" : `input[${place}]`,
    "take frozen-noise",
  );
}

/** `    "E_L": -70,`; a list where neurons differ. */
function entry(name: string, values: readonly string[]): string {
  const isOne = values.every((value) => value === values[0]);
  return `    "${name}": ${isOne ? values[0] : `[${values.join(", ")}]`},`;
}

function inUnit(si: number, unit: string): string {
  return rounded(unit === "1" ? si : si / parseQuantity(`1 ${unit}`).value);
}

/** Twelve digits: what a division leaves behind them is no part of a parameter. */
function rounded(value: number): string {
  const number = Number(value.toPrecision(12));
  return Number.isInteger(number) ? number.toFixed(1) : `${number}`;
}

interface Piece {
  /** Steps. */
  length: number;
  readonly value: string;
}

/** Stretches of equal input. */
function piecesOf(
  document: ExperimentDocument,
  model: Model,
  { members, steps }: { readonly members: number; readonly steps: number },
  scale: number,
): Piece[] {
  const [course] = inputCourses(document, model.inputs.map(({ name }) => name).slice(0, 1), members, steps);
  if (!course) return [{ length: steps, value: "0.0" }];
  const pieces: Piece[] = [];
  for (let k = 0; k < steps; k++) {
    const values = Array.from({ length: members }, (_, m) => rounded(course.values[m * course.samples + k]! * scale));
    const value = values.every((own) => own === values[0]) ? values[0]! : `[${values.join(", ")}]`;
    const last = pieces.at(-1);
    if (last?.value === value) last.length++;
    else pieces.push({ length: 1, value });
  }
  return pieces;
}
