import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { brian2Script, type ExperimentDocument } from "../../src/index.ts";

const python = "/usr/bin/python3";

/** Runs every script in one interpreter, so that Brian2 is loaded once, and prints their spike times as JSON. */
const runner = `
import json, sys, logging, warnings
warnings.simplefilter("ignore")
from brian2 import prefs, start_scope, ms, BrianLogger
BrianLogger.suppress_hierarchy("brian2")
prefs.codegen.target = "numpy"
found = []
for file in sys.argv[1:]:
    start_scope()
    own = {"print": lambda *a: None}
    exec(compile(open(file).read(), file, "exec"), own)
    found.append([[float(t) for t in times/ms] for times in own["spikes"].spike_trains().values()])
print("SPIKES" + json.dumps(found))
`;

/** Whether Debian's python3-brian is there. */
function hasBrian(): boolean {
  try {
    execFileSync(python, ["-W", "ignore", "-c", "import brian2"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("\n*** SKIPPED: no Brian2 here; apt-get install python3-brian ***\n");
    return false;
  }
}

/** A test that runs scripts in Brian2. */
export const testWithBrian = test.skipIf(!hasBrian());

/** The spike times of every neuron of every document in ms, as Brian2 finds them with the generated scripts. */
export function brianSpikes(documents: readonly ExperimentDocument[]): number[][][] {
  const folder = mkdtempSync(join(tmpdir(), "brian2-"));
  try {
    const files = documents.map((document, k) => {
      const file = join(folder, `script-${k}.py`);
      writeFileSync(file, brian2Script(document));
      return file;
    });
    const printed = execFileSync(python, ["-W", "ignore", "-c", runner, ...files], {
      encoding: "utf8",
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return JSON.parse(printed.slice(printed.indexOf("SPIKES") + 6)) as number[][][];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
