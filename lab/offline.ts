import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const template = fileURLToPath(new URL("service-worker.js", import.meta.url));

/**
 * Writes the service worker: the list of all files of the build that the page may ask for, and a version that changes with any of
 * them.
 */
export function offline(publicFolder: string): Plugin {
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const built = Object.values(bundle).map((made) => ({
          name: made.fileName,
          content: made.type === "chunk" ? made.code : made.source,
        }));
        const copied = readdirSync(publicFolder).map((name) => ({
          name,
          content: readFileSync(`${publicFolder}/${name}`),
        }));
        const kept = [...built, ...copied].sort((a, b) => (a.name < b.name ? -1 : 1));
        const source = readFileSync(template, "utf8");
        const hash = createHash("sha256").update(source);
        for (const { name, content } of kept) hash.update(name).update(content);
        const files = kept.map(({ name }) => (name === "index.html" ? "./" : `./${name}`));
        this.emitFile({
          type: "asset",
          fileName: "service-worker.js",
          source: source
            .replace('"VERSION"', JSON.stringify(hash.digest("hex").slice(0, 16)))
            .replace("const files = [];", `const files = ${JSON.stringify(files)};`),
        });
      },
    },
  };
}
