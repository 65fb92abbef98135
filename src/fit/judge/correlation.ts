/** Pearson's correlation of two lists of numbers; 0 where one does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  let [aa, bb, ab] = [0, 0, 0];
  for (const [k, value] of a.entries()) {
    aa += (value - ma) ** 2;
    bb += (b[k]! - mb) ** 2;
    ab += (value - ma) * (b[k]! - mb);
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
