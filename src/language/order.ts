/**
 * Puts names in an order in which each comes after those it needs, or finds a cycle such as `["x", "y"]` (x needs y, y needs
 * x). Names that are needed but have no needs of their own are left out.
 */
export function inOrder(
  needs: ReadonlyMap<string, Iterable<string>>,
): { readonly order: readonly string[] } | { readonly cycle: readonly string[] } {
  const order: string[] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    const pending: Iterator<string>[] = [];
    const enter = (name: string): void => {
      path.push(name);
      onPath.add(name);
      pending.push(needs.get(name)![Symbol.iterator]());
    };
    if (!done.has(start)) enter(start);
    while (pending.length > 0) {
      const next = pending.at(-1)!.next();
      if (next.done) {
        pending.pop();
        const name = path.pop()!;
        onPath.delete(name);
        done.add(name);
        order.push(name);
      } else if (onPath.has(next.value)) {
        return { cycle: path.slice(path.indexOf(next.value)) };
      } else if (needs.has(next.value) && !done.has(next.value)) {
        enter(next.value);
      }
    }
  }
  return { order };
}
