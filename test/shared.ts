import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "vitest";

/** Beside the project, not in it: expected values with their settings and sources, and measured recordings. */
const shared = new URL("../../shared/", import.meta.url);

/** One reference case: what was run, and what came out. */
interface ReferenceCase {
  readonly id: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The cases of one reference file. */
export interface Reference {
  /** The settings and the expected values of a case, in the shapes that the test says they have. */
  read<Expected, Settings = Record<string, unknown>>(id: string): { settings: Settings; expected: Expected };
  ids: readonly string[];
}

/** The path of a file of the shared folder. */
function sharedPath(path: string): string {
  return fileURLToPath(new URL(path, shared));
}

/**
 * Calls `declare` with the cases of a reference file, such as `seed0/if.json`; its tests are declared there. Where the
 * file is missing, one skipped test and a warning say so.
 */
export function withReference(path: string, declare: (reference: Reference) => void): void {
  withSharedFile(`reference/${path}`, (bytes) => declare(casesOf(path, bytes)));
}

/** Calls `declare` with the bytes of a shared file, such as `data/csv/frozen-noise-5s.csv`; skips and warns likewise. */
export function withSharedFile(path: string, declare: (bytes: Buffer) => void): void {
  const file = sharedPath(path);
  if (existsSync(file)) {
    declare(readFileSync(file));
    return;
  }
  console.warn(`\n*** SKIPPED: every test of ${path}, because ${file} is missing ***\n`);
  test.skip(`SKIPPED: every test of ${path}, because ../shared is missing`, () => {});
}

function casesOf(path: string, bytes: Buffer): Reference {
  const { cases } = JSON.parse(bytes.toString("utf8")) as { cases: ReferenceCase[] };
  return {
    ids: cases.map(({ id }) => id),
    read<Expected, Settings>(id: string) {
      const found = cases.find((candidate) => candidate.id === id);
      if (!found)
        throw new RangeError(`reference/${path} has no case ${id}; it has ${cases.map((c) => c.id).join(", ")}`);
      return { settings: found.settings as Settings, expected: found.expected as Expected };
    },
  };
}
