import type { Candidate } from "./fit-types.ts";

/** Most candidates of a front that are kept. */
const most = 200;

/** Whether a is as good as b in every objective. */
function covers(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, k) => value <= b[k]!);
}

/**
 * The front with a candidate added: those that no other is as good as in every objective. Where there are more than 200, one of the
 * two that are nearest in the first objective goes.
 */
export function withCandidate(front: readonly Candidate[], candidate: Candidate): readonly Candidate[] {
  if (!candidate.parts.every(Number.isFinite) || front.some(({ parts }) => covers(parts, candidate.parts)))
    return front;
  const kept = front.filter(({ parts }) => !covers(candidate.parts, parts));
  const place = kept.findIndex(({ parts }) => parts[0]! > candidate.parts[0]!);
  kept.splice(place < 0 ? kept.length : place, 0, candidate);
  if (kept.length <= most) return kept;
  const gaps = kept.slice(1).map(({ parts }, k) => parts[0]! - kept[k]!.parts[0]!);
  const nearest = gaps.slice(0, -1).reduce((best, gap, k) => (gap < gaps[best]! ? k : best), 0);
  return kept.filter((_, k) => k !== nearest + 1);
}
