import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { version } from "../../src/version.ts";
import { code, filesBelow, root, sources } from "./sources.ts";

const matches = (files: readonly { path: string; text: string }[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found}`));

test("no source file is longer than 300 lines", () => {
  const long = [...sources, ...filesBelow("test", /\.ts$/)]
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test("files have names-like-this", () => {
  expect(sources.map(({ path }) => path).filter((path) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*\.ts$/.test(path))).toEqual([]);
});

/** Files on the way of a simulation that may use a function whose bits differ between machines, each with its reason. */
const excused: Readonly<Record<string, string>> = {
  "src/cable/closed-form.ts": "stands beside the computed potential, and is no part of its fingerprint",
};

test("nothing on the simulation path depends on the machine, the clock or chance", () => {
  const path = sources.filter((file) => /^src\/(kernel|run|target|method|network|cable)\//.test(file.path));
  const bare = path.filter((file) => !(file.path in excused)).map(({ path, text }) => ({ path, text: code(text) }));
  const forbidden =
    /\bMath\.(exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|cbrt|hypot|random)\b|\bDate\b|\bperformance\b/g;
  expect(matches(bare, forbidden)).toEqual([]);
});

test("no code is made from text at run time", () => {
  expect(
    matches(
      sources.map(({ path, text }) => ({ path, text: code(text) })),
      /\beval\(|\bnew Function\b/g,
    ),
  ).toEqual([]);
});

test("no file names a place on somebody's machine", () => {
  const texts = [
    ...["src", "test", "examples", "bench", "docs"].flatMap((folder) =>
      filesBelow(folder, /\.(ts|js|json|md|py|cpp)$/),
    ),
    ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run", "package.json"].map((path) => ({
      path,
      text: readFileSync(join(root, path), "utf8"),
    })),
  ];
  expect(matches(texts, /(?<![\w.])\/(?:work|home|Users|root|mnt)\/[\w.]+/g)).toEqual([]);
});

test("the version is that of package.json", () => {
  expect(version).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
});

test("the lock file has every package for every platform, and no addresses", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<
      string,
      { optionalDependencies?: object; dependencies?: object; resolved?: string; link?: boolean }
    >;
  };
  const missing = Object.entries(lock.packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => ![`${path}/node_modules/${name}`, `node_modules/${name}`].some((at) => lock.packages[at]))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
  expect(Object.values(lock.packages).filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]);
});
