/**
 * Where a continuous function changes sign between a and b, to the last bits: Chandrupatla's bracketing search (1997, Adv Eng
 * Softw 28:145), inverse quadratic interpolation where it is safe, bisection elsewhere.
 *
 * @param fa f(a) and
 * @param fb f(b), of opposite signs (0 counts as either).
 * @param tolerance a bracket this wide (beside 4 ulp) is narrow enough.
 */
export function rootBetween(
  f: (x: number) => number,
  a: number,
  b: number,
  fa: number,
  fb: number,
  tolerance = 0,
): number {
  if (fa === 0) return a;
  if (fb === 0) return b;
  let [x1, x2, x3, f1, f2, f3] = [b, a, a, fb, fa, fa];
  let part = 0.5;
  for (let k = 0; k < 200; k++) {
    const x = x1 + part * (x2 - x1);
    const value = f(x);
    if (value === 0) return x;
    if (value > 0 === f1 > 0) [x3, f3] = [x1, f1];
    else [x3, f3, x2, f2] = [x2, f2, x1, f1];
    [x1, f1] = [x, value];
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const nearest = (2 ** -52 * Math.abs(best) * 2 + tolerance / 2) / Math.abs(x2 - x1);
    if (nearest > 0.5 || !Number.isFinite(nearest)) return best;
    const xi = (x1 - x2) / (x3 - x2);
    const phi = (f1 - f2) / (f3 - f2);
    part = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      part = (f1 / (f2 - f1)) * (f3 / (f2 - f3)) + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2));
      part = Math.max(nearest, Math.min(1 - nearest, part));
    }
  }
  return Math.abs(f1) < Math.abs(f2) ? x1 : x2;
}
