import { describe, expect, test } from "vitest";
import { fitModel, fitModelAsync } from "../../src/fit/fit.ts";
import { prepareFit } from "../../src/fit/fit-problem.ts";
import type { FitDocument, FitProgress, FitSweep } from "../../src/fit/fit-types.ts";
import { spikesOf, traceOf } from "../../src/run/recording.ts";
import { simulate } from "../../src/simulate.ts";

const stop = 0.2;
/** A course of current that never repeats: 0.1 to 0.5 nA, sample by sample of 0.1 ms. */
const current = {
  values: Float64Array.from({ length: 2000 }, (_, k) => (0.3 + 0.2 * Math.sin(k * k)) * 1e-9),
  rate: 1e4,
};

function leaky(parameters: Record<string, string>) {
  const samples = { stimulus: "samples" as const, values: [...current.values], unit: "A", interval: "0.1 ms" };
  return simulate({
    ...{
      model: "lif",
      parameters: { R: "100 MOhm", v_th: "-50 mV", ...parameters },
      input: [samples],
      duration: "200 ms",
    },
    record: { variables: ["v"] },
  } as never);
}

const truth = leaky({ tau_m: "14 ms", t_ref: "3 ms" });
const data: readonly FitSweep[] = [
  { name: "noise", current, spikes: [spikesOf(truth, 0)], voltage: { values: traceOf(truth, "v", 0), rate: 1e4 } },
];
const document: FitDocument = {
  fit: {
    free: { tau_m: { from: "5 ms", to: "40 ms", scale: "log" }, t_ref: { from: "1 ms", to: "8 ms" } },
    objective: { name: "van-rossum" },
    candidates: 16,
    evaluations: 1200,
  },
  experiment: { model: "lif", parameters: { R: "100 MOhm", v_th: "-50 mV" } },
};
const withFit = (more: object): FitDocument => ({ ...document, fit: { ...document.fit, ...more } });

describe("a candidate", () => {
  test("answers as the experiment with its values does, spikes and potential bit for bit", () => {
    const problem = prepareFit(document, data);
    const responses = problem.respond([0.014, 0.003]) as { spikes: Float64Array; voltage: Float64Array }[];
    expect(responses[0]!.spikes).toEqual(spikesOf(truth, 0));
    expect(responses[0]!.voltage).toEqual(traceOf(truth, "v", 0));
    expect(problem.evaluate([[0.014, 0.003]])).toEqual([{ loss: 0, parts: [0] }]);
  });

  test("is worth the same alone and among others", () => {
    const problem = prepareFit(document, data);
    const candidates = Array.from({ length: 13 }, (_, k) => [0.006 + 0.002 * k, 0.002]);
    expect(problem.evaluate(candidates)).toEqual(candidates.flatMap((one) => problem.evaluate([one])));
  });

  test("is compared as often as the experiment records, and answers as often", () => {
    const experiment = { ...document.experiment, record: { every: "0.5 ms" } };
    const problem = prepareFit({ fit: { ...document.fit, objective: { name: "trace" } }, experiment }, data);
    // The data are read on straight lines between their samples: equal but for rounding.
    expect(problem.evaluate([[0.014, 0.003]])[0]!.loss).toBeCloseTo(0, 20);
    const [response] = problem.respond([0.014, 0.003]) as { spikes: Float64Array; voltage: Float64Array }[];
    expect(response!.voltage).toEqual(traceOf(truth, "v", 0).filter((_, k) => k % 5 === 0));
  });

  test("that fires without end fails alone, and says so", () => {
    const free = { v_reset: { from: "-70 mV", to: "-40 mV" } };
    const experiment = { ...document.experiment, parameters: { ...document.experiment.parameters, t_ref: "0 ms" } };
    const problem = prepareFit({ fit: { ...document.fit, free }, experiment }, data);
    const [sound, endless] = problem.evaluate([[-0.06], [-0.045]]);
    expect(sound!.failure).toBeUndefined();
    expect(sound).toEqual(problem.evaluate([[-0.06]])[0]);
    expect(endless).toMatchObject({ loss: Number.POSITIVE_INFINITY, failure: "fires without end" });
  });

  test("with more spikes than allowed has failed", () => {
    const [evaluation] = prepareFit(withFit({ mostSpikes: 2 }), data).evaluate([[0.014, 0.003]]);
    expect(evaluation!.failure).toBe("fires more than 2 times");
  });

  test("of a step family stands under every step of it", () => {
    const experiment = {
      ...{ model: "lif", duration: "200 ms" },
      input: [{ stimulus: "step", amplitude: ["2.5 nA", "3 nA", "4 nA"], start: "10 ms" }],
    };
    const family = simulate(experiment);
    const sweeps = [0, 1, 2].map((m) => ({ name: `${m}`, spikes: [spikesOf(family, m)], window: { start: 0, stop } }));
    const free = { "input.0.start": { from: "0 ms", to: "50 ms" }, "initial.v": { from: "-80 mV", to: "-60 mV" } };
    const problem = prepareFit({ fit: { free, objective: { name: "spike-times" } }, experiment }, sweeps);
    expect(problem.evaluate([[0.01, -0.07]], { residuals: false })).toEqual([{ loss: 0, parts: [0] }]);
    expect(problem.evaluate([[0.011, -0.07]])[0]!.loss).toBeCloseTo(1, 1); // all spikes 1 ms later, but for the last
  });
});

describe("a fit", () => {
  test("finds what the data were made with, and says what it cost", () => {
    const found = fitModel(document, data);
    expect(found.loss).toBeLessThan(1e-6);
    expect(found.values.tau_m!.value).toBeCloseTo(14, 2);
    expect(found.experiment.parameters).toMatchObject({ R: "100 MOhm" });
    expect(found.evaluations).toBeLessThanOrEqual(1200);
    expect(found.course.at(-1)).toBe(found.loss);
  });

  test("goes on from a checkpoint that was JSON to the same answer", () => {
    const progress: FitProgress[] = [];
    const whole = fitModel(document, data, { onProgress: (one) => progress.push(one) });
    for (const one of [progress[3]!, progress.at(-2)!]) {
      const from = JSON.parse(JSON.stringify(one.checkpoint()));
      expect(fitModel(document, data, { from })).toEqual(whole);
    }
    expect(() => fitModel(withFit({ seed: 2 }), data, { from: progress[3]!.checkpoint() })).toThrow(
      /belongs to another fit/,
    );
  });

  test("gives way, is the same there, and stops where it is aborted", async () => {
    const short = withFit({ evaluations: 100 });
    expect(await fitModelAsync(short, data)).toEqual(fitModel(short, data));
    const controller = new AbortController();
    const onProgress = ({ generation }: FitProgress) => generation === 2 && controller.abort(new Error("enough"));
    await expect(fitModelAsync(document, data, { signal: controller.signal, onProgress })).rejects.toThrow("enough");
  });

  test("with several objectives keeps the candidates that none is better than in both", () => {
    const objective = [{ name: "trace" as const }, { name: "rates" as const }];
    const { front } = fitModel(withFit({ objective, evaluations: 300 }), data);
    expect(front.length).toBeGreaterThan(0);
    for (const [k, { parts }] of front.entries())
      for (const other of front.slice(k + 1))
        expect(parts[0]! < other.parts[0]! && parts[1]! > other.parts[1]!).toBe(true);
  });

  test("says where a value lies at the edge of its range", () => {
    const parameters = { R: "100 MOhm", v_th: "50 mV" };
    const voltage = { values: traceOf(leaky({ tau_m: "14 ms", v_th: "50 mV" }), "v", 0), rate: 1e4 };
    const free = { tau_m: { from: "16 ms", to: "40 ms" } };
    const settings = { ...document.fit, free, objective: { name: "trace" as const } };
    const found = fitModel({ fit: settings, experiment: { model: "lif", parameters } }, [
      { name: "silent", current, voltage },
    ]);
    expect(found.values.tau_m!.value).toBeCloseTo(16, 6);
    expect(found.notes.join(" ")).toContain("tau_m is at the edge of its range");
  });
});

describe("what is asked wrongly is refused by name", () => {
  test.each([
    [withFit({ free: {} }), "nothing is free"],
    [withFit({ free: { tau: { from: "1 ms", to: "2 ms" } } }), 'there is no "tau" to set'],
    [withFit({ free: { tau_m: { from: "1 mV", to: "2 ms" } } }), "fit.free.tau_m.from"],
    [withFit({ free: { tau_m: { from: "2 ms", to: "1 ms" } } }), "must go up"],
    [withFit({ free: { tau_m: { from: "0 ms", to: "1 ms", scale: "log" } } }), "a logarithmic range cannot"],
    [withFit({ free: { dt: { from: "0.1 ms", to: "1 ms" } } }), "dt is no number of the model"],
    [withFit({ objective: { name: "gama" } }), "must be one of gamma"],
    [withFit({ objective: { name: "gamma", presicion: "2 ms" } }), 'no setting "presicion"'],
    [withFit({ objective: { name: "trace", scale: "2 ms" } }), "fit.objective.scale"],
    [withFit({ objective: { name: "features" } }), "no feature is named"],
    [withFit({ currentPer: "1 um^2" }), "the input I is in nA"],
    [withFit({ polish: "levenberg-marquardt" }), "levenberg-marquardt needs residuals"],
    [withFit({ evaluations: 3 }), "3 evaluations do not make one generation"],
    [{ ...document, experiment: { model: "lif", parameters: { R: ["1 MOhm", "2 MOhm"] } } }, "there are 1 sweeps"],
  ])("%#", (asked, message) => {
    let text = "";
    try {
      fitModel(asked as FitDocument, data);
    } catch (error) {
      text = String(error);
    }
    expect(text).toContain(message);
  });

  test("data without what the objective compares, or with numbers that are none", () => {
    const [sweep] = data;
    const { spikes: _, ...silent } = sweep!;
    expect(() => fitModel(document, [silent])).toThrow(/has no spikes, which the objective van-rossum compares/);
    expect(() => fitModel(document, [])).toThrow(/there is no sweep/);
    const broken = { values: Float64Array.of(0, Number.NaN), rate: 1e4 };
    expect(() => fitModel(document, [{ ...sweep!, current: broken }])).toThrow(/the current is NaN at sample 1/);
    expect(() => fitModel(document, [{ ...sweep!, window: { start: 0.1, stop: 3 } }])).toThrow(
      /is compared from 0.1 s to 3 s/,
    );
  });
});
