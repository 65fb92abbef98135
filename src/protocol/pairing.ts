/**
 * For each spike of a the place of its partner in b, or -1. All spikes of the shorter train have a partner, in the order of
 * time, so that the sum of the distances is the least: for trains of equal length, the k-th with the k-th.
 */
export function pairedSpikes(a: Float64Array, b: Float64Array): Int32Array {
  if (a.length <= b.length) return placed(a, b);
  const partners = new Int32Array(a.length).fill(-1);
  placed(b, a).forEach((place, k) => {
    partners[place] = k;
  });
  return partners;
}

/**
 * Where each spike of the shorter train goes in the longer. cost[k][s] is the least sum for the first k spikes with at most s of
 * the longer train left out before the k-th: min(cost[k][s-1], cost[k-1][s] + |short_k - long_(k+s)|).
 */
function placed(short: Float64Array, long: Float64Array): Int32Array {
  const slack = long.length - short.length;
  const width = slack + 1;
  const cost = new Float64Array((short.length + 1) * width);
  for (let k = 1; k <= short.length; k++) {
    for (let s = 0; s < width; s++) {
      const here = cost[(k - 1) * width + s]! + Math.abs(short[k - 1]! - long[k - 1 + s]!);
      cost[k * width + s] = s > 0 ? Math.min(here, cost[k * width + s - 1]!) : here;
    }
  }
  const places = new Int32Array(short.length);
  let s = slack;
  for (let k = short.length; k >= 1; k--) {
    while (s > 0 && cost[k * width + s - 1]! === cost[k * width + s]!) s--;
    places[k - 1] = k - 1 + s;
  }
  return places;
}
