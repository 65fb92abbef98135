import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { policy } from "../src/cli/lab-headers.ts";
import { element } from "./element.ts";
import { offline } from "./offline.ts";
import { workerModels } from "./worker-models.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { exports } = JSON.parse(readFileSync(at("../package.json"), "utf8")) as { exports: Record<string, unknown> };

/** The public entries of the package that a browser can load, from their sources: `rheobase/data` is src/data/index.ts. */
const entries = Object.keys(exports)
  .filter((entry) => !entry.endsWith(".json") && entry !== "./threads")
  .map((entry) => ({ find: new RegExp(`^rheobase${entry.slice(1)}$`), replacement: at(`../src/${entry}/index.ts`) }));

/** KaTeX names each letter in three formats; every browser that runs the lab reads the first, WOFF2. */
const oneFontFormat: Plugin = {
  name: "one-font-format",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith("katex.min.css") ? code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, "") : undefined,
};

/** The page keeps its policy also where another server than ours hands it out. */
const policyInPage: Plugin = {
  name: "policy-in-page",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
  ],
};

const shared = {
  base: "./",
  resolve: { alias: entries },
  worker: { format: "es" as const, plugins: () => [workerModels] },
};

export default defineConfig({
  ...shared,
  root: at("."),
  plugins: [
    oneFontFormat,
    svelte(),
    policyInPage,
    offline(at("public")),
    element(at("."), at("../dist/element"), shared),
  ],
  build: {
    outDir: at("../dist/lab"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
