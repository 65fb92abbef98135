const golden = (Math.sqrt(5) - 1) / 2;

/**
 * Where a function is least: at the least of its values on an ascending grid, and from there between the neighbours, where it is
 * taken to have one minimum, by golden section to a ten-thousandth of their distance.
 */
export function minimumOverGrid(f: (x: number) => number, grid: readonly number[]): number {
  const values = grid.map(f);
  const best = values.indexOf(values.reduce((a, b) => Math.min(a, b)));
  return minimumBetween(f, grid[Math.max(0, best - 1)]!, grid[Math.min(grid.length - 1, best + 1)]!);
}

function minimumBetween(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
  let [atC, atD] = [f(c), f(d)];
  while (b - a > 1e-4 * (high - low)) {
    if (atC <= atD) {
      [b, d, atD] = [d, c, atC];
      c = b - golden * (b - a);
      atC = f(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + golden * (b - a);
      atD = f(d);
    }
  }
  return (a + b) / 2;
}
