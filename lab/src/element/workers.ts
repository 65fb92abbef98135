import * as Comlink from "comlink";
import type { Answerer, Simulator } from "../worker/contract.ts";

/** The workers of one element; each starts when it is first asked. */
export class Workers {
  #simulator: Comlink.Remote<Simulator> | undefined;
  #answerer: Comlink.Remote<Answerer> | undefined;
  #running: Worker[] = [];

  get simulator(): Comlink.Remote<Simulator> {
    this.#simulator ??= Comlink.wrap<Simulator>(
      this.#started(new Worker(new URL("../worker/simulator.ts", import.meta.url), { type: "module" })),
    );
    return this.#simulator;
  }

  get answerer(): Comlink.Remote<Answerer> {
    this.#answerer ??= Comlink.wrap<Answerer>(
      this.#started(new Worker(new URL("../worker/answerer.ts", import.meta.url), { type: "module" })),
    );
    return this.#answerer;
  }

  /** Ends them; the next question starts others. */
  end(): void {
    for (const worker of this.#running) worker.terminate();
    this.#running = [];
    this.#simulator = this.#answerer = undefined;
  }

  #started(worker: Worker): Worker {
    this.#running.push(worker);
    return worker;
  }
}
