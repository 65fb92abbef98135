import type { Columns } from "./checkpoint.ts";
import type { ErrorMessage } from "./error-message.ts";
import type { Leg } from "./leg.ts";
import type { NetworkResult } from "./network-result.ts";
import type { NetworkDocument } from "./network-types.ts";
import type { NetworkOptions } from "./plan-network.ts";
import type { NetworkRecording } from "./run-network.ts";
import type { Share } from "./share.ts";
import type { SharedBuffers } from "./shared-exchange.ts";

/** A thread that runs `serveShare`: a worker of Node or of a browser, as whoever makes it presents it. */
export interface Thread {
  post(message: ShareMessage): void;
  /** Hears what the thread posts. */
  onMessage(hear: (message: ShareAnswer) => void): void;
  /** Hears that the thread has failed or ended, for whatever reason. */
  onEnd(hear: (reason: string) => void): void;
  terminate(): void;
}

/** What a thread is asked to run. */
export interface ShareMessage {
  readonly document: NetworkDocument;
  readonly share: Share;
  readonly buffers: SharedBuffers;
  readonly options: NetworkOptions;
  readonly leg: Omit<Leg, "resume">;
  /** Bytes of the checkpoint from which the run goes on. */
  readonly resume?: Uint8Array<SharedArrayBuffer>;
}

/** What a thread answers. */
export type ShareAnswer =
  | {
      readonly kind: "done";
      readonly spikes: NetworkRecording["spikes"];
      readonly traces: NetworkRecording["traces"];
      readonly synapseStates: NetworkRecording["synapseStates"];
      readonly synapseTraces: NetworkRecording["synapseTraces"];
      readonly counts: readonly number[];
      readonly about: Pick<NetworkResult, "methods" | "target">;
    }
  /** Its neurons and synapses are in memory. */
  | { readonly kind: "planned" }
  /** What the share is at the start of a step in which a checkpoint is due. */
  | { readonly kind: "kept"; readonly state: Columns; readonly step: number }
  | { readonly kind: "failed"; readonly error: ErrorMessage }
  /** Another one has failed, or the run was aborted. */
  | { readonly kind: "stopped" };
