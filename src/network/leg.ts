import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { dimensions } from "../quantity/dimension.ts";
import { type Checkpoint, readCheckpoint } from "./checkpoint.ts";
import { identityOf } from "./identity.ts";
import type { Network } from "./network.ts";

/** How a run is stopped on the way, kept, and gone on with. The numbers are those of a run in one go, to the last bit. */
export interface CheckpointOptions {
  /** A checkpoint of the same document, made by the same version: the run goes on from there. */
  readonly resume?: Uint8Array;
  /** Time at which the run stops, to the nearest time step, such as `"500 ms"`; its result then has a checkpoint. Default: the document's duration. */
  readonly stopAt?: string;
  /**
   * Called with a checkpoint, and its time in seconds, after every `checkpointEvery` of the model's time. It may be kept: nothing
   * else holds it.
   */
  readonly onCheckpoint?: (checkpoint: Uint8Array<ArrayBuffer>, time: number) => void;
  /** Time between two checkpoints, such as `"100 ms"`. Default: a tenth of the document's duration. */
  readonly checkpointEvery?: string;
}

/** The part of a document's run that is to be run. */
export interface Leg {
  /** Where it begins; undefined at the beginning. */
  readonly resume: Checkpoint | undefined;
  /** The step before which it ends. */
  readonly end: number;
  /** Whether it keeps a checkpoint at its end. */
  readonly isKept: boolean;
  /** Steps between two checkpoints on the way; Infinity for none. */
  readonly every: number;
}

/** All of a run at once. */
export function wholeRun({ steps }: Pick<Network, "steps">): Leg {
  return { resume: undefined, end: steps, isKept: false, every: Infinity };
}

/**
 * The leg that options ask for.
 *
 * @throws ExperimentError for a checkpoint that does not suit, and for times that are none
 */
export function legOf(network: Network, options: CheckpointOptions): Leg {
  const { steps, dt, document } = network;
  const { resume, stopAt, onCheckpoint, checkpointEvery } = options;
  if (checkpointEvery !== undefined && !onCheckpoint)
    throw new TypeError("checkpointEvery says how often onCheckpoint is called, so that is needed too");
  const stepsIn = (text: string, path: string): number =>
    Math.round(quantityAt(text, path, dimensions.second).value / dt);
  const checkpoint = resume && readCheckpoint(resume, identityOf(document));
  const begin = checkpoint?.step ?? 0;
  const end = stopAt === undefined ? steps : stepsIn(stopAt, "stopAt");
  const usual = onCheckpoint ? Math.max(1, Math.round(steps / 10)) : Infinity;
  const every = checkpointEvery === undefined ? usual : stepsIn(checkpointEvery, "checkpointEvery");
  const [from, to] = [begin, steps].map((step) => `${Number((1000 * step * dt).toPrecision(12))} ms`);
  if (stopAt !== undefined && !(end > begin && end <= steps))
    throw new ExperimentError(
      `the run cannot stop at ${stopAt}: it begins at ${from} and ends at ${to}`,
      "stopAt",
      "give a time between them",
    );
  if (!(every >= 1))
    throw new ExperimentError(
      `${checkpointEvery} between two checkpoints is less than half a time step`,
      "checkpointEvery",
      `give a time of at least ${1000 * dt} ms`,
    );
  return { resume: checkpoint, end, isKept: stopAt !== undefined, every };
}

/** Steps of the chunk that begins with `from`: chunks begin at multiples of their length, and end where a checkpoint is due. */
export function chunkAt(from: number, chunk: number, { end, every }: Leg): number {
  const due = every === Infinity ? end : (Math.floor(from / every) + 1) * every;
  return Math.min(chunk - (from % chunk), due - from, end - from);
}

/** Whether a checkpoint is due at the start of a step. */
export function isDue(step: number, { end, every, isKept }: Leg): boolean {
  return step === end ? isKept : step % every === 0;
}
