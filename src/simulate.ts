import { type Compiled, compile } from "./compile.ts";
import { type ExperimentDocument, parseExperiment } from "./experiment.ts";
import { memberValue, type ResolvedExperiment, resolveExperiment } from "./experiment-resolve.ts";
import type { Experiment } from "./experiment-types.ts";
import { checkModel } from "./language/check.ts";
import { makeResult, type Result } from "./result.ts";
import { finish, finishLater, type Watch } from "./run/drive.ts";
import { planRun, type Run } from "./run/plan.ts";
import type { Recording } from "./run/recording.ts";
import { run } from "./run/run.ts";
import { compileKernel } from "./target/compile-kernel.ts";
import type { Program, TargetName } from "./target/target.ts";

export interface RunOptions {
  /** What is to run the kernel. Default: the fastest that the platform has. */
  readonly target?: TargetName;
  /** Vectors side by side: 1, 2, 4 or 8. Default: by the size of the kernel. */
  readonly interleave?: number;
  /** Bytes that a run may take; a larger one is refused before it starts. Default: 4 GiB. */
  readonly memoryLimit?: number;
  /** Most steps between two looks at the state; the recording does not depend on it. Default: by size. */
  readonly chunk?: number;
  /** Milliseconds now, for `Result.timing`: `() => performance.now()`. */
  readonly clock?: () => number;
}

/** An experiment made ready: run it as often as you like. */
export interface Prepared {
  readonly experiment: ResolvedExperiment;
  readonly compiled: Compiled;
  readonly program: Program;
}

/**
 * Runs an experiment and returns its recording, synchronously. The same document gives the same bits on every machine.
 *
 * Throws an ExperimentError (the document), an EquationError (its texts) or a SimulationError (the run).
 */
export function simulate(document: Experiment | ExperimentDocument, options: RunOptions = {}): Result {
  const job = start(document, options);
  return job.result(finish(run(job.plan)));
}

/**
 * Like `simulate`, giving way to the event loop while it runs; it reports progress and can be aborted.
 *
 * Rejects as `simulate` throws, or with the signal's reason.
 */
export async function simulateAsync(
  document: Experiment | ExperimentDocument,
  options: RunOptions & Watch = {},
): Promise<Result> {
  const job = start(document, options);
  return job.result(await finishLater(run(job.plan), options));
}

/** Checks the document, chooses the method and compiles, without running. Throws as `simulate`. */
export function prepareExperiment(document: unknown, options: RunOptions = {}): Prepared {
  const experiment = resolveExperiment(parseExperiment(document));
  const model = checkModel(experiment.definition, experiment.drives);
  const compiled = compile(model, {
    method: experiment.method,
    tolerance: experiment.tolerance,
    spikeTimes: experiment.spikeTimes,
    perNeuron: new Set(experiment.axes.map((axis) => axis.parameter)),
    observed: experiment.variables,
  });
  const { target, interleave } = options;
  const program = compileKernel(compiled.kernel, {
    neurons: experiment.members,
    ...(target ? { target } : {}),
    ...(interleave ? { interleave } : {}),
  });
  return { experiment, compiled, program };
}

function start(document: unknown, options: RunOptions): { plan: Run; result(recording: Recording): Result } {
  const clock = options.clock ?? (() => 0);
  const begin = clock();
  const { experiment, compiled, program } = prepareExperiment(document, options);
  const ready = clock();
  const { axes, members, steps, dt, every } = experiment;
  const differing = new Map(
    axes.map(({ parameter }, axis) => [parameter, (member: number) => memberValue(axes, axis, member)] as const),
  );
  const plan = planRun(compiled, program, { members, steps, dt, every, differing }, options);
  const set = clock();
  return {
    plan,
    result: (recording) =>
      makeResult(recording, {
        axes: experiment.axes,
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
