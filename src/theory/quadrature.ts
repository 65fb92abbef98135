/** Nodes of the 15-point Kronrod rule on [-1, 1] from the outermost to the middle; every second is one of the 7-point Gauss rule. */
const nodes = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848, 0,
];
const kronrod = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
const gauss = [0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694];

interface Panel {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly error: number;
}

const mostPanels = 4000;

/**
 * The integral of f from low to high, to a relative error: panels of the 7- and 15-point Gauss-Kronrod pair, the one with the
 * largest error halved until the sum of errors is small enough, or no more than the integrand's own rounding. Piessens et al.
 * (1983), QUADPACK, Springer.
 *
 * Throws a RangeError where the integrand is not finite, or 4000 panels do not suffice.
 */
export function integrate(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number {
  if (low === high) return 0;
  const panels = [panel(f, low, high)];
  let [value, error] = [panels[0]!.value, panels[0]!.error];
  while (!(error <= tolerance * Math.abs(value))) {
    if (panels.length >= mostPanels || !Number.isFinite(value))
      throw new RangeError(
        `the integral from ${low} to ${high} does not converge (look for a place where the integrand is not finite)`,
      );
    let worst = 0;
    for (let k = 1; k < panels.length; k++) if (panels[k]!.error > panels[worst]!.error) worst = k;
    const { low: a, high: b, error: before, value: whole } = panels[worst]!;
    const middle = (a + b) / 2;
    const [left, right] = [panel(f, a, middle), panel(f, middle, b)];
    // where halving changes nothing and does not reduce the error, that is the rounding of the integrand: taken as it is
    const settled = Math.abs(left.value + right.value - whole) <= 1e-5 * Math.abs(whole);
    const rounding = settled && left.error + right.error > 0.8 * before;
    panels.splice(worst, 1, rounding ? { ...left, error: 0 } : left, rounding ? { ...right, error: 0 } : right);
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
