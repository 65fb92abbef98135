/** The coefficients of an explicit Runge-Kutta method: `a[i]` holds the i weights of the stages before stage i. */
export interface Coefficients {
  readonly a: readonly (readonly number[])[];
  readonly b: readonly number[];
}

/** A rooted tree: its branches. */
type Tree = readonly Tree[];

/**
 * The largest order p <= `most` for which every rooted tree τ of at most p nodes has Σ b_i Φ_i(τ) = 1/γ(τ).
 * Hairer, Nørsett & Wanner (1993), Solving Ordinary Differential Equations I, theorem II.2.13.
 */
export function orderOf({ a, b }: Coefficients, most: number): number {
  for (let nodes = 1; nodes <= most; nodes++) {
    for (const tree of treesOf(nodes)) {
      const weights = stageWeights(tree, a);
      const sum = b.reduce((total, b, i) => total + b * weights[i]!, 0);
      if (!(Math.abs(sum - 1 / density(tree)) < 1e-13)) return nodes - 1;
    }
  }
  return most;
}

/** Φ_i of a tree: the product over its branches of Σ_j a_ij Φ_j. */
function stageWeights(tree: Tree, a: Coefficients["a"]): number[] {
  const branches = tree.map((branch) => stageWeights(branch, a));
  return a.map((row) => branches.reduce((product, inner) => product * dot(row, inner), 1));
}

function dot(row: readonly number[], values: readonly number[]): number {
  return row.reduce((sum, weight, j) => sum + weight * values[j]!, 0);
}

function size(tree: Tree): number {
  return tree.reduce((sum, branch) => sum + size(branch), 1);
}

/** γ of a tree: its size times the γ of its branches. */
function density(tree: Tree): number {
  return tree.reduce((product, branch) => product * density(branch), size(tree));
}

/** All rooted trees of a size: 1, 1, 2, 4, 9, 20, … of them. */
export function treesOf(nodes: number): Tree[] {
  return forests(nodes - 1, nodes - 1, Number.POSITIVE_INFINITY);
}

/** All sets of trees with that many nodes in all, each of at most `largest` nodes and, among those, of index <= `last`. */
function forests(nodes: number, largest: number, last: number): Tree[][] {
  if (nodes === 0) return [[]];
  const found: Tree[][] = [];
  for (let first = Math.min(nodes, largest); first >= 1; first--) {
    treesOf(first).forEach((tree, index) => {
      if (first === largest && index > last) return;
      for (const others of forests(nodes - first, first, index)) found.push([tree, ...others]);
    });
  }
  return found;
}
