import type { Command } from "commander";
import { type CheckpointOptions, ExperimentError, formatQuantity, type NetworkResult } from "../index.ts";
import { writeWhole } from "./export.ts";
import { readBytes } from "./files.ts";

/** How the command line stops a network on the way and goes on with it. */
export interface CheckpointFiles {
  readonly checkpoint?: string;
  readonly checkpointEvery?: string;
  readonly stopAt?: string;
  readonly resume?: string;
}

const seconds = [0, 0, 1, 0, 0, 0, 0] as const;

/** Adds them to a command. */
export function withCheckpoints(command: Command): Command {
  return command
    .option("--checkpoint <file>", "of a network: keep in this file what the run goes on from")
    .option("--checkpoint-every <time>", "time between two checkpoints; default: a tenth of the duration")
    .option("--stop-at <time>", "of a network: stop there, on the way to its duration")
    .option("--resume <file>", "of a network: go on from a checkpoint of the same document");
}

/** The names of those that are given, as they are typed. */
export function namesOf({ checkpoint, checkpointEvery, stopAt, resume }: CheckpointFiles): string[] {
  const given = {
    "--checkpoint": checkpoint,
    "--checkpoint-every": checkpointEvery,
    "--stop-at": stopAt,
    "--resume": resume,
  };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** A file of checkpoints, the last one over those before. */
export class CheckpointFile {
  readonly #files: CheckpointFiles;
  #time: number | undefined;

  /** @throws ExperimentError where options miss each other */
  constructor(files: CheckpointFiles) {
    if (files.checkpoint === undefined && files.checkpointEvery !== undefined)
      throw new ExperimentError(
        "there is no file to keep a checkpoint in",
        "--checkpoint-every",
        "add --checkpoint FILE",
      );
    this.#files = files;
  }

  /** What a run is asked for. Throws an ExperimentError where the file to go on from cannot be read. */
  options(): CheckpointOptions {
    const { checkpoint, checkpointEvery, stopAt, resume } = this.#files;
    const onTheWay = checkpoint !== undefined && (checkpointEvery !== undefined || stopAt === undefined);
    return {
      ...(resume === undefined ? {} : { resume: readBytes(resume, "--resume") }),
      ...(stopAt === undefined ? {} : { stopAt }),
      ...(onTheWay ? { onCheckpoint: (bytes, time) => this.#write(bytes, time) } : {}),
      ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
    };
  }

  /** Keeps where a run stopped; says what to do with it. */
  finish({ checkpoint, duration }: NetworkResult): string {
    if (!checkpoint) return "";
    const stopped = `stopped at ${formatQuantity(duration, seconds)}`;
    if (this.#files.checkpoint === undefined) return `${stopped}; with --checkpoint FILE it could go on from there\n`;
    this.#write(checkpoint, duration);
    return `${stopped}; ${this.wayOn()}\n`;
  }

  /** How to go on from the last checkpoint; empty without one. */
  wayOn(): string {
    if (this.#time === undefined) return "";
    return `--resume ${this.#files.checkpoint} goes on from ${formatQuantity(this.#time, seconds)}`;
  }

  #write(bytes: Uint8Array, time: number): void {
    writeWhole(this.#files.checkpoint!, bytes);
    this.#time = time;
  }
}
