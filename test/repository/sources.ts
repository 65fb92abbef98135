import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Source {
  /** From the root: `src/kernel/lower.ts`. */
  readonly path: string;
  readonly text: string;
  /** What it imports: `src/errors.ts`, or a package: `zod`, `node:fs`. */
  readonly imports: readonly string[];
}

/** Texts of all files below a folder (or the file itself) whose names end so; none where there is no such folder. */
export function filesBelow(start: string, ending: RegExp): { readonly path: string; readonly text: string }[] {
  const full = join(root, start);
  if (!existsSync(full)) return [];
  const names = ending.test(start) ? [""] : (readdirSync(full, { recursive: true, encoding: "utf8" }) as string[]);
  return names
    .map((name) => relative(root, join(full, name)))
    .filter((path) => ending.test(path) && !path.includes("node_modules"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** Every TypeScript file below src/. */
export const sources: readonly Source[] = filesBelow("src", /\.ts$/).map(({ path, text }) => {
  const found = code(text).matchAll(
    /^(?:import|export)\s[^;"]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
  );
  const imports = Array.from(found, ([, from, bare, later]) => from ?? bare ?? later!);
  return {
    path,
    text,
    imports: imports.map((name) => (name.startsWith(".") ? join(dirname(path), name) : name)),
  };
});

/** A text without its comments. */
export function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}
