/** Nodes of the 15-point Kronrod rule on [-1, 1] from the outermost to the middle; every second is one of the 7-point Gauss rule. */
const nodes = [
  0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
  0.741531185599394439863864773280788, 0.58608723546769113029414469258759, 0.405845151377397166906606412076961,
  0.207784955007898467600689403773245, 0,
];
const kronrod = [
  0.02293532201052922496373200805897, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
  0.140653259715525918745189590510238, 0.16900472663926790282829543645, 0.190350578064785409913256402421014,
  0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
];
const gauss = [
  0.129484966168869693270611432679082, 0.27970539148927666790146777142378, 0.381830050505118944950369775488975,
  0.417959183673469387755102040816327,
];

interface Panel {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly error: number;
}

const mostPanels = 4000;

/**
 * The integral of f from low to high, to a relative error: panels of the 7- and 15-point Gauss-Kronrod pair, the one with the
 * largest error halved until the sum of errors is small enough, or is rounding. Piessens et al. (1983), QUADPACK, Springer.
 *
 * Throws a RangeError where 4000 panels do not suffice: the integrand is singular inside, or not finite.
 */
export function integrate(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number {
  if (low === high) return 0;
  const panels = [panel(f, low, high)];
  let [value, error] = [panels[0]!.value, panels[0]!.error];
  while (error > tolerance * Math.abs(value)) {
    if (panels.length >= mostPanels || !Number.isFinite(value))
      throw new RangeError(`the integral from ${low} to ${high} does not converge (look for a pole inside)`);
    let worst = 0;
    for (let k = 1; k < panels.length; k++) if (panels[k]!.error > panels[worst]!.error) worst = k;
    const { low: a, high: b } = panels[worst]!;
    const middle = (a + b) / 2;
    panels.splice(worst, 1, panel(f, a, middle), panel(f, middle, b));
    value = sum(panels, "value");
    error = sum(panels, "error");
  }
  return value;
}

function sum(panels: readonly Panel[], what: "value" | "error"): number {
  let total = 0;
  for (const panel of panels) total += panel[what];
  return total;
}

function panel(f: (x: number) => number, low: number, high: number): Panel {
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  const samples: number[] = [];
  let [wide, narrow, size] = [0, 0, 0];
  for (let k = 0; k < nodes.length; k++) {
    const center = k === nodes.length - 1;
    const right = f(middle + half * nodes[k]!);
    const left = center ? 0 : f(middle - half * nodes[k]!);
    wide += kronrod[k]! * (left + right);
    if (k % 2 === 1) narrow += gauss[(k - 1) / 2]! * (left + right);
    size += kronrod[k]! * (Math.abs(left) + Math.abs(right));
    samples.push(right, ...(center ? [] : [left]));
  }
  let spread = 0;
  samples.forEach((value, k) => {
    spread += kronrod[Math.min(k >> 1, nodes.length - 1)]! * Math.abs(value - wide / 2);
  });
  const rounding = 50 * 2 ** -53 * size;
  const difference = Math.abs(wide - narrow);
  const scaled = spread > 0 ? spread * Math.min(1, ((200 * difference) / spread) ** 1.5) : difference;
  const error = scaled <= rounding ? 0 : scaled;
  return { low, high, value: half * wide, error: Math.abs(half) * error };
}
