import type { ExperimentDocument, StimulusDocument } from "rheobase";
import { changedAt, type Path, valueAt } from "./at-place.ts";
import { exampleOf, firstExample, withPreset } from "./examples.ts";
import { Undoable } from "./undoable.svelte.ts";

interface Pair {
  readonly document: ExperimentDocument;
  /** As it was chosen or opened. */
  readonly standard: ExperimentDocument;
}

/** The document on the bench. Every control reads and writes it; nothing else is state of the experiment. */
export class OpenExperiment {
  readonly #pair = new Undoable<Pair>({ document: firstExample, standard: firstExample });
  readonly document = $derived(this.#pair.now.document);
  /** As it was chosen or opened: what a control goes back to, and what its range is made from. */
  readonly standard = $derived(this.#pair.now.standard);
  /** The documents that undo leads to, the oldest first. */
  readonly past = $derived(this.#pair.past.map(({ document }) => document));
  /** The documents that redo leads to, in order. */
  readonly future = $derived(this.#pair.future.map(({ document }) => document));

  /** When `document` was changed last, in milliseconds. */
  get changedAt(): number {
    return this.#pair.changedAt;
  }

  /** Writes a value at a place; undefined removes it. */
  set(path: Path, value: unknown): void {
    this.#change(changedAt(this.document, path, value) as ExperimentDocument, this.standard, path.join("."));
  }

  /** Goes back to what was chosen or opened. */
  reset(path: Path): void {
    this.set(path, valueAt(this.standard, path));
  }

  choose(model: string): void {
    this.open(exampleOf(model));
  }

  choosePreset(name: string | undefined): void {
    this.open(withPreset(this.document, name));
  }

  /** Other stimuli: their sliders range about these values from now on. */
  setStimuli(input: readonly StimulusDocument[], record: ExperimentDocument["record"]): void {
    const recorded = record ? { record } : {};
    this.#change({ ...this.document, input, ...recorded }, { ...this.standard, input, ...recorded });
  }

  /** The same experiment with another model: its stimuli keep their standard. Changes that follow closely are undone together. */
  write(document: ExperimentDocument): void {
    const { model, parameters, preset, initial } = document;
    const values = { ...(parameters && { parameters }), ...(preset && { preset }), ...(initial && { initial }) };
    const { parameters: _, preset: __, initial: ___, ...rest } = this.standard;
    this.#change(document, { ...rest, model, ...values }, "model");
  }

  open(document: ExperimentDocument): void {
    this.#change(document, document);
  }

  get canUndo(): boolean {
    return this.#pair.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#pair.future.length > 0;
  }

  /** How many changes lie before what is shown. */
  get stage(): number {
    return this.#pair.past.length;
  }

  /** Undoes or redoes as often as it takes. */
  goTo(stage: number): void {
    this.#pair.goTo(stage);
  }

  undo(): void {
    this.#pair.undo();
  }

  redo(): void {
    this.#pair.redo();
  }

  #change(document: ExperimentDocument, standard: ExperimentDocument, place?: string): void {
    this.#pair.change({ document, standard }, place);
  }
}
