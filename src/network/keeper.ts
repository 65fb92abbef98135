import { type Columns, writeCheckpoint } from "./checkpoint.ts";
import { identityOf } from "./identity.ts";
import type { CheckpointOptions, Leg } from "./leg.ts";
import type { Network } from "./network.ts";

/** Makes checkpoints of what the shares of a run say of themselves. */
export class Keeper {
  readonly #network: Network;
  readonly #leg: Leg;
  #tell: CheckpointOptions["onCheckpoint"];
  readonly #shares: number;
  /** By step: what has been said so far. */
  readonly #said = new Map<number, Columns[]>();
  #last: Uint8Array<ArrayBuffer> | undefined;

  constructor(network: Network, leg: Leg, { onCheckpoint }: CheckpointOptions, shares = 1) {
    this.#network = network;
    this.#leg = leg;
    this.#tell = onCheckpoint;
    this.#shares = shares;
  }

  /** A share is at the start of a step. Once all of them are, that is a checkpoint. */
  keep(share: number, state: Columns, step: number): void {
    const said = this.#said.get(step) ?? [];
    this.#said.set(step, said);
    said[share] = state;
    // holes are not counted
    if (Object.keys(said).length < this.#shares) return;
    this.#said.delete(step);
    const { document, dt } = this.#network;
    const checkpoint = writeCheckpoint({ document: identityOf(document), step, shares: said });
    if (step === this.#leg.end) this.#last = checkpoint;
    else this.#tell?.(checkpoint, step * dt);
  }

  /** Tells nothing more: the run is over. */
  close(): void {
    this.#tell = undefined;
  }

  /** What the result says of it. */
  atEnd(): { readonly checkpoint?: Uint8Array<ArrayBuffer> } {
    return this.#last ? { checkpoint: this.#last } : {};
  }
}
