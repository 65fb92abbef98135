import { describe, expect, test } from "vitest";
import { models, parseExperiment, simulate } from "../../src/index.ts";

const driven = models.flatMap((model) =>
  Object.entries(model.presets).flatMap(([preset, { input, duration }]) =>
    input || duration ? [{ model: model.name, preset, input, duration }] : [],
  ),
);

/** Presets that show that the neuron does not fire. The latency of the coarse figure is none of an accurate solution. */
const silent = new Set(["resonate-and-fire nonresonant-doublet", "izhikevich spike-latency"]);

describe("presets with stimuli", () => {
  test.each(driven)(
    "$model, $preset: a document of these two runs, stays finite, and fires",
    ({ model, preset, ...own }) => {
      expect(own.input?.length).toBeGreaterThan(0);
      const document = parseExperiment({ model, preset });
      expect(document).toMatchObject(own);
      const [variable] = Object.keys(models.find(({ name }) => name === model)!.definition.initial ?? {});
      const { spikes, traces } = simulate({ ...document, record: { variables: [variable!] } });
      expect(traces.variables[0]!.values.every(Number.isFinite)).toBe(true);
      expect(spikes.times.length > 0).toBe(!silent.has(`${model} ${preset}`));
    },
  );
});

const intervals = (preset: string) => {
  const { times } = simulate(parseExperiment({ model: "adex", preset })).spikes;
  return Array.from(times.slice(1), (time, k) => 1000 * (time - times[k]!));
};

test("the bursting variant of Brette & Gerstner fires doublets between long pauses", () => {
  const late = intervals("brette-gerstner-bursting").slice(-6);
  expect(late.filter((ms) => ms < 2)).toHaveLength(3);
  expect(late.filter((ms) => ms > 30)).toHaveLength(3);
});

test("the fast spiking variant hardly adapts, the regular spiking cell much", () => {
  const ratio = (preset: string) => intervals(preset).at(-1)! / intervals(preset)[0]!;
  expect(ratio("brette-gerstner-fast-spiking")).toBeLessThan(1.1);
  expect(ratio("brette-gerstner")).toBeGreaterThan(2);
});

test("Touboul & Brette's cell doubles its period, becomes chaotic, and then has the period three", () => {
  const v_reset = ["-48.3 mV", "-48.2 mV", "-48 mV", "-47.8 mV"];
  const late = (v: string) => {
    const document = {
      model: "adex",
      preset: "touboul-brette-chaos",
      parameters: { v_reset },
      initial: { v },
      duration: "4 s",
    };
    const { times, first } = simulate(
      parseExperiment({ ...document, input: [{ stimulus: "constant", amplitude: "800 pA" }] }),
    ).spikes;
    return v_reset.map((_, k) => [...times.slice(first[k], first[k + 1])]);
  };
  const trains = late("-70.6 mV");
  const lengths = trains.map((train) => {
    const settled = train.filter((time) => time > 3);
    return new Set(settled.slice(1).map((time, k) => (1000 * (time - settled[k]!)).toFixed(1))).size;
  });
  expect([lengths[0], lengths[1], lengths[3]]).toEqual([2, 4, 3]);
  expect(lengths[2]!).toBeGreaterThan(20);
  // A nanovolt at the beginning: forgotten where the firing is periodic, not where it is chaotic.
  const moved = late("-70.599999 mV").map((train, k) => Math.abs(train[200]! - trains[k]![200]!));
  expect(moved.map((seconds) => seconds > 1e-4)).toEqual([false, false, true, false]);
});
