import * as Comlink from "comlink";
import type { ReadOptions } from "rheobase/data";
import type { Course } from "../plots/course.ts";
import type { Failure } from "../worker/contract.ts";
import type { Reader, ShownRecording } from "./contract.ts";

/** What was measured where the simulation is shown too. */
export interface Measured {
  readonly name: string;
  /** mV. */
  readonly voltage: Course;
}

/** The recording that lies open, and the worker that reads it, which starts with the first file. */
export class RecordingDesk {
  /** Whether the page shows it. */
  isOpen = $state(false);
  recording: ShownRecording | undefined = $state.raw();
  /** Why the last file could not be read; the recording before it stays. */
  failure: Failure | undefined = $state.raw();
  isReading = $state(false);
  /** How the files are to be read where they leave it open. */
  choices: ReadOptions = $state.raw({});
  /** A measured voltage that lies over the simulated one. */
  measured: Measured | undefined = $state.raw();
  #files: readonly File[] = [];
  #reader: Comlink.Remote<Reader> | undefined;

  get reader(): Comlink.Remote<Reader> {
    this.#reader ??= Comlink.wrap<Reader>(new Worker(new URL("./reader.ts", import.meta.url), { type: "module" }));
    return this.#reader;
  }

  /** Reads the files of one recording and shows it. */
  async open(files: readonly File[]): Promise<void> {
    this.#files = files;
    this.isOpen = true;
    await this.#read();
  }

  /** Reads the same files anew. */
  async readWith(choices: ReadOptions): Promise<void> {
    this.choices = choices;
    if (this.#files.length > 0) await this.#read();
  }

  async #read(): Promise<void> {
    const files = this.#files;
    this.isReading = true;
    const outcome = await this.reader.read([...files], this.choices);
    if (files !== this.#files) return;
    this.isReading = false;
    this.failure = outcome.kind === "failed" ? outcome.failure : undefined;
    if (outcome.kind === "done") this.recording = outcome.value;
  }
}
