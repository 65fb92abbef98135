import { afterEach, expect, test, vi } from "vitest";
import {
  type CustomExperiment,
  ExperimentError,
  prepareExperiment,
  type RunOptions,
  SimulationError,
  simulate,
  simulateAsync,
  simulatePrepared,
} from "../../src/index.ts";
import { finish } from "../../src/run/drive.ts";
import { planRun } from "../../src/run/plan.ts";
import { run } from "../../src/run/run.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const lif = {
  model: "lif",
  input: [{ stimulus: "constant", amplitude: "3 nA" }],
  duration: "1000 ms",
  record: { variables: ["v"], every: "1 ms" },
} as const;

/** A model without parameters from the catalogue, so that nothing but its text decides. */
const custom = (model: CustomExperiment["model"], more: Partial<CustomExperiment> = {}): CustomExperiment => ({
  model,
  duration: "10 ms",
  ...more,
});

function failure(document: CustomExperiment, options: RunOptions = {}): SimulationError {
  try {
    simulate(document, options);
  } catch (error) {
    expect(error).toBeInstanceOf(SimulationError);
    return error as SimulationError;
  }
  throw new Error("it ran");
}

test("run asynchronously, an experiment gives the same bits", async () => {
  expect((await simulateAsync(lif)).fingerprint).toBe(simulate(lif).fingerprint);
});

test("progress rises from chunk to chunk and ends at 1, and the event loop turns in between", async () => {
  const parts: number[] = [];
  let turns = 0;
  let isRunning = true;
  const turn = (): void => {
    turns++;
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  await simulateAsync(lif, { chunk: 100, onProgress: (part) => parts.push(part) });
  isRunning = false;
  expect(parts).toHaveLength(100);
  expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  expect(parts.at(-1)).toBe(1);
  expect(turns).toBeGreaterThan(5);
});

test("an aborted run ends with the reason of its signal", async () => {
  const reason = new Error("the slider was moved");
  await expect(simulateAsync(lif, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const controller = new AbortController();
  let last = 0;
  const onProgress = (part: number): void => {
    last = part;
    if (part > 0.3) controller.abort(reason);
  };
  await expect(simulateAsync(lif, { chunk: 100, signal: controller.signal, onProgress })).rejects.toBe(reason);
  expect(last).toBeLessThan(0.35);
});

test("what simulate throws, simulateAsync rejects with", async () => {
  await expect(simulateAsync({ ...lif, duration: "1 mV" } as never)).rejects.toThrow(ExperimentError);
  const blows = custom({ equations: "dv/dt = v**2/ms : 1", initial: { v: 1 } }, { method: "euler" });
  await expect(simulateAsync(blows)).rejects.toThrow(SimulationError);
});

test("a run that does not fit is refused beforehand, with the numbers and what to change", () => {
  const many = { ...lif, parameters: { R: { from: "1 MOhm", to: "2 MOhm", count: 1e6 } } } as const;
  expect(() => simulate(many)).toThrow(
    /^the run would take 7\.\d GiB, more than the limit of 4\.0 GiB: [\d.]+ MiB for the state of 1000000 neurons, 7\.5 GiB for 1000 samples of 10000 steps of each \(record fewer variables/,
  );
  const { record: _, ...unrecorded } = many;
  expect(() => simulate(unrecorded, { memoryLimit: 2 ** 20 })).toThrow(/\(run fewer members at a time, or raise/);
});

test("spikes that outgrow the limit stop the run", () => {
  const fast = custom({ equations: "dv/dt = 100*kHz : 1", threshold: "v > 1", reset: "v = 0" }, { duration: "100 ms" });
  expect(simulate(fast).spikes.times.length).toBeGreaterThan(9990);
  const error = failure(fast, { memoryLimit: 2 ** 16 });
  expect(error.message).toMatch(/^more than \d+ spikes do not fit in memory \(shorten the run/);
});

test("memory does not grow with duration, and linearly with neurons", () => {
  const bytes = (count: number, duration: "100 ms" | "10 s"): number => {
    const amplitude = { from: "0 nA", to: "1 nA", count } as const;
    const document = { model: "adex", input: [{ stimulus: "constant", amplitude }], duration } as const;
    const { experiment, compiled, program } = prepareExperiment(document);
    const { members, steps, dt, every } = experiment;
    const differing = new Map([["amplitude", () => 0]]);
    const plan = planRun(compiled, program, { members, steps, dt, every, seed: 1, differing }, {});
    if (count < 100) finish(run(plan));
    return plan.machine.memory().byteLength;
  };
  expect(bytes(10, "10 s") - bytes(10, "100 ms")).toBeLessThan(2 ** 22);
  const [once, twice] = [bytes(100_000, "100 ms"), bytes(200_000, "100 ms")];
  expect(twice / once).toBeGreaterThan(1.7);
  expect(twice / once).toBeLessThan(2.1);
});

test("a state that stops being finite is named, with its neuron and the time", () => {
  // x = 1 - t/ms passes 0 in neuron 1 only; the root of a negative number is no number.
  const document = custom(
    { equations: "dx/dt = -slope : 1\ndy/dt = sqrt(x)/ms : 1", parameters: { slope: "1 Hz" }, initial: { x: 1 } },
    { parameters: { slope: ["1 Hz", "1000 Hz", "2 Hz"] }, method: "euler" },
  );
  for (const chunk of [1, 7, 1000]) {
    const error = failure(document, { chunk });
    expect(error).toMatchObject({ variable: "y", neuron: 1 });
    expect(error.time! * 1000).toBeCloseTo(1.2, 9);
    expect(error.message).toMatch(/^y of neuron 1 is not finite at 1\.2 ms \(/);
  }
});

test("a solution that runs away is stopped where it does", () => {
  // dv/dt = v^2/s from 250: v = 1/(1/250 - t/s) has its pole at 4 ms.
  const error = failure(custom({ equations: "dv/dt = v**2/second : 1", initial: { v: 250 } }));
  expect(error).toMatchObject({ variable: "v", neuron: 0 });
  expect(error.time! * 1000).toBeCloseTo(4, 5);
});

test("an initial value that is not finite is named", () => {
  const error = failure(custom({ equations: "dv/dt = -v/ms : 1", initial: { v: "log(-1)" } }));
  expect(error).toMatchObject({ variable: "v", neuron: 0, time: 0 });
  expect(error.message).toMatch(/^the initial value of v is not finite/);
});

test("a recorded subexpression that is not finite is named", () => {
  const equations = "dv/dt = 1/ms : 1\ninverse = 1/(v - 2) : 1";
  const error = failure(
    custom({ equations }, { dt: "0.5 ms", record: { variables: ["inverse"] }, duration: "3 ms", method: "euler" }),
  );
  expect(error).toMatchObject({ variable: "inverse", neuron: 0, time: 0.002 });
});

test("wrong options are RangeErrors that say what is wanted", () => {
  const wrong: readonly [RunOptions, string][] = [
    [{ interleave: 3 }, "interleave must be 1, 2, 4 or 8, but is 3"],
    [{ chunk: 0 }, "chunk must be a whole number of steps, at least 1, but is 0"],
    [{ memoryLimit: Number.NaN }, "memoryLimit must be a number of bytes, greater than 0, but is NaN"],
    [{ target: "wgsl" as never }, "target must be one of wasm-simd, wasm, interpreter, but is wgsl"],
  ];
  for (const [options, message] of wrong) {
    expect(() => simulate(lif, options)).toThrow(RangeError);
    expect(() => simulate(lif, options)).toThrow(message);
  }
});

test("without WebAssembly the interpreter gives the same bits, and a target that is missing is refused", () => {
  const { fingerprint } = simulate(lif);
  vi.stubGlobal("WebAssembly", undefined);
  expect(simulate(lif)).toMatchObject({ target: "interpreter", fingerprint });
  expect(() => simulate(lif, { target: "wasm" })).toThrow(ExperimentError);
  expect(() => simulate(lif, { target: "wasm" })).toThrow(
    "target: this platform does not run wasm (leave it out: interpreter gives the same numbers)",
  );
});

test("memory that the platform refuses is an error of the run", () => {
  const refusing = new Proxy(Float64Array, {
    construct(array, args, own) {
      if (args[0] === 1000) throw new RangeError("Array buffer allocation failed");
      return Reflect.construct(array, args, own) as Float64Array;
    },
  });
  vi.stubGlobal("Float64Array", refusing);
  expect(() => simulate(lif)).toThrow("there is no room for the run: Array buffer allocation failed (run fewer");
});

test("a clock that is given times the stages", () => {
  let now = 0;
  expect(simulate(lif, { clock: () => now++ }).timing).toEqual({ compile: 1, setup: 1, run: 1 });
  expect(simulate(lif).timing).toEqual({ compile: 0, setup: 0, run: 0 });
});

test("shorthands that stand for each other twice over take no time", () => {
  const chain = Array.from({ length: 60 }, (_, k) => `x${k + 1} = sin(x${k} + x${k}) : 1`).join("\n");
  const model = { equations: `dv/dt = 1/second : 1\nx0 = v : 1\n${chain}`, threshold: "x60 > 2", reset: "v = 0" };
  expect(simulate({ model, duration: "1 ms" }).spikes.times.length).toBe(0);
});

test("an experiment that was made ready gives the bits of its document, as often as it is run", async () => {
  const document = { model: "adex", input: [{ stimulus: "constant", amplitude: "1 nA" }], duration: "100 ms" } as const;
  const { fingerprint } = simulate(document);
  const prepared = prepareExperiment(document);
  expect((await simulatePrepared(prepared)).fingerprint).toBe(fingerprint);
  expect((await simulatePrepared(prepared)).fingerprint).toBe(fingerprint);
});
