/** How a long run is watched and stopped. */
export interface Watch {
  readonly signal?: AbortSignal;
  /** Called with the part done, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Runs to the end. */
export function finish<Result>(chunks: Generator<number, Result>): Result {
  for (;;) {
    const { done, value } = chunks.next();
    if (done) return value;
  }
}

/**
 * Runs to the end, handing control back to the event loop after every chunk but the last.
 *
 * Rejects with the signal's reason when it is aborted.
 */
export async function finishLater<Result>(chunks: Generator<number, Result>, watch: Watch): Promise<Result> {
  for (;;) {
    watch.signal?.throwIfAborted();
    const { done, value } = chunks.next();
    if (done) return value;
    watch.onProgress?.(value);
    if (value < 1) await giveWay();
  }
}

/** Lets the event loop go round once: like a timer of 0 ms, which takes one or four. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
