import { describe, expect, test } from "vitest";
import { type ModelObject, simulate, spikesOf } from "../../src/index.ts";
import { uniformOfBits } from "../../src/kernel/philox.ts";
import { keyOf } from "../../src/kernel/random.ts";
import { alike, mean, paths } from "./ensemble.ts";

describe("draws in texts", () => {
  const poisson: ModelObject = {
    equations: "dv/dt = -v/tau : 1\nn : 1",
    parameters: { tau: "10 ms", rate: "50 Hz" },
    threshold: "rand() < rate*dt",
    reset: "n += 1",
    refractory: "0 ms",
  };

  test.each(["exact", "grid"] as const)(
    "spike times %s: a threshold that draws is tested once a step",
    (spikeTimes) => {
      const members = 400;
      const result = simulate({
        model: poisson,
        parameters: { rate: alike(members, "50 Hz") },
        duration: "10 s",
        dt: "1 ms",
        spikeTimes,
      });
      const counts = Array.from({ length: members }, (_, m) => spikesOf(result, m).length);
      const center = mean(counts);
      expect(Math.abs(center - 500)).toBeLessThan((4 * Math.sqrt(475)) / Math.sqrt(members));
      // binomial: 10,000 steps of probability 0.05
      expect(Math.abs(mean(counts.map((n) => (n - center) ** 2)) / 475 - 1)).toBeLessThan(4 * Math.sqrt(2 / members));
      const steps = Array.from(spikesOf(result, 0), (time) => Math.round(time / 1e-3));
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps.some((step, k) => k > 0 && step === steps[k - 1]! + 1)).toBe(true);
      const wanted = Array.from({ length: 10_000 }, (_, step) => step)
        .filter((step) => uniformOfBits(2 ** 52 + step, 2 ** 52 + 2 ** 31 * 64, keyOf(1)) < 0.05)
        .map((step) => step + (spikeTimes === "exact" ? 1 : 0));
      expect(steps).toEqual(wanted);
    },
  );

  test("a refractory period holds back what the threshold draws", () => {
    for (const spikeTimes of ["exact", "grid"] as const) {
      const { spikes } = simulate({
        model: { ...poisson, refractory: "3.5 ms" },
        parameters: { rate: "900 Hz" },
        duration: "2 s",
        dt: "1 ms",
        spikeTimes,
      });
      const intervals = Array.from(spikes.times.subarray(1), (time, k) => time - spikes.times[k]!);
      expect(Math.min(...intervals)).toBeGreaterThan(2.99e-3);
      expect(mean(intervals)).toBeLessThan(5e-3);
    }
  });

  test("every spike of a step draws its own number, at the place that its call has", () => {
    const document = {
      model: {
        equations: "dv/dt = 5.6/ms : 1\na : 1\nb : 1\nn : 1",
        threshold: "v >= 1",
        reset: "v -= 1; a = rand(); b = rand(); n += 1",
        initial: { a: "rand()" },
      },
      duration: "3 ms",
      dt: "1 ms",
      seed: 9,
      record: { variables: ["a", "b", "n"] },
    } as const;
    const [a, b, n] = simulate(document).traces.variables.map(({ values }) => [...values]);
    expect(n).toEqual([0, 5, 11]);
    const drawn = (step: number, call: number, spike: number) =>
      uniformOfBits(2 ** 52 + step, 2 ** 52 + 2 ** 31 * (64 + call + 128 * spike), keyOf(9));
    // calls are counted from the initial values on; the last of the spikes of each step was the fifth, or sixth
    expect(a).toEqual([drawn(0, 0, 0), drawn(0, 1, 4), drawn(1, 1, 5)]);
    expect(b).toEqual([0, drawn(0, 2, 4), drawn(1, 2, 5)]);
  });

  test("Poisson numbers have their mean and variance", () => {
    const members = 20_000;
    const start = (lambda: string) =>
      paths(
        {
          model: {
            equations: "dx/dt = 0*x/ms : 1",
            parameters: { lambda },
            initial: { x: "poisson(lambda)/1000" },
          },
          parameters: { lambda: alike(members, lambda) },
          duration: "0.1 ms",
          record: { variables: ["x"] },
        },
        members,
      ).map(([x]) => Math.round(x!));
    for (const lambda of [0.3, 4, 200]) {
      const counts = start(String(lambda));
      const center = mean(counts);
      expect(Math.abs(center - lambda)).toBeLessThan(4 * Math.sqrt(lambda / members));
      const error = 4 * Math.sqrt((lambda + 2 * lambda ** 2) / members);
      expect(Math.abs(mean(counts.map((n) => (n - center) ** 2)) - lambda)).toBeLessThan(error);
    }
  });

  test("the refractory time draws nothing", () => {
    expect(() => simulate({ model: { ...poisson, refractory: "rand()*ms" }, duration: "1 ms" })).toThrow(
      "a refractory time is fixed, but this one draws rand()",
    );
  });

  test("more draws than there are numbers for are refused", () => {
    const reset = Array.from({ length: 65 }, () => "n += rand()").join("; ");
    expect(() =>
      simulate({ model: { equations: "dv/dt = 1/ms : 1\nn : 1", threshold: "v > 1", reset }, duration: "1 ms" }),
    ).toThrow("the model has 65 calls of random functions, but at most 64 are allowed (take fewer)");
  });
});
