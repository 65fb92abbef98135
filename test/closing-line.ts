import type { Reporter, TestModule } from "vitest/node";

/** Ends the test run with one line that a machine can read: `412 passed, 0 failed` or `412 passed, 0 failed, 2 skipped`. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let [passed, failed, skipped] = [0, unhandledErrors.length, 0];
    for (const module of modules) {
      const states = Array.from(module.children.allTests(), (test) => test.result().state);
      passed += states.filter((state) => state === "passed").length;
      skipped += states.filter((state) => state === "skipped").length;
      const failures = states.filter((state) => state === "failed" || state === "pending").length;
      // A file that cannot be loaded has no tests to fail.
      failed += failures === 0 && !module.ok() ? 1 : failures;
    }
    const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    process.stdout.write(`${line}\n`);
  }
}
