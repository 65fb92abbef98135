import { partOf } from "../progress.ts";
import { planRun, type Run } from "../run/plan.ts";
import { spikesOf } from "../run/recording.ts";
import { runSurvivors } from "../run/survivors.ts";
import type { RunOptions } from "../simulate.ts";
import type { Course } from "./courses.ts";
import type { Response } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";

/** How a candidate answers every sweep; or why it does not. */
export type Responses = readonly Response[] | { readonly failure: string };

/** Most steps from one look at the state to the next: a candidate that fires without end is found after so many. */
const chunk = 1024;

export interface RunSettings {
  readonly mostSpikes: number;
  /** Volts of the potential's unit. */
  readonly scale: number;
  readonly options: RunOptions;
}

/** Runs candidates through all courses. */
export function* responses(
  courses: readonly Course[],
  free: readonly FreeNumber[],
  candidates: readonly ArrayLike<number>[],
  settings: RunSettings,
): Generator<number, Responses[]> {
  const found: (Response[] | { failure: string })[] = candidates.map(() => []);
  for (const [c, course] of courses.entries()) {
    const survivors = runSurvivors(planOf(course, free, candidates, settings.options), settings.mostSpikes);
    const { recording, failed } = yield* partOf(survivors, c / courses.length, (c + 1) / courses.length);
    const [trace] = recording.traces.variables;
    const samples = recording.traces.times.length;
    for (const [k] of candidates.entries())
      for (const [s, sweep] of course.sweeps.entries()) {
        const member = k * course.sweeps.length + s;
        const own = found[k]!;
        if ("failure" in own) continue;
        const failure = failed.get(member);
        if (failure !== undefined) found[k] = { failure };
        else {
          const volts = trace?.values.subarray(member * samples, (member + 1) * samples);
          const voltage = volts && settings.scale !== 1 ? volts.map((v) => v * settings.scale) : volts;
          own[sweep] = { spikes: spikesOf(recording, member), ...(voltage ? { voltage } : {}) };
        }
      }
  }
  return found;
}

/** Member k S + s is candidate k under sweep s of S. */
export function planOf(
  { prepared, own, sweeps }: Course,
  free: readonly FreeNumber[],
  candidates: readonly ArrayLike<number>[],
  options: RunOptions,
): Run {
  const { compiled, program, experiment } = prepared;
  const { steps, dt, every, seed } = experiment;
  const each = sweeps.length;
  const differing = new Map<string, (member: number) => number>([
    ...free.map(({ parameter }, k) => [parameter, (m: number) => candidates[Math.floor(m / each)]![k]!] as const),
    ...Array.from(own, ([name, values]) => [name, (m: number) => values[m % each]!] as const),
  ]);
  return planRun(
    compiled,
    program,
    { members: candidates.length * each, steps, dt, every, seed, differing },
    { chunk, ...options },
  );
}
