/** Longer names are never suggested for: the table of distances would grow with their square. */
const longest = 40;

/**
 * The candidate most like `name`, for "did you mean"; undefined where none is near. Near is an edit distance (letters
 * inserted, left out, changed or swapped) of at most a third of the name's length, and upper and lower case count little.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length === 0 || name.length > longest) return undefined;
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 0.5;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const folded = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const distance = folded + 0.1 * Math.min(4, editDistance(name, candidate) - folded);
    if (distance < bestDistance && !(name.length <= 2 && folded >= name.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "mV"?`, or `otherwise`. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined;
export function didYouMean(name: string, candidates: Iterable<string>, otherwise: string): string;
export function didYouMean(name: string, candidates: Iterable<string>, otherwise?: string): string | undefined {
  const near = closest(name, candidates);
  return near === undefined ? otherwise : `did you mean "${near}"?`;
}

/** Optimal string alignment: insertions, deletions, changes and swaps of neighbours each cost 1. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
