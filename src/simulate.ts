import type { Compiled } from "./compile.ts";
import { ExperimentError } from "./errors.ts";
import { type ExperimentDocument, parseExperiment } from "./experiment.ts";
import { memberValue, modelOf, type ResolvedExperiment, resolveExperiment } from "./experiment-resolve.ts";
import type { Experiment, Typed } from "./experiment-types.ts";
import type { Model } from "./language/model.ts";
import { compiledFor, type Programs } from "./programs.ts";
import { makeResult, type Result } from "./result.ts";
import { finish, finishLater, type Watch } from "./run/drive.ts";
import { planRun, type Run } from "./run/plan.ts";
import type { Recording } from "./run/recording.ts";
import { run } from "./run/run.ts";
import { fastestTarget } from "./target/compile-kernel.ts";
import { type Program, type TargetName, targets } from "./target/target.ts";

export interface RunOptions {
  /** What is to run the kernel. Default: the fastest that the platform has. */
  readonly target?: TargetName;
  /** Vectors side by side: 1, 2, 4 or 8. Default: by the size of the kernel. */
  readonly interleave?: number;
  /** Bytes that a run may take, greater than 0; a larger one is refused before it starts. Default: 4 GiB. */
  readonly memoryLimit?: number;
  /** Most steps between two looks at the state, at least 1; the recording does not depend on it. Default: by size. */
  readonly chunk?: number;
  /** Where the compiled programs of earlier runs are kept, for runs that differ in numbers only. Default: each run compiles. */
  readonly programs?: Programs;
  /** Milliseconds now, for `Result.timing`: `() => performance.now()`. */
  readonly clock?: () => number;
}

/** An experiment made ready: `simulatePrepared` runs it as often as you like. */
export interface Prepared {
  readonly experiment: ResolvedExperiment;
  readonly compiled: Compiled;
  readonly program: Program;
}

/**
 * Runs an experiment and returns its recording, synchronously. The same document gives the same bits on every machine.
 *
 * Throws an ExperimentError (the document, or a target that the platform lacks), an EquationError (its texts), a
 * SimulationError (the run), or a RangeError (the options).
 */
export function simulate<const D extends Experiment | ExperimentDocument>(
  document: D & Typed<D>,
  options: RunOptions = {},
): Result {
  const job = start(() => prepareExperiment(document, options), options);
  return job.result(finish(run(job.plan)));
}

/**
 * Like `simulate`, giving way to the event loop while it runs; it reports progress and can be aborted.
 *
 * Rejects as `simulate` throws, or with the signal's reason.
 */
export async function simulateAsync<const D extends Experiment | ExperimentDocument>(
  document: D & Typed<D>,
  options: RunOptions & Watch = {},
): Promise<Result> {
  const job = start(() => prepareExperiment(document, options), options);
  return job.result(await finishLater(run(job.plan), options));
}

/**
 * Runs an experiment that was made ready with the same options, as `simulateAsync` runs its document.
 *
 * Rejects with a SimulationError, a RangeError (the options), or the signal's reason.
 */
export async function simulatePrepared(prepared: Prepared, options: RunOptions & Watch = {}): Promise<Result> {
  const job = start(() => prepared, options);
  return job.result(await finishLater(run(job.plan), options));
}

/** Checks the document, chooses the method and compiles, without running. Throws as `simulate`. */
export function prepareExperiment(document: unknown, options: RunOptions = {}): Prepared {
  checkOptions(options);
  const experiment = resolveExperiment(parseExperiment(document));
  const model = modelOf(experiment);
  refuseNoisy(experiment.variables, model);
  const { target, interleave, programs } = options;
  const wanted = {
    method: experiment.method,
    tolerance: experiment.tolerance,
    spikeTimes: experiment.spikeTimes,
    perNeuron: new Set(experiment.axes.map((axis) => axis.parameter)),
    observed: experiment.variables,
  };
  const platform = {
    neurons: experiment.members,
    ...(target ? { target } : {}),
    ...(interleave ? { interleave } : {}),
  };
  const made = programs ? programs.of(model, wanted, platform) : compiledFor(model, wanted, platform);
  return { experiment, ...made };
}

function checkOptions({ target, interleave, memoryLimit, chunk }: RunOptions): void {
  const refuse = (name: string, wanted: string, value: unknown): never => {
    throw new RangeError(`${name} must be ${wanted}, but is ${String(value)}`);
  };
  if (interleave !== undefined && ![1, 2, 4, 8].includes(interleave)) refuse("interleave", "1, 2, 4 or 8", interleave);
  if (chunk !== undefined && !(Number.isInteger(chunk) && chunk >= 1))
    refuse("chunk", "a whole number of steps, at least 1", chunk);
  if (memoryLimit !== undefined && !(typeof memoryLimit === "number" && memoryLimit > 0))
    refuse("memoryLimit", "a number of bytes, greater than 0", memoryLimit);
  if (target === undefined) return;
  if (!targets.includes(target)) refuse("target", `one of ${targets.join(", ")}`, target);
  const fastest = fastestTarget();
  if (targets.indexOf(target) < targets.indexOf(fastest))
    throw new ExperimentError(
      `this platform does not run ${target}`,
      "target",
      `leave it out: ${fastest} gives the same numbers`,
    );
}

/** A variable of the text that the checked model has no more holds the white noise of a stimulus. */
function refuseNoisy(variables: readonly string[], model: Model): void {
  const known = [...model.states, ...model.subexpressions].map(({ name }) => name);
  const place = variables.findIndex((name) => !known.includes(name));
  if (place < 0) return;
  throw new ExperimentError(
    `"${variables[place]}" holds white noise, which has no value at an instant`,
    `record.variables[${place}]`,
    "record a variable that sums it up, such as v; or take ornstein-uhlenbeck or frozen-noise",
  );
}

function start(prepare: () => Prepared, options: RunOptions): { plan: Run; result(recording: Recording): Result } {
  const clock = options.clock ?? (() => 0);
  const begin = clock();
  const { experiment, compiled, program } = prepare();
  const ready = clock();
  const { axes, arrangement, members, steps, dt, every } = experiment;
  const differing = new Map(
    axes.map(
      ({ parameter }, axis) => [parameter, (member: number) => memberValue(axes, axis, member, arrangement)] as const,
    ),
  );
  const plan = planRun(compiled, program, { members, steps, dt, every, seed: experiment.seed, differing }, options);
  const set = clock();
  return {
    plan,
    result: (recording) =>
      makeResult(recording, {
        axes,
        arrangement,
        dt: experiment.dt,
        method: compiled.method.name,
        reason: compiled.reason,
        spikeTimes: experiment.spikeTimes,
        seed: experiment.seed,
        target: program.target,
        timing: { compile: ready - begin, setup: set - ready, run: clock() - set },
      }),
  };
}
