import type { CurrentCourse, CurrentStep, StepWindow } from "./current-course.ts";
import { medianOf } from "./sweep.ts";

/** Seconds by which a noise may move an edge. */
const edge = 2e-3;
/** Amplitudes that differ by less than this part of the largest are those of one step, repeated. */
const repeated = 0.05;

/**
 * The step that a family of sweeps is about: the one whose amplitudes differ most from sweep to sweep, the first of several; so a
 * test pulse, which is the same in all, is none. Where no step differs, or there is one sweep only, the step that carries the
 * largest charge. Undefined where no sweep has a step.
 */
export function commonStep(courses: readonly CurrentCourse[]): StepWindow | undefined {
  const groups: CurrentStep[][] = [];
  for (const step of courses.flatMap(stepsOf)) {
    const group = groups.find(([first]) => haveOneWindow(first!, step));
    if (group) group.push(step);
    else groups.push([step]);
  }
  const extent = (group: readonly CurrentStep[]): number => {
    const amplitudes = group.map(({ amplitude }) => amplitude);
    // A sweep without the step has an amplitude of 0 there.
    const all = group.length < courses.length ? [...amplitudes, 0] : amplitudes;
    return Math.max(...all) - Math.min(...all);
  };
  const largest = Math.max(...groups.flat().map(({ amplitude }) => Math.abs(amplitude)));
  const differ = courses.length > 1 && groups.some((group) => extent(group) > repeated * largest);
  const best = greatest(groups, differ ? extent : (group) => medianOf(group.map(chargeOf)));
  return best && { start: medianOf(best.map(({ start }) => start)), stop: medianOf(best.map(({ stop }) => stop)) };
}

/**
 * When the step of a family is on in one sweep of it: between the sweep's own edges where it has that step, between the family's where
 * its current is level there (a step of 0 pA). A sweep with other steps has the one of them that carries the largest charge.
 *
 * @param duration seconds of the sweep
 */
export function stepInSweep(
  course: CurrentCourse,
  common: StepWindow | undefined,
  duration: number,
): StepWindow | undefined {
  if (course.kind !== "steps" && course.kind !== "constant") return undefined;
  const steps = stepsOf(course);
  const own = common && steps.find((step) => haveOneWindow(step, common));
  const isLevel =
    common && steps.every(({ start, stop }) => stop <= common.start + edge || start >= common.stop - edge);
  if (!own && isLevel && common.stop <= duration) return common;
  const found = own ?? greatest(steps, chargeOf);
  return found && { start: found.start, stop: found.stop };
}

export function stepsOf(course: CurrentCourse): readonly CurrentStep[] {
  return course.kind === "steps" ? course.steps : [];
}

function haveOneWindow(a: StepWindow, b: StepWindow): boolean {
  return Math.abs(a.start - b.start) <= edge && Math.abs(a.stop - b.stop) <= edge;
}

function chargeOf({ start, stop, amplitude }: CurrentStep): number {
  return Math.abs(amplitude) * (stop - start);
}

/** The one of the largest size; of several nearly as large the first. */
function greatest<T>(all: readonly T[], size: (one: T) => number): T | undefined {
  let best: T | undefined;
  for (const one of all) if (best === undefined || size(one) > 1.05 * size(best)) best = one;
  return best;
}
