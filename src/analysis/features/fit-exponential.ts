/** y = offset + scale*exp(-(t - t[0])/tau), by least squares. */
export interface ExponentialFit {
  readonly tau: number;
  readonly offset: number;
  readonly scale: number;
}

/** Time constants are sought from a tenth of the mean sample interval to 100 times the length. */
const shortest = 0.1;
const longest = 100;

/**
 * The exponential with a free asymptote that is nearest to the samples in the sense of least squares. For each tau offset and
 * scale are a linear regression, so the search is one-dimensional, on ln(tau): a scan for the lowest valley, then golden
 * sections. Undefined where no valley lies inside the range: then the samples are no exponential, or only its straight start.
 */
export function fitExponential(t: Float64Array, y: Float64Array): ExponentialFit | undefined {
  if (t.length < 3) return undefined;
  const span = t[t.length - 1]! - t[0]!;
  const low = Math.log((shortest * span) / (t.length - 1));
  const high = Math.log(longest * span);
  const cost = (lnTau: number) => regress(t, y, Math.exp(lnTau)).residual;
  const scan = 80;
  const grid = Array.from({ length: scan + 1 }, (_, i) => low + ((high - low) * i) / scan);
  const costs = grid.map(cost);
  const best = costs.indexOf(Math.min(...costs));
  if (best <= 0 || best >= scan) return undefined;
  const tau = Math.exp(goldenSection(cost, grid[best - 1]!, grid[best + 1]!));
  const { offset, scale } = regress(t, y, tau);
  return { tau, offset, scale };
}

function regress(t: Float64Array, y: Float64Array, tau: number) {
  const n = t.length;
  const x = t.map((time) => Math.exp((t[0]! - time) / tau));
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  const variance = x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0);
  const covariance = x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i]! - my), 0);
  const scale = variance > 0 ? covariance / variance : 0;
  const offset = my - scale * mx;
  // Not var(y) - scale*cov(x, y): near an exact fit their difference would be rounding, and tau good to 1e-7 only.
  return { scale, offset, residual: x.reduce((sum, xi, i) => sum + (y[i]! - offset - scale * xi) ** 2, 0) };
}

/** The place of the minimum between two bounds. */
function goldenSection(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fc, fd] = [f(c), f(d)];
  while (b - a > 1e-9) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      c = b - ratio * (b - a);
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + ratio * (b - a);
      fd = f(d);
    }
  }
  return (a + b) / 2;
}
