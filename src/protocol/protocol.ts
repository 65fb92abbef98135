import type { ExperimentDocument } from "../experiment.ts";
import type { PresetDefaults } from "../experiment-preset.ts";
import type { Result } from "../result.ts";
import type { FigureOf } from "./figure.ts";
import type { Read, Settings } from "./setting.ts";
import type { Subject } from "./subject.ts";

/** A run that a protocol asks for. */
export interface Trial {
  readonly document: ExperimentDocument;
  /** How much of the whole protocol is done when this run is, from 0 to 1. */
  readonly done: number;
}

/** A stretch of work of the protocol's own, without a run, is behind it: so much of the whole is done. It is not answered. */
export interface Stretch {
  readonly done: number;
  readonly document?: never;
}

/**
 * The runs a protocol asks for one after the other, each answered by its result, and what it makes of them. A run that cannot
 * go on is answered by its SimulationError, thrown where it was asked for.
 */
export type Course<Answer> = Generator<Trial | Stretch, Answer, Result>;

/**
 * A question one asks of a neuron: many runs, one answer. It decides what to run and what follows from it, and runs nothing
 * itself: `runProtocol` does, at once or little by little.
 */
export interface Protocol<Name extends string = string, S extends Settings = Settings, A extends Answer = Answer> {
  /** What a document says: `"protocol": "fi-curve"`. */
  readonly name: Name;
  readonly title: string;
  /** One paragraph: what is done to the neuron, and what each number of the answer is. */
  readonly description: string;
  readonly settings: S;
  /** What drives the neuron, and for how long, where neither the document nor its preset says. */
  readonly defaults: PresetDefaults;
  /** What its answer looks like; undefined where it is a few numbers. */
  readonly figure?: FigureOf<A>;
  /** @throws ExperimentError where the experiment lacks what the protocol needs. */
  ask(subject: Subject, settings: Read<S>): Course<A>;
}

/** What every answer says. Its numbers are measures and columns: each with its unit. */
export interface Answer {
  /** What a reader has to know about these numbers, in sentences. */
  readonly notes: readonly string[];
}

/** How the name of an entry reads: `firesFrom` as `fires from`. */
export function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Takes a protocol as it is; its types are read from what it declares. */
export function protocol<const Name extends string, const S extends Settings, A extends Answer>(
  declared: Protocol<Name, S, A>,
): Protocol<Name, S, A> {
  return declared;
}
