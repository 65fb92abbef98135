import type { ExperimentDocument, StimulusDocument } from "rheobase";
import { changedAt, type Path, valueAt } from "./at-place.ts";
import { exampleOf, firstExample, withPreset } from "./examples.ts";

const mostUndone = 200;
/** Changes of one place that follow each other so closely, in milliseconds, are undone together. */
const oneGesture = 800;

/** The document on the bench. Every control reads and writes it; nothing else is state of the experiment. */
export class OpenExperiment {
  document: ExperimentDocument = $state.raw(firstExample);
  /** As it was chosen or opened: what a control goes back to, and what its range is made from. */
  standard: ExperimentDocument = $state.raw(firstExample);
  /** When `document` was changed last, in milliseconds: a redrawing is measured from there. */
  changedAt = 0;
  #past: Pair[] = $state.raw([]);
  #future: Pair[] = $state.raw([]);
  #last: { readonly place: string; readonly at: number } | undefined;

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
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** The states that undo leads to, the oldest first. */
  readonly past: readonly ExperimentDocument[] = $derived(this.#past.map(({ document }) => document));
  /** The states that redo leads to, in order. */
  readonly future: readonly ExperimentDocument[] = $derived(this.#future.map(({ document }) => document).toReversed());

  /** How many changes lie before what is shown. */
  get stage(): number {
    return this.#past.length;
  }

  /** Undoes or redoes as often as it takes. */
  goTo(stage: number): void {
    while (stage < this.stage && this.canUndo) this.undo();
    while (stage > this.stage && this.canRedo) this.redo();
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#future = [...this.#future, this.#present()];
    this.#past = this.#past.slice(0, -1);
    this.#show(before);
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (!after) return;
    this.#past = [...this.#past, this.#present()];
    this.#future = this.#future.slice(0, -1);
    this.#show(after);
  }

  #change(document: ExperimentDocument, standard: ExperimentDocument, place = ""): void {
    const now = performance.now();
    const goesOn = place !== "" && this.#last?.place === place && now - this.#last.at < oneGesture;
    if (!goesOn) this.#past = [...this.#past, this.#present()].slice(-mostUndone);
    if (this.canRedo) this.#future = [];
    this.#show({ document, standard });
    this.#last = { place, at: now };
  }

  #present(): Pair {
    return { document: this.document, standard: this.standard };
  }

  #show({ document, standard }: Pair): void {
    this.changedAt = performance.now();
    this.document = document;
    this.standard = standard;
    this.#last = undefined;
  }
}

interface Pair {
  readonly document: ExperimentDocument;
  readonly standard: ExperimentDocument;
}
