import { frozenCourses } from "../experiment-noise.ts";

/** A number that is tuned: where its search begins, and how far around. */
export interface Knob {
  readonly middle: number;
  readonly spread: number;
}

export interface SearchSettings {
  readonly generations: number;
  /** Candidates of a generation. */
  readonly candidates: number;
  readonly seed: number;
}

/** Best candidates so far, of all generations. */
export interface Found {
  readonly values: readonly number[];
  readonly score: number;
}

const eliteShare = 1 / 8;
const learning = 0.7;
/** Spread added after the first generation, in that of the knob's beginning; it falls to none after two thirds of the generations. */
const firstRestlessness = 0.5;

/**
 * A seeded search for the values of several knobs that have the highest score: the cross-entropy method with independent normal
 * laws. Each generation draws its candidates, the best eighth of them say where the next is drawn, and how widely.
 * Scores come from outside, one generation at a time: `yield` gives the candidates, and is answered by their scores.
 * A score that is not a number is the lowest. de Boer et al. (2005), Ann Oper Res 134:19; with noise that decreases, Szita &
 * Lőrincz (2006), Neural Comput 18:2936.
 */
export function* crossEntropySearch(
  knobs: readonly Knob[],
  { generations, candidates, seed }: SearchSettings,
): Generator<readonly (readonly number[])[], Found, readonly number[]> {
  const { values: normal } = frozenCourses(
    {
      seeds: Float64Array.of(seed),
      taus: Float64Array.of(0),
      intervals: Float64Array.of(1),
      duration: generations * candidates * knobs.length,
    },
    "seed",
  );
  let law = knobs;
  let best: Found = { values: knobs.map(({ middle }) => middle), score: Number.NEGATIVE_INFINITY };
  let drawn = 0;
  for (let generation = 0; generation < generations; generation++) {
    // the middle itself is the first candidate
    const asked = Array.from({ length: candidates }, (_, k) =>
      law.map(({ middle, spread }) => (k === 0 ? middle : middle + spread * normal[drawn++]!)),
    );
    const scores = (yield asked).map((score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));
    const ranked = [...asked.keys()].sort((a, b) => scores[b]! - scores[a]!);
    const top = ranked[0]!;
    if (scores[top]! > best.score) best = { values: asked[top]!, score: scores[top]! };
    const elite = ranked.slice(0, Math.max(2, Math.round(eliteShare * candidates))).map((k) => asked[k]!);
    const restless = firstRestlessness * Math.max(0, 1 - (1.5 * (generation + 1)) / generations);
    law = law.map((before, knob) =>
      moved(
        before,
        elite.map((values) => values[knob]!),
        restless * knobs[knob]!.spread,
      ),
    );
  }
  return best;
}

/** @param least what is added to the variance, as a spread, so that the law does not narrow before its place is found */
function moved(before: Knob, elite: readonly number[], least: number): Knob {
  const middle = elite.reduce((sum, value) => sum + value, 0) / elite.length;
  const spread = Math.sqrt(elite.reduce((sum, value) => sum + (value - middle) ** 2, 0) / elite.length);
  return {
    middle: learning * middle + (1 - learning) * before.middle,
    spread: Math.sqrt((learning * spread + (1 - learning) * before.spread) ** 2 + least ** 2),
  };
}
