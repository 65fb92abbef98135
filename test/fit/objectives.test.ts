import { describe, expect, test } from "vitest";
import { readObjectives } from "../../src/fit/fit-schema.ts";
import type { Response } from "../../src/fit/fit-types.ts";
import type { Compared, Target } from "../../src/fit/objective.ts";
import type { ObjectiveDocument } from "../../src/fit/objective-document.ts";

const ms = (...times: number[]) => Float64Array.from(times, (t) => t / 1000);

/** A sweep of 100 ms whose stimulus lasts from 10 to 90 ms. */
function target(spikes: readonly Float64Array[], voltage?: Float64Array): Target {
  const window = { name: "sweep", start: 0, stop: 0.1, stimulus: { start: 0.01, stop: 0.09 } };
  return { ...window, spikes, ...(voltage ? { voltage: { values: voltage, interval: 1e-3 } } : {}) };
}

function compared(document: ObjectiveDocument, targets: readonly Target[], responses: readonly Response[]): Compared {
  const [read] = readObjectives({ free: {}, objective: document });
  return read!.objective.comparison(targets, read!.settings, read!.document)(responses);
}

const train = ms(20, 40, 60);
const names = ["gamma", "victor-purpura", "van-rossum", "spike-times", "rates", "latency"] as const;

describe.each(names)("%s", (name) => {
  test("is 0 for the train itself", () => {
    expect(compared({ name }, [target([train])], [{ spikes: train }]).value).toBeCloseTo(0, 14);
  });

  test("has residuals whose squares sum up to its value, where it has any", () => {
    const { value, residuals } = compared({ name }, [target([train, ms(25)])], [{ spikes: ms(21, 44, 50, 70) }]);
    expect(value).toBeGreaterThan(0);
    if (residuals) expect(residuals.reduce((sum, r) => sum + r * r, 0)).toBeCloseTo(value, 12);
    expect(residuals !== undefined).toBe(["spike-times", "rates", "latency"].includes(name));
  });
});

test("gamma is 1 for a silent model, 0 for two silent trains, and a mean over repeats", () => {
  const silent = { spikes: ms() };
  expect(compared({ name: "gamma" }, [target([train])], [silent]).value).toBe(1);
  expect(compared({ name: "gamma" }, [target([ms()])], [silent]).value).toBe(0);
  expect(compared({ name: "gamma" }, [target([train, ms()])], [silent]).value).toBe(0.5);
});

test("victor-purpura counts a shift by its cost, and lone spikes as 1, for each spike", () => {
  // 1 ms at 200 Hz, one removed: (0.2 + 1)/(3 + 2)
  expect(compared({ name: "victor-purpura" }, [target([train])], [{ spikes: ms(21, 40) }]).value).toBeCloseTo(0.24, 12);
});

test("van-rossum of two lone spikes is 1 - e^(-Δ/τ)", () => {
  const { value } = compared({ name: "van-rossum", tau: "4 ms" }, [target([ms(20)])], [{ spikes: ms(24) }]);
  expect(value).toBeCloseTo(1 - Math.exp(-1), 12);
});

test("spike-times do not jump where the last spike leaves the sweep", () => {
  const value = (last: number[]) =>
    compared({ name: "spike-times" }, [target([train])], [{ spikes: ms(20, 40, ...last) }]).value;
  // differences 0, 0 and 40 ms, and none additional: 40²/4
  expect(value([])).toBeCloseTo(400, 9);
  expect(value([99.9999])).toBeCloseTo(400, 1);
  // one more, 30 ms before the end
  expect(value([60, 70])).toBeCloseTo(30 ** 2 / 4, 9);
});

test("rates are relative to the data's root mean square, in the stimulus only", () => {
  // 2 and 0 spikes in 80 ms against 1 and 0: (12.5² + 0)/2 / (25²/2)
  const targets = [target([ms(5, 20, 40)]), target([ms()])];
  const { value } = compared({ name: "rates" }, targets, [{ spikes: ms(20, 95) }, { spikes: ms(2) }]);
  expect(value).toBeCloseTo(0.25, 12);
});

test("a latency is relative to the data's; a silent model has that of the end", () => {
  // 10 ms in the data, 12 and 80 in the model
  const targets = [target([ms(20)]), target([ms(5)])];
  expect(compared({ name: "latency" }, targets, [{ spikes: ms(22) }, { spikes: ms() }]).value).toBeCloseTo(0.04, 12);
  expect(compared({ name: "latency" }, targets, [{ spikes: ms() }, { spikes: ms() }]).value).toBeCloseTo(49, 9);
});

test("a trace is compared but for 3 ms before and 10 ms after a spike of the data", () => {
  const flat = new Float64Array(100).fill(-0.07);
  const moved = flat.map((v, k) => (k >= 17 && k <= 30 ? 1 : v + 2e-3));
  const { value } = compared({ name: "trace" }, [target([ms(20)], flat)], [{ spikes: ms(), voltage: moved }]);
  expect(value).toBeCloseTo(4, 9);
});

test("features are in units of their deviations, and one that only the data have counts as missing", () => {
  const peaks = Float64Array.from({ length: 100 }, (_, k) => ([20, 40, 60].includes(k) ? 0.03 : -0.07));
  const higher = new Float64Array(100).fill(-0.067);
  const features = { voltage_base: "1 mV", mean_frequency: "1 Hz" } as const;
  const ask = (spikes: Float64Array) =>
    compared({ name: "features", features }, [target([train], peaks)], [{ spikes, voltage: higher }]).value;
  // 3 deviations, and 5 where the frequency is missing
  expect(ask(ms())).toBeCloseTo((3 ** 2 + 5 ** 2) / 2, 6);
  expect(ask(train)).toBeCloseTo(3 ** 2 / 2, 6);
});

test("data that leave nothing to compare are refused", () => {
  const silent = [target([ms()])];
  expect(() => compared({ name: "rates" }, silent, [])).toThrow(/no spikes/);
  expect(() => compared({ name: "latency" }, silent, [])).toThrow(/no latency/);
});
