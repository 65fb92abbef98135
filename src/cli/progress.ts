import cliProgress from "cli-progress";
import { type ExperimentDocument, type Result, type RunOptions, simulateAsync } from "../index.ts";
import type { Terminal } from "./terminal.ts";

/** A bar on standard error that appears once a run has taken half a second, so that short runs stay quiet. */
export class ProgressBar {
  readonly #begun = performance.now();
  #bar: cliProgress.SingleBar | undefined;

  /** Shows the part done, from 0 to 1, and a few words beside it. */
  show(fraction: number, words = ""): void {
    if (!this.#bar && performance.now() - this.#begun < 500) return;
    if (!this.#bar) {
      const format = "{bar} {percentage} %  {eta_formatted} left  {words}";
      const options = { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 8 };
      this.#bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
      this.#bar.start(1000, 0, { words });
    }
    this.#bar.update(Math.round(1000 * fraction), { words });
  }

  /** Takes the bar away. */
  stop(): void {
    this.#bar?.stop();
  }
}

/** Runs with a progress bar where there is a screen for it. */
export async function watched(document: ExperimentDocument, options: RunOptions, terminal: Terminal): Promise<Result> {
  const bar = terminal.interactive ? new ProgressBar() : undefined;
  try {
    return await simulateAsync(document, { ...options, ...(bar ? { onProgress: (part) => bar.show(part) } : {}) });
  } finally {
    bar?.stop();
  }
}
