/** What the plots of one stack share: the window of time that is shown, and the cursor. All in ms. */
export class TimeView {
  from = $state(0);
  to = $state(1);
  /** Undefined while nobody points anywhere. */
  cursor: number | undefined = $state();
  /** The cursor stays at the spike that was clicked, wherever the mouse goes. */
  isHeld = $state(false);
  #duration = 1;
  #isWhole = true;

  /** The run has a new length: a window that showed all of it still does. */
  fit(duration: number): void {
    this.#duration = duration;
    if (this.#isWhole || this.from >= duration) this.all();
    else this.to = Math.min(this.to, duration);
  }

  get isWhole(): boolean {
    return this.from === 0 && this.to === this.#duration;
  }

  all(): void {
    this.from = 0;
    this.to = this.#duration;
    this.#isWhole = true;
  }

  show(from: number, to: number): void {
    const width = Math.min(this.#duration, Math.max(to - from, this.#duration * 1e-6));
    this.from = Math.max(0, Math.min(from, this.#duration - width));
    this.to = this.from + width;
    this.#isWhole = this.isWhole;
  }

  /** Makes the window `factor` times as wide, about the cursor or its middle. */
  zoom(factor: number): void {
    const middle = this.cursor ?? (this.from + this.to) / 2;
    const inside = Math.min(this.to, Math.max(this.from, middle));
    this.show(inside - (inside - this.from) * factor, inside + (this.to - inside) * factor);
  }

  /** Puts the cursor somewhere, and leaves it there until the next click or Escape. */
  hold(time: number): void {
    this.point(time);
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    this.cursor = undefined;
  }

  /** Puts the cursor somewhere, and the window over it. */
  point(time: number): void {
    const width = this.to - this.from;
    this.cursor = Math.max(0, Math.min(time, this.#duration));
    if (this.cursor < this.from) this.show(this.cursor, this.cursor + width);
    if (this.cursor > this.to) this.show(this.cursor - width, this.cursor);
  }
}

/** What a plot reads and moves of it. */
export type TimeWindow = Pick<TimeView, "from" | "to" | "cursor" | "isHeld" | "all" | "show" | "hold">;
