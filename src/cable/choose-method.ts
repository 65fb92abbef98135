import { ExperimentError } from "../errors.ts";
import { type CablePlan, type Course, exactCourse, steppedCourse } from "./run-cable.ts";
import { stepMethods } from "./step-method.ts";

/** `auto` takes the modes of so many nodes at most, which cost a second, and of so many numbers, which are 1 GiB. */
const moderate = { nodes: 400, numbers: 2 ** 27 } as const;
/** With more, the modes would take minutes, or more than 4 GiB. */
const largest = { nodes: 2000, numbers: 2 ** 29 } as const;

/**
 * The method of a document, why it was chosen, and its course.
 *
 * @throws ExperimentError where the cable is too large for `exact`
 */
export function courseOf(
  asked: string,
  plan: CablePlan,
): { readonly method: string; readonly reason: string; readonly course: Course } {
  const nodes = plan.tree.parent.length;
  const numbers = nodes * (plan.samples + 1);
  if (asked === "exact" && (nodes > largest.nodes || numbers > largest.numbers))
    throw new ExperimentError(
      nodes > largest.nodes
        ? `the modes of ${nodes} nodes are too many; it takes at most ${largest.nodes}`
        : `${nodes} modes in ${plan.samples} samples are too many to keep`,
      "method",
      nodes > largest.nodes
        ? "take tr-bdf2, or fewer compartments"
        : "take tr-bdf2, or sample less often: record.every",
    );
  const fits = nodes <= moderate.nodes && numbers <= moderate.numbers;
  const name = asked === "auto" ? (fits ? "exact" : "tr-bdf2") : asked;
  if (name === "exact")
    return {
      method: name,
      reason: `a passive cable is linear, and ${nodes} nodes are few enough for its modes: no error in time`,
      course: exactCourse(plan),
    };
  const method = stepMethods[name]!;
  return {
    method: name,
    reason:
      asked === "auto"
        ? `${nodes} nodes in ${plan.samples} samples are too many for modes; second order, and steep fronts die out at once`
        : `as asked; of order ${method.order} in dt`,
    course: steppedCourse(plan, method),
  };
}
