import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/closing-line.ts";

const testTimeout = 60_000;

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    projects: [
      {
        test: {
          name: "library",
          include: ["test/**/*.test.ts"],
          exclude: ["test/lab/**"],
          testTimeout,
          // the library keeps no state: its modules are loaded once a worker, not once a file
          isolate: false,
        },
      },
      {
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          alias: { rheobase: fileURLToPath(new URL("src/index.ts", import.meta.url)) },
          globalSetup: ["test/lab/served-lab.ts"],
          testTimeout,
        },
      },
    ],
  },
});
