import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "../../lab/src/words/en.ts";
import { ko } from "../../lab/src/words/ko.ts";
import { viewsEn } from "../../lab/src/words/views-en.ts";
import { viewsKo } from "../../lab/src/words/views-ko.ts";
import { stimuli } from "../../src/index.ts";
import { code, filesBelow, root } from "./sources.ts";

const files = filesBelow("lab/src", /\.(ts|svelte)$/);
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
const entries = Object.keys(exports)
  .map((entry) => `rheobase${entry.slice(1)}`)
  .filter((entry) => entry !== "rheobase/threads");

const importsOf = (text: string): string[] =>
  Array.from(code(text).matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g), ([, name]) => name!);

test("the lab imports the library by its public names only, and by none that is for Node", () => {
  const offences = files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((name) => (name.startsWith("rheobase") ? !entries.includes(name) : /^(\.\.\/)+src\//.test(name)))
      .map((name) => `${path} imports ${name}`),
  );
  expect(offences).toEqual([]);
});

test("a part of the lab has at most 300 lines and a name-like-this", () => {
  const offences = files.filter(
    ({ path, text }) => text.split("\n").length > 301 || !/^[a-z0-9-]+(\/[a-z0-9-]+)*(\.svelte)?(\.ts)?$/.test(path),
  );
  expect(offences.map(({ path }) => path)).toEqual([]);
});

test("no text becomes HTML or code in the lab", () => {
  const forbidden = /\{@html|innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|renderToString/;
  expect(files.filter(({ text }) => forbidden.test(text)).map(({ path }) => path)).toEqual([]);
});

test("every text of the lab is said in Korean", () => {
  const texts = (messages: object): Map<string, string> =>
    new Map(
      Object.entries(messages).flatMap(([key, text]): [string, string][] => {
        if (typeof text === "function") return [[key, text("1", "2")]];
        return typeof text === "string" ? [[key, text]] : [];
      }),
    );
  const korean = texts({ ...ko, ...viewsKo });
  const same = [...texts({ ...en, ...viewsEn })].filter(([key, text]) => korean.get(key) === text).map(([key]) => key);
  // Names that are the same in both languages.
  expect(same).toEqual(["cv2", "typescript", "pinnedA", "brian2", "nest", "latex"]);
  expect(stimuli.filter(({ name }) => !(name in ko.stimulusTitles)).map(({ name }) => name)).toEqual([]);
});
