import { Programs } from "rheobase";
import type { Outcome } from "./contract.ts";
import { failureOf } from "./failure.ts";

/** Bytes of a run that are more than a page can hold at once. */
const memoryLimit = 512 * 2 ** 20;

/** A slider that is dragged compiles once. */
const programs = new Programs();

/** How this worker runs things. */
export const options = { memoryLimit, programs };

let running = new AbortController();

/** What `work` returns, or how it failed. `stop` in between gives it up. */
export async function outcome<T>(work: (signal: AbortSignal) => T | Promise<T>): Promise<Outcome<T>> {
  const { signal } = running;
  try {
    return { kind: "done", value: await work(signal) };
  } catch (error) {
    if (signal.aborted) return { kind: "stopped" };
    return { kind: "failed", failure: failureOf(error) };
  }
}

/** Gives up what is running. */
export function stop(): void {
  running.abort();
  running = new AbortController();
}
