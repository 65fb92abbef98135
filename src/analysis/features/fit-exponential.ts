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
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += (x[i]! - mx) ** 2;
    xy += (x[i]! - mx) * (y[i]! - my);
    yy += (y[i]! - my) ** 2;
  }
  const scale = xx > 0 ? xy / xx : 0;
  return { scale, offset: my - scale * mx, residual: yy - scale * xy };
}

/** The place of the minimum between two bounds to about 1e-8, the square root of rounding. */
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
