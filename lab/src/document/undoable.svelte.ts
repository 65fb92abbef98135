const mostUndone = 200;
/** Changes of one place that follow each other so closely, in milliseconds, are undone together. */
const oneGesture = 800;

/** A state that changes, and the states that undo and redo lead to. */
export class Undoable<State> {
  now: State = $state.raw() as State;
  /** Before it, the oldest first. */
  past: readonly State[] = $state.raw([]);
  /** What was undone, in order. */
  future: readonly State[] = $state.raw([]);
  /** When it was changed last, in milliseconds: a redrawing is measured from there. */
  changedAt = 0;
  #last: { readonly place: string; readonly at: number } | undefined;

  constructor(state: State) {
    this.now = state;
  }

  /** @param place what was changed; changes of no place are undone one by one */
  change(state: State, place = ""): void {
    const at = performance.now();
    const goesOn = place !== "" && this.#last?.place === place && at - this.#last.at < oneGesture;
    if (!goesOn) this.past = [...this.past, this.now].slice(-mostUndone);
    if (this.future.length > 0) this.future = [];
    this.#show(state);
    this.#last = { place, at };
  }

  undo(): void {
    const before = this.past.at(-1);
    if (this.past.length === 0) return;
    this.future = [this.now, ...this.future];
    this.past = this.past.slice(0, -1);
    this.#show(before as State);
  }

  redo(): void {
    const [after, ...later] = this.future;
    if (this.future.length === 0) return;
    this.past = [...this.past, this.now];
    this.future = later;
    this.#show(after as State);
  }

  /** Undoes or redoes until so many states lie before. */
  goTo(stage: number): void {
    while (stage < this.past.length && this.past.length > 0) this.undo();
    while (stage > this.past.length && this.future.length > 0) this.redo();
  }

  #show(state: State): void {
    this.changedAt = performance.now();
    this.now = state;
    this.#last = undefined;
  }
}

/** What Ctrl+Z, Cmd+Z or either with Shift ask for; undefined for another key, and where a text has an undo of its own. */
export function undoKey(event: KeyboardEvent): "undo" | "redo" | undefined {
  const { target } = event;
  const isText =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
  if (event.defaultPrevented || isText || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z")
    return undefined;
  event.preventDefault();
  return event.shiftKey ? "redo" : "undo";
}
