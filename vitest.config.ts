import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/closing-line.ts";

const testTimeout = 60_000;

/** Long fits, bands over seeds and billions of draws: `npm run test:slow`, so that `npm test` takes minutes. */
const slow = [
  "test/analysis/cell/electrode.test.ts",
  "test/data/thousand-mutations.test.ts",
  "test/fit/gif/frozen-noise.test.ts",
  "test/fit/izhikevich.test.ts",
  "test/fit/ladder-frozen-noise.test.ts",
  "test/fit/recordings.test.ts",
  "test/fit/recovery.test.ts",
  "test/network/network-bands.test.ts",
  "test/protocol/compare.test.ts",
  "test/run/hundred-million-draws.test.ts",
  "test/run/thousand-runs.test.ts",
];

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "library",
          include: ["test/**/*.test.ts"],
          exclude: ["test/lab/**", ...slow],
          testTimeout,
          // the library keeps no state: its modules are loaded once a worker, not once a file
          isolate: false,
        },
      },
      { test: { name: "slow", include: slow, testTimeout } },
      {
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          alias: { rheobase: fileURLToPath(new URL("src/index.ts", import.meta.url)) },
          globalSetup: ["test/lab/served-lab.ts"],
          testTimeout,
          fileParallelism: false,
        },
      },
    ],
  },
});
