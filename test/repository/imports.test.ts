import { expect, test } from "vitest";
import { filesBelow, type Source, sources } from "./sources.ts";

/** What each part of src/ may import: `{ kernel: ["language", "method"], … }`, from the table in ARCHITECTURE.md. */
const table: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  filesBelow("ARCHITECTURE.md", /\.md$/)[0]!
    .text.split("\n")
    .flatMap((line) => {
      const cells = line.split("|").slice(1, -1);
      const [parts, imports] = cells.map((cell) =>
        Array.from(cell.matchAll(/`([^`]+?)(?:\/|\*\.ts)?`/g), ([, name]) => name!),
      );
      return cells.length === 2 && parts && imports ? parts.map((part) => [part, imports] as const) : [];
    }),
);

/** Packages and the parts that may import them; nothing else comes from outside. */
const packages: Readonly<Record<string, readonly string[]>> = {
  zod: ["cable", "experiment", "fit", "network", "protocol"],
  "d3-dsv": ["data"],
  fflate: ["data"],
  h5wasm: ["data"],
  "fft.js": ["analysis"],
  "ml-matrix": ["analysis", "cable", "dynamics", "fit", "identify", "optimise"],
  "@stdlib/math-base-special-erfcx": ["theory"],
  katex: ["cli"],
  commander: ["cli"],
  picocolors: ["cli"],
  "cli-progress": ["cli"],
  "@observablehq/plot": ["plot"],
  linkedom: ["cli"],
  "@resvg/resvg-js": ["cli"],
};

/** `kernel` of src/kernel/lower.ts, `compile.ts` of src/compile.ts, `experiment` of src/experiment-axes.ts. */
function partOf(path: string): string {
  const [first, ...rest] = path.replace(/^src\//, "").split("/");
  if (rest.length > 0) return first!;
  return /^experiment(-[a-z-]+)?\.ts$/.test(first!) ? "experiment" : first!;
}

const isOurs = (name: string): boolean => name.startsWith("src/");

test("every part of src/ imports only what its row of the table allows", () => {
  const offences = sources
    .filter(({ path }) => partOf(path) !== "index.ts")
    .flatMap(({ path, imports }) =>
      imports
        .filter(isOurs)
        .map(partOf)
        .filter((to) => to !== partOf(path) && to !== "errors.ts" && !table[partOf(path)]?.includes(to))
        .map((to) => `${path} imports ${to}`),
    );
  expect(offences).toEqual([]);
});

test("every part of src/ has a row in the table", () => {
  const parts = new Set(sources.map(({ path }) => partOf(path)));
  expect([...parts].filter((part) => !["errors.ts", "index.ts"].includes(part)).sort()).toEqual(
    Object.keys(table).sort(),
  );
});

test("index.ts offers the library without its command line, file readers and figures", () => {
  const index = sources.find(({ path }) => path === "src/index.ts")!;
  expect(index.imports.map(partOf).filter((part) => ["cli", "data", "plot"].includes(part))).toEqual([]);
});

test("packages are imported only where they are meant to be", () => {
  const offences = sources.flatMap(({ path, imports }) =>
    imports
      .filter((name) => !isOurs(name))
      .filter((name) => !(name.startsWith("node:") ? ["cli", "data"] : (packages[name] ?? [])).includes(partOf(path)))
      .map((name) => `${path} imports ${name}`),
  );
  expect(offences).toEqual([]);
});

test("there is no cycle of imports", () => {
  expect(cycleIn(sources)).toBeUndefined();
});

/** One cycle, as the files on it; undefined where there is none. */
function cycleIn(files: readonly Source[]): string | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): string | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path].join(" -> ");
    if (done.has(path)) return undefined;
    for (const next of byPath.get(path)?.imports.filter(isOurs) ?? []) {
      const cycle = visit(next, [...way, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}
