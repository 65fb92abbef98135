/** Keys that lead to a place in a document: `["input", 0, "amplitude"]`. */
export type Path = readonly (string | number)[];

/** What stands at a place; undefined where nothing does. */
export function valueAt(node: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key) ? inner[key as never] : undefined,
    node,
  );
}

/** The node with another value at a place; undefined takes away what stands there. What does not change is the same object. */
export function changedAt(node: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.map((entry, k) => (k === key ? changedAt(entry, rest, value) : entry));
  const inner = changedAt(valueAt(node, [key]), rest, value);
  const others = Object.entries((node ?? {}) as object).filter(([name]) => inner !== undefined || name !== key);
  const changed = others.map(([name, own]) => [name, name === key ? inner : own] as const);
  const isNew = inner !== undefined && !changed.some(([name]) => name === key);
  return Object.fromEntries(isNew ? [...changed, [key, inner]] : changed);
}
