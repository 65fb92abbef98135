// The command line in few files: Node takes a third of a millisecond for each that it loads, and src/ has 700. A thread of a network
// has a file of its own, with nothing that it does not need.
import { build } from "rolldown";

function bundle(names) {
  return {
    input: Object.fromEntries(names.map((name) => [name, `./src/cli/${name}.ts`])),
    platform: "node",
    external: /^[^./]/,
    output: { dir: "dist/cli", format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
  };
}

await build([
  bundle(["main", "lab-server", "network-threads", "fit-worker", "refit-worker"]),
  bundle(["network-worker"]),
]);
