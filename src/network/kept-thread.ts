import { SimulationError } from "../errors.ts";
import { revived } from "./error-message.ts";
import type { ShareAnswer, ShareMessage, Thread } from "./thread.ts";

export type Done = Extract<ShareAnswer, { kind: "done" }>;
/** What a thread tells on the way. */
export type Told = Extract<ShareAnswer, { kind: "planned" | "kept" }>;

interface Job {
  readonly tell: (answer: Told) => void;
  readonly resolve: (answer: Done) => void;
  readonly reject: (error: Error) => void;
  /** There is nothing more to be heard of it. */
  readonly settle: () => void;
}

/** A thread that is kept from run to run, with the code that its engine has compiled. */
export class KeptThread {
  readonly #thread: Thread;
  #job: Job | undefined;
  #isPlanned = false;
  #isAlive = true;
  /** Resolves when the last of its runs has ended. */
  #settled: Promise<void> = Promise.resolve();

  constructor(thread: Thread) {
    this.#thread = thread;
    thread.onMessage((answer) => this.#hear(answer));
    thread.onEnd((reason) => this.#end(reason));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Whether it is idle, or stops soon when it is told to: while a network is made, a thread hears nothing. */
  get stopsSoon(): boolean {
    return this.#job === undefined || this.#isPlanned;
  }

  /**
   * Runs a share, once the one before has stopped. Of one that was told to stop nothing comes.
   *
   * Rejects with the error of the share, with that of `tell`, or with a SimulationError where the thread ends before the run.
   */
  async run(message: ShareMessage, tell: (answer: Told) => void): Promise<Done> {
    const before = this.#settled;
    let settle = (): void => {};
    this.#settled = new Promise((resolve) => {
      settle = resolve;
    });
    await before;
    if (!this.#isAlive) {
      settle();
      throw ended("it was terminated");
    }
    this.#isPlanned = false;
    return new Promise((resolve, reject) => {
      this.#job = { tell, resolve, reject, settle };
      this.#thread.post(message);
    });
  }

  terminate(): void {
    this.#thread.terminate();
    this.#end("it was terminated");
  }

  #hear(answer: ShareAnswer): void {
    const job = this.#job;
    if (!job) return;
    switch (answer.kind) {
      case "planned":
        this.#isPlanned = true;
        job.tell(answer);
        return;
      case "kept":
        try {
          job.tell(answer);
        } catch (error) {
          job.reject(error as Error);
        }
        return;
      case "done":
        job.resolve(answer);
        break;
      case "failed":
        job.reject(revived(answer.error));
        break;
      case "stopped":
        break;
    }
    this.#job = undefined;
    job.settle();
  }

  #end(reason: string): void {
    this.#isAlive = false;
    this.#job?.reject(ended(reason));
    this.#job?.settle();
    this.#job = undefined;
  }
}

function ended(reason: string): SimulationError {
  return new SimulationError(`a thread ended before the run did: ${reason}`, {}, "try again with fewer threads");
}
