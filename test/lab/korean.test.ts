import { describe, expect, test } from "vitest";
import { korean } from "../../lab/src/catalogue/korean.ts";
import { models } from "../../src/index.ts";

/** Of a source the words: without names, works, symbols, formulas and units, which are no language's. */
function wordsIn(source: string): string[] {
  const named =
    /Dynamical Systems in Neuroscience|Neuronal Dynamics|Neuromatch Academy|Allen Cell Types Database|Open Source Brain|[A-Z]\w+(?:, [A-Z]\w+)* (?:& [A-Z]\w+|et al\.)|\b\w+_\w+\b|\(chattering\)|\b(?:sqrt|pi|dt|tau|beta|epsilon|theta|lif|gif|ms|mV|pA|nA|cm|um|and(?= g_L)|[a-z])\b/g;
  return source.replace(named, "").match(/\b[a-z][a-z-]+\b/g) ?? [];
}

describe("in Korean", () => {
  test.each(
    models.flatMap(({ name, presets }) =>
      Object.entries(presets).map(([preset, { source }]) => [`${name} ${preset}`, source]),
    ),
  )("the source of %s has no English word", (_, source) => {
    expect(wordsIn(korean.source(source!))).toEqual([]);
  });
});
