import * as z from "zod";
import { ExperimentError, SimulationError } from "../errors.ts";
import { type ExperimentDocument, experimentSchema } from "../experiment.ts";
import { refusal } from "../experiment-refusal.ts";
import { range } from "../experiment-stimuli.ts";
import type { Subjected } from "../experiment-types.ts";
import { Programs } from "../programs.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Result } from "../result.ts";
import { giveWay, type Watch } from "../run/drive.ts";
import { type RunOptions, simulate, simulateAsync } from "../simulate.ts";
import { protocolCatalogue } from "./index.ts";
import type { Answer, Course, Protocol } from "./protocol.ts";
import { type Read, readSetting, type Settings, schemaOf, type Written } from "./setting.ts";
import { subjectOf } from "./subject.ts";

type Known = (typeof protocolCatalogue)[number];

/** A question to a neuron as a document: `{ protocol: "fi-curve", experiment: { model: "lif" } }`. */
export type ProtocolDocument = {
  [K in Known as K["name"]]: { readonly protocol: K["name"]; readonly experiment: Subjected } & Written<K["settings"]>;
}[Known["name"]];

/** What the protocol of this name answers. */
export type AnswerOf<Name extends Known["name"]> =
  ReturnType<Extract<Known, { readonly name: Name }>["ask"]> extends Course<infer A> ? A : never;

/** Every protocol, in the order of their listing. */
export const protocols: readonly Protocol[] = protocolCatalogue as readonly unknown[] as readonly Protocol[];

/** Whether a document asks a question: it names a protocol. */
export function isProtocolDocument(json: unknown): boolean {
  return typeof json === "object" && json !== null && "protocol" in json;
}

/**
 * Asks a neuron a question: runs what the protocol needs and returns its answer, in numbers with units. Runs that differ in
 * numbers only compile once.
 *
 * @throws ExperimentError for what the document gets wrong, or the experiment lacks; and as `simulate`.
 */
export function runProtocol<D extends ProtocolDocument>(
  document: D,
  options: RunOptions = {},
): AnswerOf<D["protocol"]> {
  const kept = { programs: new Programs(), ...options };
  const course = begin(document);
  let step = course.next();
  while (!step.done) {
    const { document: asked } = step.value;
    step = asked
      ? tell(
          course,
          attempt(() => simulate(asked, kept)),
        )
      : course.next();
  }
  return step.value as AnswerOf<D["protocol"]>;
}

/**
 * Like `runProtocol`, giving way to the event loop while it runs; it reports progress and can be aborted.
 *
 * Rejects as `runProtocol` throws, or with the signal's reason.
 */
export async function runProtocolAsync<D extends ProtocolDocument>(
  document: D,
  options: RunOptions & Watch = {},
): Promise<AnswerOf<D["protocol"]>> {
  const kept = { programs: new Programs(), ...options };
  const { onProgress } = options;
  const course = begin(document);
  let done = 0;
  let step = course.next();
  while (!step.done) {
    const from = done;
    const to = Math.max(done, step.value.done);
    const { document: asked } = step.value;
    done = to;
    if (asked) {
      const inside = (part: number) => onProgress?.(from + part * (to - from));
      step = tell(course, await simulateAsync(asked, { ...kept, onProgress: inside }).catch(failureOf));
    } else {
      onProgress?.(to);
      await giveWay();
      options.signal?.throwIfAborted();
      step = course.next();
    }
  }
  return step.value as AnswerOf<D["protocol"]>;
}

/** How a run ended: with a result, or because the neuron could not be simulated. */
type Outcome = Result | SimulationError;

function attempt(run: () => Result): Outcome {
  try {
    return run();
  } catch (error) {
    return failureOf(error);
  }
}

/** Throws what says nothing about the neuron. */
function failureOf(error: unknown): SimulationError {
  if (error instanceof SimulationError) return error;
  throw error;
}

function tell(course: Course<Answer>, outcome: Outcome): ReturnType<Course<Answer>["next"]> {
  return outcome instanceof SimulationError ? course.throw(outcome) : course.next(outcome);
}

/**
 * The experiment of a protocol's document, with what the protocol gives it where it leaves something out.
 *
 * @throws ExperimentError for what the document gets wrong.
 */
export function experimentOf(document: unknown): ExperimentDocument {
  const { known, experiment } = parseProtocol(document);
  return subjectOf(experiment, known.defaults).document;
}

/** Reads the document and begins its protocol. Throws an ExperimentError naming the place. */
function begin(document: unknown): Course<Answer> {
  const { known, settings, experiment } = parseProtocol(document);
  return known.ask(subjectOf(experiment, known.defaults), settings);
}

interface ParsedProtocol {
  readonly known: Protocol;
  readonly settings: Read<Settings>;
  readonly experiment: unknown;
}

/** The protocol that a document names, with its settings read; the experiment is not looked at yet. */
export function parseProtocol(json: unknown): ParsedProtocol {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new ExperimentError('must be an object such as {"protocol": "fi-curve", "experiment": {"model": "lif"}}', "");
  const { $schema: _, protocol: name, experiment, ...written } = json as Record<string, unknown>;
  const known = protocols.find((candidate) => candidate.name === name);
  const names = protocols.map((candidate) => candidate.name);
  if (!known)
    throw new ExperimentError(
      typeof name === "string" ? `there is no protocol "${name.slice(0, 60)}"` : "must be the name of a protocol",
      "protocol",
      didYouMean(String(name), names, `there are ${names.join(", ")}`),
    );
  if (experiment === undefined)
    throw new ExperimentError('is missing; it must be an experiment such as {"model": "lif"}', "experiment");
  const settings = Object.keys(known.settings);
  const stray = Object.keys(written).find((key) => !settings.includes(key));
  if (stray !== undefined)
    throw new ExperimentError(
      `the protocol ${known.name} has no setting "${stray.slice(0, 60)}"`,
      stray.slice(0, 60),
      didYouMean(stray, settings, `it has ${settings.join(", ")}`),
    );
  return { known, settings: readSettings(known, written), experiment };
}

function readSettings(known: Protocol, written: Readonly<Record<string, unknown>>): Read<Settings> {
  const entries = Object.entries(known.settings).map(([name, setting]) => {
    const parsed = schemaOf(setting).safeParse(written[name]);
    if (!parsed.success) throw refusal(parsed.error.issues[0]!, [name], written, inRange);
    return [name, readSetting(setting, parsed.data, name)] as const;
  });
  return Object.fromEntries(entries) as Read<Settings>;
}

const inRange = { keysAt: () => Object.keys(range.shape), namesAt: () => undefined };

/** The JSON Schema of a document of either kind: an experiment, or a question to one. Draft 2020-12. */
export function documentSchema(): object {
  const experiment = experimentSchema() as Record<string, unknown>;
  const { anyOf: _, $schema, ...subject } = experiment;
  const questions = protocols.map(({ name, title, description, settings }) => ({
    title,
    description,
    type: "object",
    properties: {
      $schema: { type: "string" },
      protocol: { const: name },
      experiment: { $ref: "#/$defs/subject" },
      ...Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, jsonSchema(setting)])),
    },
    required: ["protocol", "experiment"],
    additionalProperties: false,
  }));
  return { $schema, $defs: { subject }, anyOf: [withoutSchema(experiment), ...questions] };
}

function withoutSchema({ $schema: _, ...rest }: Record<string, unknown>): object {
  return rest;
}

function jsonSchema(setting: Settings[string]): object {
  return withoutSchema(z.toJSONSchema(schemaOf(setting), { io: "input" }) as Record<string, unknown>);
}
