import { expect, test } from "vitest";
import { errorKo } from "../../lab/src/catalogue/errors-ko.ts";
import { labelsKo } from "../../lab/src/catalogue/labels-ko.ts";
import { meaningsKo } from "../../lab/src/catalogue/meanings-ko.ts";
import { modelsKo } from "../../lab/src/catalogue/models-ko.ts";
import { ko } from "../../lab/src/words/ko.ts";
import { models, parseQuantity, simulate, stimuli } from "../../src/index.ts";
import { filesOf, sentencesIn } from "./library-sentences.ts";

const hangul = /[\uac00-\ud7a3]/;

test("every model of the catalogue has its title and description in Korean", () => {
  const known = Object.entries(modelsKo).filter(([, own]) => hangul.test(own.title) && hangul.test(own.description));
  expect(known.map(([name]) => name).sort()).toEqual(models.map(({ name }) => name).sort());
});

test("every parameter and variable of the catalogue has its meaning in Korean, and no meaning is left over", () => {
  const meanings = new Set(models.flatMap((model) => Object.values(model.meanings)));
  expect([...meanings].filter((meaning) => !hangul.test(meaningsKo[meaning] ?? ""))).toEqual([]);
  expect(Object.keys(meaningsKo).filter((meaning) => !meanings.has(meaning))).toEqual([]);
});

test("every parameter of a stimulus has its meaning in Korean", () => {
  const named = stimuli.flatMap(({ parameters }) => Object.keys(parameters));
  expect([...new Set(named)].filter((name) => !hangul.test(ko.stimulusMeanings[name] ?? ""))).toEqual([]);
});

test("every kind of firing and of fixed point that the page can show is named in Korean", () => {
  const patterns = ["silent", "tonic", "delayed tonic", "bursting", "rebound spike", "resonator", "evoked spikes"];
  const points = ["stable node", "stable focus", "unstable node", "unstable focus", "saddle", "centre"];
  expect([...patterns, ...points].filter((label) => !hangul.test(labelsKo[label] ?? ""))).toEqual([]);
});

/** The message of what is thrown. */
function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const { problem, message } = error as { problem?: string; message: string };
    return problem ?? message;
  }
  return "";
}

test("what the controls of the page refuse most is said in Korean", () => {
  const ampere = parseQuantity("1 A").dimension;
  const lif = { model: "lif", duration: "100 ms" } as const;
  const said = [
    () => parseQuantity("4 mV", { dimension: ampere }),
    () => parseQuantity("x"),
    () => parseQuantity("4", { dimension: ampere }),
    () => parseQuantity("4 nX"),
    () => simulate({ ...lif, duration: "100.05 ms" }),
    () => simulate({ ...lif, dt: "0 ms" }),
    () => simulate({ ...lif, input: [{ stimulus: "step", amplitude: "1 nA", start: "200 ms" }] }),
    () => simulate({ ...lif, input: [{ stimulus: "step", amplitude: "1 nA", start: "50 ms", stop: "40 ms" }] }),
  ].map(messageOf);
  expect(said.filter((message) => message === "" || !hangul.test(errorKo(message) ?? ""))).toEqual([]);
});

/** What the page runs, but for the settings of calls in TypeScript (simulate.ts), which a page cannot get wrong. */
const rooms = "data dynamics experiment identify kernel language method network protocol quantity run stimuli synapses";
/** Sentences that are put together of others: they are held in Korean where they are whole. */
const puzzles = ["7, but is 7", "the nearest 7 7", "7, which is needed for a 7", "must 7, but is 7"];

test("whatever the page may refuse, and the way out, is said in Korean", () => {
  const sentences = sentencesIn(filesOf(rooms.split(" ")));
  expect(sentences.size).toBeGreaterThan(500);
  const unsaid = [...sentences].filter(([text]) => !puzzles.includes(text) && !hangul.test(errorKo(text) ?? ""));
  expect(unsaid).toEqual([]);
});
