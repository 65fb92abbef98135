import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Debian's python3-brian is installed for Debian's own Python.
const python = process.env.BENCH_PYTHON ?? "/usr/bin/python3";
const script = fileURLToPath(new URL("brian.py", import.meta.url));

/** Asks for Brian2; throws where it is missing. */
export function openBrian(folder) {
  const ask = "import brian2; print(brian2.__version__, *brian2.prefs.codegen.cpp.extra_compile_args_gcc)";
  const [version, ...flags] = execFileSync(python, ["-W", "ignore", "-c", ask], { encoding: "utf8", stdio: "pipe" })
    .trim()
    .split(" ");
  return {
    title: "Brian2",
    description: `Brian2 ${version}, C++ standalone, one thread, ${flags.join(" ")}`,
    /** Generates and compiles the program; each run reads the time of its simulation loop from the device's record. */
    prepare(workload, { steps, files }) {
      const code = join(folder, `brian-${workload.name}`);
      const spread = {};
      for (const [place, [name, { unit }]] of Object.entries(workload.spread).entries()) {
        spread[name] = { file: files[place], unit };
      }
      const { model, method, dt } = workload;
      const work = { folder: code, ...model, spread, method, dt, steps };
      execFileSync(python, ["-W", "ignore", script], { input: JSON.stringify(work), stdio: ["pipe", "pipe", "pipe"] });
      const results = join(code, "results");
      return () => {
        execFileSync(join(code, "main"), [], { cwd: code, stdio: "pipe" });
        const [seconds] = readFileSync(join(results, "last_run_info.txt"), "utf8").split(" ").map(Number);
        const count = readdirSync(results).find((name) => name.startsWith("_array_spikemonitor_N_"));
        return { seconds, spikes: readFileSync(join(results, count)).readInt32LE() };
      };
    },
  };
}
