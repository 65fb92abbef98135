import { proxy } from "comlink";
import type { NetworkDocument } from "rheobase";
import { linkOf, longestLink, readLink } from "../document/link.ts";
import { isTooDeep, kindOf } from "../document/showable.ts";
import { Undoable } from "../document/undoable.svelte.ts";
import type { Failure } from "../worker/contract.ts";
import { Question } from "../worker/question.svelte.ts";
import { type Started, startNetworkRunner } from "../worker/start.ts";
import type { NetworkObservation, NetworkRunner } from "./contract.ts";
import { type NetworkExample, networkExamples } from "./examples.ts";

/** Why something was not opened, by the name of its words; with what the check found. */
export interface Refusal {
  readonly reason:
    | "linkBroken"
    | "linkHuge"
    | "documentDeep"
    | "documentCable"
    | "networkRefused"
    | "fileBroken"
    | "fileHuge";
  readonly failure?: Failure | undefined;
}

interface OpenNetwork {
  readonly document: NetworkDocument;
  /** The example that it was made from. */
  readonly example: NetworkExample | undefined;
}

/** The network stays open, with the way to it, while other views are looked at. */
const kept = new Undoable<OpenNetwork>({ document: networkExamples.brunel, example: "brunel" });

/** The open network and its last run. */
export class NetworkDesk {
  readonly document = $derived(kept.now.document);
  readonly example = $derived(kept.now.example);
  readonly canUndo = $derived(kept.past.length > 0);
  readonly canRedo = $derived(kept.future.length > 0);
  refusal: Refusal | undefined = $state.raw();
  /** How much of the run is done, from 0 to 1. */
  progress = $state(0);
  readonly question: Question<NetworkDocument, NetworkObservation>;
  readonly #started: Started<NetworkRunner>;

  constructor() {
    this.#started = startNetworkRunner();
    const { remote } = this.#started;
    const told = (done: number) => {
      this.progress = done;
    };
    this.question = new Question(
      (document) => {
        this.progress = 0;
        return remote.run(document, proxy(told));
      },
      () => void remote.stop(),
    );
  }

  /**
   * Runs a document: one that was changed here, or has been checked.
   *
   * @param place what was changed in it: changes of one place that follow closely are undone together
   */
  set(document: NetworkDocument, place?: string): void {
    this.#change({ document, example: this.example }, place);
  }

  take(example: NetworkExample): void {
    this.#change({ document: networkExamples[example], example });
  }

  /** Runs what is there. */
  run(): void {
    this.refusal = undefined;
    this.question.ask(this.document);
  }

  undo(): void {
    if (!this.canUndo) return;
    kept.undo();
    this.run();
  }

  redo(): void {
    if (!this.canRedo) return;
    kept.redo();
    this.run();
  }

  #change(network: OpenNetwork, place?: string): void {
    kept.change(network, place);
    this.run();
  }

  cancel(): void {
    void this.#started.remote.stop();
    this.question.isWaiting = false;
  }

  /** Opens what somebody else wrote, once it is known to be a network. */
  async open(
    json: unknown,
    { example, place }: { example?: NetworkExample | undefined; place?: string } = {},
  ): Promise<void> {
    if (isTooDeep(json)) {
      this.refusal = { reason: "documentDeep" };
      return;
    }
    if (kindOf(json) === "cable") {
      this.refusal = { reason: "documentCable" };
      return;
    }
    const outcome = await this.#started.remote.open(json);
    if (outcome.kind === "failed") this.refusal = { reason: "networkRefused", failure: outcome.failure };
    if (outcome.kind === "done") this.#change({ document: outcome.value, example }, place);
  }

  async openText(text: string): Promise<void> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      this.refusal = { reason: "fileBroken" };
      return;
    }
    await this.open(json);
  }

  /** Opens what a link holds; without one the network stays. */
  async openLink(link: string): Promise<void> {
    const read = readLink(link);
    if (read.kind === "read") await this.open(read.json);
    if (read.kind === "broken") this.refusal = { reason: "linkBroken" };
    if (read.kind === "huge") this.refusal = { reason: "linkHuge" };
    if (this.refusal && !this.question.answer) this.question.ask(this.document);
  }

  /** Undefined where the document is too long for one. */
  link(): string | undefined {
    const link = linkOf(this.document);
    return link.length > longestLink ? undefined : link;
  }

  npz(observation: NetworkObservation): Promise<Uint8Array> {
    return this.#started.remote.npz(observation);
  }

  close(): void {
    this.#started.worker.terminate();
  }
}
