import { build, type InlineConfig, type Plugin } from "vite";

/**
 * Builds `<rheo-neuron>` after the lab: a folder of its own that any page can have beside it, with an example.
 *
 * @param config what both builds share
 */
export function element(
  root: string,
  outDir: string,
  config: Pick<InlineConfig, "resolve" | "base" | "worker">,
): Plugin {
  return {
    name: "element",
    apply: "build",
    async closeBundle() {
      await build({
        ...config,
        configFile: false,
        root,
        logLevel: "warn",
        publicDir: `${root}/src/element/page`,
        build: {
          outDir,
          emptyOutDir: true,
          target: "es2022",
          modulePreload: false,
          assetsInlineLimit: 0,
          rolldownOptions: {
            input: `${root}/src/element/rheo-neuron.ts`,
            preserveEntrySignatures: "strict",
            output: { entryFileNames: "rheo-neuron.js" },
          },
        },
      });
    },
  };
}
