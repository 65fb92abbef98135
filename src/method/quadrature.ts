/** Gauss-Legendre nodes on [-1, 1], by their number. Abramowitz & Stegun (1964), table 25.4. */
const nodesAround: readonly (readonly number[])[] = [
  [],
  [0],
  [-0.5773502691896257, 0.5773502691896257],
  [-0.7745966692414834, 0, 0.7745966692414834],
  [-0.8611363115940526, -0.33998104358485626, 0.33998104358485626, 0.8611363115940526],
  [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664],
];

/** The largest number of nodes there is a table for. */
export const mostNodes = nodesAround.length - 1;

/** Gauss-Legendre nodes on [0, 1]. */
export function gaussNodes(count: number): number[] {
  return nodesAround[count]!.map((x) => (1 + x) / 2);
}

/**
 * The polynomials of lowest degree that are 1 at one node and 0 at the others: coefficients[k][j] is the factor of σ^j in the
 * one for node k. A polynomial with the values d_k at the nodes is Σ_k d_k Σ_j coefficients[k][j] σ^j.
 */
export function lagrangeCoefficients(nodes: readonly number[]): number[][] {
  return nodes.map((node) => {
    let polynomial = [1];
    for (const other of nodes) {
      if (other === node) continue;
      const times = (j: number) => (polynomial[j - 1] ?? 0) - other * (polynomial[j] ?? 0);
      polynomial = Array.from({ length: polynomial.length + 1 }, (_, j) => times(j) / (node - other));
    }
    return polynomial;
  });
}
