import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const flags = ["-O3", "-march=native", "-ffast-math"];

/** Compiles loops.cpp into `folder`; throws where there is no g++. */
export function openCpp(folder) {
  const program = join(folder, "loops");
  execFileSync("g++", [...flags, "-o", program, fileURLToPath(new URL("loops.cpp", import.meta.url))], {
    stdio: "pipe",
  });
  const version = execFileSync("g++", ["--version"], { encoding: "utf8" }).split("\n", 1)[0];
  return {
    title: "g++",
    description: `${version}, ${flags.join(" ")}`,
    /** @param files one file of doubles for each column, in the order of the workload's spread */
    prepare(workload, { steps, files }) {
      return () => {
        const words = [workload.name, String(workload.dt), String(steps), "2", ...files];
        const [seconds, spikes] = execFileSync(program, words, { encoding: "utf8" }).split(" ").map(Number);
        return { seconds, spikes };
      };
    },
  };
}
